import Domain

/// Who signs in to Bybit, and how the account is set: two replies together.
public struct BybitIdentity: AccountIdentification, Hashable {
    /// What every exchange tells: the account, its kind and the key's rights.
    public let identity: Identity
    /// `nil` where Bybit did not say, and for one that this program does not know.
    public let accountType: BybitAccountType?
    /// `nil` where Bybit did not say, and for a mode that this program does not know.
    public let marginMode: BybitMarginMode?
    /// Others copy what the account trades, under rules of their own; `nil` where Bybit did not say.
    public let isMasterTrader: Bool?

    /// Whether the key may change the settings of futures. A key of which nothing is known may try.
    var mayChange: Bool { identity.permissions?.contains { BybitRights.changesFutures.contains($0.id) && $0.role == .trade } ?? true }
}

/// The kind of a Bybit account, by `unifiedMarginStatus` (Bybit API, "Enums Definitions").
public enum BybitAccountType: Hashable, Sendable {
    /// Wallets apart from one another, without the unified account that everything here assumes.
    case classic
    /// The unified trading account, with its version: `1.0` or `2.0`.
    case unified(version: String)

    init?(status: String) {
        switch status {
        case "1": self = .classic
        case "3", "4": self = .unified(version: "1.0")
        case "5", "6": self = .unified(version: "2.0")
        default: return nil
        }
    }
}

/// Which money answers for the losses of a position. It holds for the whole account (Bybit API, "Set Margin Mode").
public enum BybitMarginMode: String, CaseIterable, Hashable, Sendable {
    case isolated = "ISOLATED_MARGIN"
    case cross = "REGULAR_MARGIN"
    case portfolio = "PORTFOLIO_MARGIN"
}
