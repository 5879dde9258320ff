import Domain

/// A part of an account, read by one request or by several of a kind.
public enum BybitPart: AccountPart, CaseIterable {
    /// The unified wallet, with its totals.
    case unified
    /// The funding wallet, which takes a right of its own.
    case funding
    /// Bybit's own valuation of everything that a user has.
    case overview
    /// What is put up to earn. Asked for only where the overview could not be had.
    case earn
    /// Public prices of coins.
    case prices
    case positions(BybitPositionList)

    /// All that any account may be asked for, lists of suspected coins apart.
    public static let allCases: [BybitPart] =
        [.unified, .funding, .overview, .earn, .prices] + BybitPositionList.everyFetch.map(BybitPart.positions)

    /// The name in caches.
    public var rawValue: String {
        switch self {
        case .unified: "unified"
        case .funding: "funding"
        case .overview: "overview"
        case .earn: "earn"
        case .prices: "prices"
        case .positions(let list): "positions \(list.query)"
        }
    }

    /// The part of that name; `nil` for a name that no part has.
    public init?(rawValue: String) {
        guard let part = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = part
    }
}

/// A list of positions that Bybit gives in one go: of a kind of contract, and of linear ones those that settle in one coin.
public struct BybitPositionList: Hashable, Sendable {
    /// The kind of contract.
    public let category: BybitCategory
    /// `nil` where the list has those of every coin.
    public let settleCoin: String?

    /// Options and inverse contracts of every coin, and the linear ones of the two coins that they settle in.
    public static let everyFetch: [BybitPositionList] = [linear(settling: "USDT"), linear(settling: "USDC"), inverse, option]
    static let inverse = BybitPositionList(category: .inverse, settleCoin: nil)
    static let option = BybitPositionList(category: .option, settleCoin: nil)

    static func linear(settling coin: String) -> BybitPositionList { BybitPositionList(category: .linear, settleCoin: coin) }

    /// Whether a coin's name can stand in a query as it is.
    static func isSettleCoin(_ code: String) -> Bool {
        !code.isEmpty && code.utf8.count <= 16
            && code.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }

    /// What is asked for, as it stands in a query.
    var query: String { "category=\(category.rawValue)" + (settleCoin.map { "&settleCoin=\($0)" } ?? "") }

    /// In the middle of a sentence.
    var name: Phrase {
        switch category {
        case .linear:
            let coin = settleCoin ?? ""
            return Phrase(en: "the open positions that settle in \(coin)", zh: "以 \(coin) 结算的持仓")
        case .inverse: return Phrase(en: "the open positions in inverse contracts", zh: "反向合约持仓")
        case .option: return Phrase(en: "the open options", zh: "期权持仓")
        }
    }
}

/// What the replies told about a part of an account.
public enum BybitPartReply: Hashable, Sendable {
    case unified(BybitUnifiedBalance)
    case funding(BybitFundingBalance)
    case overview(BybitOverview)
    case earn(BybitEarnHoldings)
    case prices(BybitPrices)
    case positions(BybitPositions)

    /// Values that were there and could not be understood, for the user to read.
    var unreadable: [String] {
        switch self {
        case .unified(let balance): balance.unreadable
        case .funding(let balance): balance.unreadable
        case .overview(let overview): overview.unreadable
        case .earn(let earn): earn.unreadable
        case .positions(let positions): positions.unreadable
        case .prices: []
        }
    }
}
