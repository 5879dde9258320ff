import Domain

/// The total of several accounts, and what is missing in it.
public struct AccountsTotal: Hashable, Sendable {
    /// In dollars, exact; `nil` where no account's equity is known.
    public let dollars: Amount?
    /// How many accounts are in it.
    public let counted: Int
    /// The connections that are counted with an old reading.
    public let outdated: [String]
    /// The connections whose equity is not known.
    public let missing: [String]
    /// The connections of which only the trading wallet is counted.
    public let tradingOnly: [String]
    /// Connections to one and the same account, which is counted once.
    public let same: [[String]]

    /// Whether nothing in it is missing or old.
    var isWhole: Bool { outdated.isEmpty && missing.isEmpty && tradingOnly.isEmpty }

    /// One account: what it is worth, and whether that is from the last reading.
    public struct Part: Hashable, Sendable {
        /// The user's name for the connection.
        public let name: String
        /// Which account it is, independent of the key; `nil` where that is not known.
        public let account: Account?
        /// What the account is worth; `nil` where no reading told it.
        public let equity: AccountSnapshot.Equity?
        /// Whether the equity is from the last reading.
        public let age: Age

        /// Whether a figure is from the last reading or from an earlier one.
        public enum Age: Hashable, Sendable {
            case current
            case outdated
        }

        /// One connection's part of the sum; without an account it never counts as the same as another.
        public init(name: String, account: Account? = nil, equity: AccountSnapshot.Equity?, age: Age) {
            self.name = name
            self.account = account
            self.equity = equity
            self.age = age
        }

        /// Whether it tells more of an account than another connection to it.
        fileprivate func tellsMore(than other: Part) -> Bool {
            func rank(_ part: Part) -> Int {
                guard let equity = part.equity else { return 0 }
                return 1 + (equity.coverage == .whole ? 1 : 0) + (part.age == .current ? 2 : 0)
            }
            return rank(self) > rank(other)
        }
    }

    /// An account at an exchange.
    public struct Account: Hashable, Sendable {
        let exchange: String
        let site: String
        let id: String

        /// Nil where the exchange did not tell the id.
        public init?(exchange: String, site: String, id: String?) {
            guard let id, !id.isEmpty else { return nil }
            self.exchange = exchange
            self.site = site
            self.id = id
        }
    }

    /// The kinds of money that there are, live first; they are never added to each other.
    static func badges(_ connections: [Connection]) -> [Badge] {
        Badge.allCases.filter { badge in connections.contains { $0.badge == badge } }
    }

    /// What all accounts of one kind of money are worth.
    init(_ badge: Badge, among connections: [Connection]) {
        self.init(connections.filter { $0.badge == badge }.map(Part.init))
    }

    /// The connections of one kind of money, one for each account.
    static func apart(_ badge: Badge, among connections: [Connection]) -> [Connection] {
        let kept = Set(apart(connections.filter { $0.badge == badge }.map(Part.init)).parts.map(\.name))
        return connections.filter { $0.badge == badge && kept.contains($0.name) }
    }

    /// One total for each kind of money that there is: money of different kinds is never added.
    public static func each(_ parts: [(badge: Badge, part: Part)]) -> [(badge: Badge, total: AccountsTotal)] {
        Badge.allCases.compactMap { badge in
            let parts = parts.filter { $0.badge == badge }.map(\.part)
            return parts.isEmpty ? nil : (badge, AccountsTotal(parts))
        }
    }

    /// The title of the sum, and remarks about what is missing or old in it.
    public func words(_ badge: Badge, _ language: Language) -> (title: String, remarks: [String]) {
        let text = Text.of(language)
        func named(_ names: [String]) -> String {
            let shown = names.prefix(3).map { TextWidth.clip($0, to: 20) }.joined(separator: text.listComma)
            return names.count > 3 ? shown + text.listComma + "… (\(names.count))" : shown
        }
        let remarks =
            [
                missing.isEmpty ? nil : text.portfolio.without(named(missing)),
                outdated.isEmpty ? nil : text.portfolio.withOld(named(outdated)),
                tradingOnly.isEmpty ? nil : text.portfolio.withTradingOnly(named(tradingOnly)),
            ] + same.map { text.portfolio.sameAccount(named($0)) }
        return (text.portfolio.allAccounts(badge.rawValue, counted), remarks.compactMap { $0 })
    }

    /// Adds the parts up, each account once; parts in other currencies than the dollar count as missing.
    public init(_ parts: [Part]) {
        var sum: Amount?
        var counted = 0
        var outdated: [String] = []
        var missing: [String] = []
        var tradingOnly: [String] = []
        let (parts, same) = Self.apart(parts)
        for part in parts {
            // Only dollars are added to dollars.
            guard let equity = part.equity, equity.currency == TotalCurrency.dollar.rawValue else {
                missing.append(part.name)
                continue
            }
            sum = (sum ?? .zero) + equity.total
            counted += 1
            switch equity.coverage {
            case .whole: break
            case .tradingOnly: tradingOnly.append(part.name)
            }
            switch part.age {
            case .current: break
            case .outdated: outdated.append(part.name)
            }
        }
        dollars = sum
        self.counted = counted
        self.outdated = outdated
        self.missing = missing
        self.tradingOnly = tradingOnly
        self.same = same
    }

    /// One connection for each account, the one that tells the most, and the groups of connections to the same account.
    private static func apart(_ parts: [Part]) -> (parts: [Part], same: [[String]]) {
        var kept: [Part] = []
        var places: [Account: Int] = [:]
        var names: [Account: [String]] = [:]
        for part in parts {
            guard let account = part.account else {
                kept.append(part)
                continue
            }
            names[account, default: []].append(part.name)
            guard let place = places[account] else {
                places[account] = kept.count
                kept.append(part)
                continue
            }
            if part.tellsMore(than: kept[place]) { kept[place] = part }
        }
        let same = places.sorted { $0.value < $1.value }.compactMap { names[$0.key] }.filter { $0.count > 1 }
        return (kept, same)
    }
}

extension AccountsTotal.Part {
    /// A connection as it is known now.
    init(_ connection: Connection) {
        self.init(
            name: connection.name,
            account: AccountsTotal.Account(
                exchange: connection.target.exchange, site: connection.target.place.requestAddresses, id: connection.snapshot?.accountID),
            equity: connection.snapshot?.equity, age: connection.obstacle == nil ? .current : .outdated)
    }
}
