import Domain
import HTTP
import JSON

/// Reads open positions.
enum OKXPositions {
    /// GET /api/v5/account/positions.
    static func read(_ reply: HTTPReply) -> Result<OKXOpenPositions, Failure> {
        OKXEnvelope.rows(of: reply).map { rows in
            var fields = ReplyFields()
            var figures = ReplyFields()
            fields.note(cut: rows)
            var all: [Position] = []
            var contracts: [OKXOpenPositions.Contract] = []
            var exposure: Amount? = rows.isCut ? nil : .zero
            for view in rows.views {
                guard view.kind == .object else {
                    fields.note("position")
                    exposure = nil
                    continue
                }
                guard let row = row(view, &fields, &figures) else { continue }
                exposure = exposure.flatMap { sum in row.notional.map { sum + $0.magnitude } }
                if let contract = row.contract { contracts.append(contract) }
                all.append(row.position)
            }
            return OKXOpenPositions(
                contracts: contracts, all: all, exposure: exposure, unreadable: fields.unreadable, unreadableFigures: figures.unreadable)
        }
    }

    /// A position that is open, as replies and pushes describe it.
    struct Row {
        let position: Position
        /// What it is worth in the market, in USD.
        let notional: Amount?
        /// `nil` where the settings check does not concern it.
        let contract: OKXOpenPositions.Contract?
    }

    /// Reads one row; `nil` for one without a size, which is a position that was closed. What decides about the margin mode is noted in
    /// `fields`, what is only shown in `figures`.
    static func row(_ view: JSONView, _ fields: inout ReplyFields, _ figures: inout ReplyFields) -> Row? {
        let instrument = fields.text(view, "instId") ?? "—"
        let kind = kind(fields.text(view, "instType"))
        let size: Amount? =
            switch kind {
            case .perpetual, .future: fields.amount(view, "pos", of: instrument)
            case .margin, .option, .other: figures.amount(view, "pos", of: instrument)
            }
        if let size, size.isZero { return nil }
        let notional = figures.amount(view, "notionalUsd", of: instrument)
        let mode = mode(view, fields)
        let side = side(view, kind, instrument, size, fields)
        let contract: OKXOpenPositions.Contract?
        switch kind {
        case .perpetual, .future:
            if mode == nil { fields.note("\(instrument) mgnMode") }
            contract = OKXOpenPositions.Contract(instrument: instrument, mode: mode, id: fields.text(view, "posId"), side: side)
        case .margin, .option, .other: contract = nil
        }
        return Row(
            position: Position(
                instrument: instrument, kind: kind, side: side, size: size.map { unsigned($0, side) },
                entryPrice: figures.amount(view, "avgPx", of: instrument),
                markPrice: figures.amount(view, "markPx", of: instrument),
                unrealizedProfit: figures.amount(view, "upl", of: instrument),
                leverage: figures.amount(view, "lever", of: instrument),
                marginMode: mode, liquidationPrice: figures.amount(view, "liqPx", of: instrument),
                currency: currency(view, fields)
            ), notional: notional, contract: contract)
    }

    /// How a position that was closed may have been known: in one-way mode one without a size does not tell its side.
    static func closedIDs(_ view: JSONView) -> [Position.RowID] {
        let fields = ReplyFields()
        let instrument = fields.text(view, "instId") ?? "—"
        let side = fields.text(view, "posSide").flatMap(PositionSide.init)
        let sides: [PositionSide?] = side.map { [$0] } ?? [.long, .short, nil]
        return sides.map {
            Position.RowID(instrument: instrument, side: $0, marginMode: mode(view, fields), currency: currency(view, fields))
        }
    }

    private static func mode(_ view: JSONView, _ fields: ReplyFields) -> Position.MarginMode? {
        fields.text(view, "mgnMode").flatMap(Position.MarginMode.init(rawValue:))
    }

    private static func currency(_ view: JSONView, _ fields: ReplyFields) -> String? { fields.text(view, "ccy", characters: 24) }

    /// A short position in one-way mode has a size below zero; where the side is known the sign says nothing more.
    private static func unsigned(_ size: Amount, _ side: PositionSide?) -> Amount {
        side == .short && size.isNegative ? size.magnitude : size
    }

    /// A row that names no kind is taken for a contract rather than overlooked.
    private static func kind(_ name: String?) -> Position.Kind {
        switch name {
        case nil, "SWAP": .perpetual
        case "FUTURES": .future
        case "MARGIN": .margin
        case "OPTION": .option
        case _?: .other
        }
    }

    /// In one-way mode the sign of the size tells the direction; of a margin trade the currency that is held does.
    private static func side(_ view: JSONView, _ kind: Position.Kind, _ instrument: String, _ size: Amount?, _ fields: ReplyFields)
        -> PositionSide?
    {
        if let side = fields.text(view, "posSide").flatMap(PositionSide.init) { return side }
        switch kind {
        case .perpetual, .future, .option, .other: return size.map { $0.isNegative ? .short : .long }
        case .margin:
            guard let held = fields.text(view, "posCcy"), let base = instrument.split(separator: "-").first else { return nil }
            return held == base ? .long : .short
        }
    }
}
