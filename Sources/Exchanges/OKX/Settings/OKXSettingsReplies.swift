import Domain
import HTTP
import JSON

/// Reads what OKX says about futures settings.
enum OKXSettingsReplies {
    private static let listedLimit = 100

    /// GET /api/v5/account/set-account-switch-precheck. Positions are named by their ids.
    static func switchCheck(_ reply: HTTPReply) -> Result<OKXSwitchCheck, Failure> {
        OKXEnvelope.row(of: reply).flatMap { row in
            let fields = ReplyFields()
            switch OKXEnvelope.code(row["sCode"]) {
            case "0": return .success(.free)
            case "1":
                let blockers = listed(row["unmatchedInfoCheck"]).compactMap { view -> SettingBlocker? in
                    guard let type = fields.text(view, "type", characters: 60) else { return nil }
                    let positions = listed(view["posList"]).compactMap(\.scalarText).map { CleanText.line($0, characters: 40) }
                    return OKXBlockers.blocker(type, positions: positions)
                }
                return .success(.blocked(blockers.isEmpty ? [unnamed] : blockers))
            case "3":
                return .success(.presetMissing(positionIDs: listed(row["posList"]).compactMap { fields.text($0, "posId", characters: 40) }))
            case "4":
                let families = listed(row["posTierCheck"]).compactMap { fields.text($0, "instFamily", characters: 40) }
                return .success(.blocked([SettingBlocker(kind: "position-tier", message: tierWords, subjects: families)]))
            case .some, nil: return .failure(OKXFailure.gateway.lacking("sCode"))
            }
        }
    }

    /// GET /api/v5/account/leverage-info. The European site has answered it with HTTP 404 (OKX agent-trade-kit, "site compatibility").
    static func leverage(_ reply: HTTPReply) -> Result<[OKXSetLeverage], Failure> {
        if reply.status == 404 { return .failure(untold) }
        return OKXEnvelope.rows(of: reply).flatMap { rows in
            var fields = ReplyFields()
            var read: [OKXSetLeverage] = []
            for view in rows.views.prefix(listedLimit) {
                guard let instrument = fields.text(view, "instId"), let leverage = fields.amount(view, "lever") else {
                    return .failure(OKXFailure.gateway.lacking("lever"))
                }
                read.append(
                    OKXSetLeverage(
                        OKXLeveragePlace(instrument: instrument, side: fields.text(view, "posSide").flatMap(PositionSide.init)), leverage)
                )
            }
            return read.isEmpty ? .failure(OKXFailure.gateway.lacking("lever")) : .success(read)
        }
    }

    /// GET /api/v5/account/max-avail-size.
    static func isolatedSize(_ reply: HTTPReply) -> Result<OKXIsolatedContracts, Failure> {
        if reply.status == 404 { return .failure(untold) }
        return OKXEnvelope.rows(of: reply).map { _ in .offered }
    }

    /// The guide prints the reply of the preset without the envelope that every other one has.
    static func change(_ change: OKXSettingChange, _ reply: HTTPReply) -> Result<ChangeAccepted, Failure> {
        switch change {
        case .leveragePreset:
            if (200..<300).contains(reply.status), let root = try? JSONDocument(parsing: reply.body).root, root["code"] == nil,
                root["curAcctLv"]?.scalarText != nil
            {
                return .success(ChangeAccepted())
            }
        case .accountMode, .positionMode, .isolatedTransfer, .leverage: break
        }
        return OKXEnvelope.rows(of: reply).map { _ in ChangeAccepted() }
    }

    /// `51010` says that the account mode does not know isolated contracts; in Spot mode it says so about all contracts.
    static func isolatedContracts(after failure: Failure, in mode: OKXAccountMode?) -> OKXIsolatedContracts? {
        switch failure.code {
        case "51010": mode == .spot || mode == nil ? nil : .notOffered
        case "51000", "50072": .notOffered
        case .some: nil
        case nil: failure.cause == .featureUnavailable ? .notOffered : nil
        }
    }

    private static func listed(_ view: JSONView?) -> [JSONView] {
        guard let view, view.kind == .array else { return [] }
        return Array(view.elements.prefix(listedLimit))
    }

    private static let unnamed = SettingBlocker(
        kind: "unnamed", message: Phrase(en: "OKX does not say what stands in the way.", zh: "OKX 未说明受阻原因。"))
    private static let tierWords = Phrase(
        en: "The positions are too large, or their margin too small, for Futures mode: reduce them or add funds.",
        zh: "仓位过大或保证金不足，无法切换到合约模式：请减仓或充值。")
    private static let untold = Failure(
        .featureUnavailable,
        message: Phrase(en: "This site of OKX does not tell it (HTTP 404).", zh: "OKX 的该站点不提供此查询（HTTP 404）。"),
        remedy: [Phrase(en: "Look at it on the website or in the app.", zh: "请在网页或 App 中查看。")])
}

/// Whether contracts can be held with isolated margin.
public enum OKXIsolatedContracts: Hashable, Sendable {
    case offered
    case notOffered
}

/// Where a leverage applies: an instrument, and in hedge mode one side of it.
public struct OKXLeveragePlace: Hashable, Sendable {
    /// OKX's `instId`, such as `BTC-USDT-SWAP`.
    public let instrument: String
    /// `nil` in one-way mode.
    public let side: PositionSide?

    /// Without a side it is the instrument's only position, in one-way mode.
    public init(instrument: String, side: PositionSide?) {
        self.instrument = instrument
        self.side = side
    }

    /// As it is shown, such as `BTC-USDT-SWAP long`.
    public var name: String {
        side.map { "\(instrument) \($0.rawValue)" } ?? instrument
    }
}

/// A leverage as the exchange has it.
public struct OKXSetLeverage: Hashable, Sendable {
    /// The instrument, and the side in hedge mode.
    public let place: OKXLeveragePlace
    /// OKX's `lever`, such as 5 for five times the margin.
    public let leverage: Amount

    /// A leverage as a reply tells it.
    public init(_ place: OKXLeveragePlace, _ leverage: Amount) {
        self.place = place
        self.leverage = leverage
    }
}

/// What the exchange says about a switch of the account mode before it is made.
public enum OKXSwitchCheck: Hashable, Sendable {
    case free
    /// Positions, orders, bots, borrowings and the like; the subjects are ids of positions.
    case blocked([SettingBlocker])
    /// Cross positions need a leverage before they can be taken out of portfolio margin; ids of the positions.
    case presetMissing(positionIDs: [String])
}
