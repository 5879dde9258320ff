import Domain
import HTTP
import JSON

/// A list of open positions, or of open orders, as Bybit divides them (Bybit API, "Get Position Info" and "Get Open & Closed Orders").
struct BybitHoldingList: Hashable, Sendable {
    let kind: Kind
    let category: String
    /// Bybit wants one for linear contracts.
    let settleCoin: String?

    enum Kind: Hashable, Sendable {
        case positions
        case orders
    }

    /// What can hold a symbol in its position mode.
    static let hedgeable = [
        BybitHoldingList(kind: .positions, category: "linear", settleCoin: BybitSettings.hedgeableCoin),
        BybitHoldingList(kind: .orders, category: "linear", settleCoin: BybitSettings.hedgeableCoin),
    ]

    /// What can hold the account in its margin mode.
    static let all =
        hedgeable + [
            BybitHoldingList(kind: .positions, category: "linear", settleCoin: "USDC"),
            BybitHoldingList(kind: .positions, category: "inverse", settleCoin: nil),
            BybitHoldingList(kind: .positions, category: "option", settleCoin: nil),
            BybitHoldingList(kind: .orders, category: "linear", settleCoin: "USDC"),
            BybitHoldingList(kind: .orders, category: "inverse", settleCoin: nil),
            BybitHoldingList(kind: .orders, category: "option", settleCoin: nil),
            BybitHoldingList(kind: .orders, category: "spot", settleCoin: nil),
        ]

    /// A page of it. The limits are the largest that Bybit takes.
    func target(cursor: String?) -> String {
        let coin = settleCoin.map { "&settleCoin=\($0)" } ?? ""
        let page = cursor.map { "&cursor=\($0)" } ?? ""
        return switch kind {
        case .positions: "/v5/position/list?category=\(category)\(coin)&limit=200\(page)"
        case .orders: "/v5/order/realtime?category=\(category)\(coin)&limit=50\(page)"
        }
    }
}

/// An open position or an open order.
struct BybitHolding: Hashable, Sendable {
    let kind: BybitHoldingList.Kind
    let symbol: String
    /// As it is shown, such as `BTCUSDT long`.
    let name: String
    /// Whether it is one of two that its symbol can have.
    let isHedged: Bool
}

extension BybitHolding {
    /// `nil` for a position that is none any more.
    init?(_ view: JSONView, of list: BybitHoldingList) {
        // Without a name it is there all the same.
        let symbol = ReplyFields().text(view, "symbol", characters: 40) ?? "?"
        self.symbol = symbol
        kind = list.kind
        isHedged = list.category == "linear" && BybitPositionIndex(view)?.isHedged == true
        switch list.kind {
        case .positions:
            if let size = view["size"]?.scalarText.flatMap({ Amount($0) }), size.isZero { return nil }
            let side = [("Buy", "long"), ("Sell", "short")].first { $0.0 == view["side"]?.string }?.1
            name = side.map { "\(symbol) \($0)" } ?? symbol
        case .orders: name = list.category == "spot" ? "\(symbol) (spot)" : symbol
        }
    }
}

/// Which position of a symbol is meant (Bybit API, "Enums Definitions", positionIdx).
enum BybitPositionIndex: String, Hashable, Sendable {
    /// The only one, in one-way mode.
    case only = "0"
    case buy = "1"
    case sell = "2"

    init?(_ view: JSONView) {
        guard let text = view["positionIdx"]?.scalarText, let index = BybitPositionIndex(rawValue: text) else { return nil }
        self = index
    }

    var isHedged: Bool {
        switch self {
        case .only: false
        case .buy, .sell: true
        }
    }

    /// In front of a leverage that is not that of both; nothing for the only one.
    var side: String? {
        switch self {
        case .only: nil
        case .buy: PositionSide.long.rawValue
        case .sell: PositionSide.short.rawValue
        }
    }
}

/// Reads lists page by page.
enum BybitHoldings {
    /// In case replies always name a next page.
    private static let pageLimit = 20

    /// All lists at once. A category that is not offered to an account has nothing in it.
    static func read(_ lists: [BybitHoldingList], _ client: any ExchangeClient) async -> Result<[BybitHolding], Failure> {
        await withTaskGroup(of: (place: Int, read: Result<[BybitHolding], Failure>).self) { group in
            for (place, list) in lists.enumerated() { group.addTask { (place, await read(list, client)) } }
            var results = [Result<[BybitHolding], Failure>?](repeating: nil, count: lists.count)
            for await (place, result) in group { results[place] = result }
            var all: [BybitHolding] = []
            for result in results {
                switch result {
                case .success(let holdings)?: all += holdings
                case .failure(let failure)? where failure.cause == .featureUnavailable: continue
                case .failure(let failure)?: return .failure(failure)
                case nil: continue
                }
            }
            return .success(all)
        }
    }

    private static func read(_ list: BybitHoldingList, _ client: any ExchangeClient) async -> Result<[BybitHolding], Failure> {
        var all: [BybitHolding] = []
        var cursor: String?
        for _ in 0..<pageLimit {
            let target = list.target(cursor: cursor)
            let page = await client.send(
                Query({ BybitRequests.signed(.get, target, access: $0) }, decode: { Self.page(of: list, $0) }))
            switch page {
            case .failure(let failure): return .failure(failure)
            case .success(let page):
                all += page.holdings
                guard let next = page.next, next != cursor, page.isFilled else { return .success(all) }
                cursor = next
            }
        }
        return .success(all)
    }

    struct Page: Hashable, Sendable {
        let holdings: [BybitHolding]
        /// Whether it had rows, even if none of them counts.
        let isFilled: Bool
        let next: String?
    }

    static func page(of list: BybitHoldingList, _ reply: HTTPReply) -> Result<Page, Failure> {
        BybitEnvelope.result(of: reply).flatMap { result in
            BybitEnvelope.rows(result).map { rows in
                Page(
                    holdings: rows.views.compactMap { BybitHolding($0, of: list) }, isFilled: !rows.views.isEmpty,
                    next: result["nextPageCursor"]?.string.flatMap(cursor))
            }
        }
    }

    /// Sent back as it came, percent signs included, as Bybit's own client does; what does not belong into a query is none.
    private static func cursor(_ text: String) -> String? {
        let isQuery = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || "%-._~:,=!*/|@".utf8.contains(byte)
        }
        return isQuery && (1...512).contains(text.utf8.count) ? text : nil
    }
}
