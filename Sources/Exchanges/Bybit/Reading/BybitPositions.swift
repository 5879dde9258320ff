import Domain
import JSON

/// Open positions of one list ("Get Position Info"), or of several together.
public struct BybitPositions: Hashable, Sendable {
    /// The positions that are open; symbols without one are left out.
    public internal(set) var rows: [BybitPosition]
    /// Values that were there and could not be understood, for the user to read.
    public internal(set) var unreadable: [String]

    /// A page of the list.
    struct Page {
        let positions: BybitPositions
        /// Where the next page begins; `nil` on the last one.
        let cursor: String?
    }

    static func read(_ result: JSONView, _ category: BybitCategory) -> Result<Page, Failure> {
        guard let list = result["list"], list.kind == .array else { return .failure(BybitFailure.gateway.lacking("list")) }
        var fields = ReplyFields()
        let rows = ReplyRows(list.elements)
        fields.note(cut: rows)
        let positions = rows.views.compactMap { view -> BybitPosition? in
            guard view.kind == .object else {
                fields.note("position")
                return nil
            }
            return BybitPosition(view, category, &fields)
        }
        let cursor = result["nextPageCursor"]?.string ?? ""
        guard cursor.isEmpty || isQueryable(cursor) else { return .failure(BybitFailure.gateway.lacking("nextPageCursor")) }
        return .success(
            Page(positions: BybitPositions(rows: positions, unreadable: fields.unreadable), cursor: cursor.isEmpty ? nil : cursor))
    }

    /// Bybit writes a cursor as it belongs into a query, with what needs it percent-encoded; it goes back as it came.
    private static func isQueryable(_ cursor: String) -> Bool {
        cursor.utf8.count <= 1_000
            && cursor.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#"&#+"<>\"#.utf8.contains($0) }
    }
}

/// The kinds of contracts, by Bybit's words for them.
public enum BybitCategory: String, CaseIterable, Hashable, Sendable {
    case linear
    case inverse
    case option
}

/// An open position as Bybit describes it; the margin mode is the account's.
public struct BybitPosition: Hashable, Sendable {
    /// Bybit's name for the contract, such as `BTCUSDT`.
    public let symbol: String
    /// Which kind of contract it is.
    public let category: BybitCategory
    /// 0 in one-way mode, 1 for the long and 2 for the short side in hedge mode; `nil` where it was not told.
    public let index: Int64?
    /// `nil` where it could not be read.
    public let side: PositionSide?
    /// Contracts, or coins, as Bybit writes it.
    public let size: Amount?
    /// What it is worth in the market, in `currency`.
    public let value: Amount?
    /// What margin and profit are counted in; `nil` where the symbol does not tell.
    public let currency: String?
    let entryPrice: Amount?
    let markPrice: Amount?
    let unrealizedProfit: Amount?
    let leverage: Amount?
    let liquidationPrice: Amount?

    /// Reads a row of a reply or of a push; `nil` for one without a position.
    init?(_ view: JSONView, _ category: BybitCategory, _ fields: inout ReplyFields) {
        symbol = fields.text(view, "symbol") ?? "—"
        self.category = category
        index = fields.whole(view, "positionIdx")
        let size = fields.amount(view, "size", of: symbol)
        let word = fields.text(view, "side")
        // A symbol without a position has neither size nor side. A size that could not be read is no reason to overlook a position.
        if size?.isZero == true || (size == nil && word == nil) { return nil }
        side = Self.sides[word ?? ""] ?? index.flatMap { Self.sidesByIndex[$0] }
        if side == nil { fields.note("\(symbol) side") }
        self.size = size
        value = fields.amount(view, "positionValue", of: symbol)
        currency = Self.currency(symbol, category)
        // Replies call it the one, pushes the other.
        entryPrice = fields.amount(view, "avgPrice", of: symbol) ?? fields.amount(view, "entryPrice", of: symbol)
        markPrice = fields.amount(view, "markPrice", of: symbol)
        unrealizedProfit = fields.amount(view, "unrealisedPnl", of: symbol)
        leverage = fields.amount(view, "leverage", of: symbol)
        liquidationPrice = fields.amount(view, "liqPrice", of: symbol)
    }

    /// As it is shown.
    func shown(_ mode: Position.MarginMode?) -> Position {
        Position(
            instrument: symbol, kind: Self.kind(symbol, category), side: side, size: size, entryPrice: entryPrice, markPrice: markPrice,
            unrealizedProfit: unrealizedProfit, leverage: leverage, marginMode: mode, liquidationPrice: liquidationPrice, currency: currency
        )
    }

    /// How a position of a row may be known that is not open any more, or turned: in one-way mode there is one for both sides.
    static func otherIDs(_ symbol: String, _ category: BybitCategory, index: Int64?, open side: PositionSide?) -> [Position.RowID] {
        let sides: [PositionSide?] = index.flatMap { sidesByIndex[$0] }.map { [$0] } ?? [.long, .short, nil]
        return sides.filter { side == nil || $0 != side }.map {
            Position.RowID(instrument: symbol, side: $0, marginMode: nil, currency: currency(symbol, category))
        }
    }

    private static let sides: [String: PositionSide] = ["Buy": .long, "Sell": .short]
    private static let sidesByIndex: [Int64: PositionSide] = [1: .long, 2: .short]

    /// Dated contracts bear their day (`BTC-26DEC25`, `BTCUSDT-26DEC25`) or, inverse ones, month and year as futures exchanges write them
    /// (`BTCUSDH26`).
    private static func kind(_ symbol: String, _ category: BybitCategory) -> Position.Kind {
        switch category {
        case .option: .option
        case .linear: symbol.contains("-") ? .future : .perpetual
        case .inverse: inverseBase(symbol).map { $0.isDated ? .future : .perpetual } ?? .other
        }
    }

    /// The coin that a contract settles in, by its name, so that replies and pushes, which do not tell it, agree.
    private static func currency(_ symbol: String, _ category: BybitCategory) -> String? {
        let parts = symbol.split(separator: "-", omittingEmptySubsequences: false)
        switch category {
        case .linear:
            guard let first = parts.first else { return nil }
            if first.hasSuffix("USDT") { return "USDT" }
            // Perpetual ones are called `BTCPERP`, dated ones `BTC-26DEC25`.
            return first.hasSuffix("PERP") || parts.count == 2 ? "USDC" : nil
        case .inverse: return inverseBase(symbol).map { String($0.code) }
        // `BTC-26DEC25-60000-C` settles in USDC; others name their coin at the end.
        case .option: return parts.count == 5 ? String(parts[4]) : parts.count == 4 ? "USDC" : nil
        }
    }

    /// The coin before `USD`, and whether month and year follow.
    private static func inverseBase(_ symbol: String) -> (code: Substring, isDated: Bool)? {
        guard let place = symbol.ranges(of: "USD").last else { return nil }
        let (code, rest) = (symbol[..<place.lowerBound], symbol[place.upperBound...])
        return code.isEmpty ? nil : (code, !rest.isEmpty)
    }
}
