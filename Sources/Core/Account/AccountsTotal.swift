/// What several accounts are worth together, and what is missing in that.
public struct AccountsTotal: Hashable, Sendable {
    /// In dollars, exact; `nil` where no account's worth is known.
    public let dollars: Amount?
    /// How many accounts are in it.
    public let counted: Int
    /// Those of which only an old reading is in it.
    public let outdated: [String]
    /// Those whose worth is not known.
    public let missing: [String]

    /// One account: what it is worth, and whether that is from the last reading.
    public struct Part: Hashable, Sendable {
        public let name: String
        public let equity: AccountSnapshot.Equity?
        public let age: Age

        public enum Age: Hashable, Sendable {
            case current
            case outdated
        }

        public init(name: String, equity: AccountSnapshot.Equity?, age: Age) {
            self.name = name
            self.equity = equity
            self.age = age
        }
    }

    /// One total for each kind of money that there is: money of different kinds is never added.
    public static func each(_ parts: [(badge: Badge, part: Part)]) -> [(badge: Badge, total: AccountsTotal)] {
        [Badge.live, .demo, .sandbox].compactMap { badge in
            let parts = parts.filter { $0.badge == badge }.map(\.part)
            return parts.isEmpty ? nil : (badge, AccountsTotal(parts))
        }
    }

    /// What stands in front of the sum, and the remarks about what is missing or old in it.
    public func words(_ badge: Badge, _ language: Language) -> (title: String, remarks: [String]) {
        let text = Text.of(language)
        func named(_ names: [String]) -> String {
            let shown = names.prefix(3).map { TextWidth.clip($0, to: 20) }.joined(separator: text.listComma)
            return names.count > 3 ? shown + text.listComma + "… (\(names.count))" : shown
        }
        let remarks = [
            missing.isEmpty ? nil : text.portfolio.without(named(missing)), outdated.isEmpty ? nil : text.portfolio.withOld(named(outdated)),
        ]
        return (text.portfolio.allAccounts(badge.rawValue, counted), remarks.compactMap { $0 })
    }

    public init(_ parts: [Part]) {
        var sum: Amount?
        var counted = 0
        var outdated: [String] = []
        var missing: [String] = []
        for part in parts {
            // Only dollars are added to dollars.
            guard let equity = part.equity, equity.currency == TotalCurrency.dollar.rawValue else {
                missing.append(part.name)
                continue
            }
            sum = (sum ?? .zero) + equity.total
            counted += 1
            switch part.age {
            case .current: break
            case .outdated: outdated.append(part.name)
            }
        }
        dollars = sum
        self.counted = counted
        self.outdated = outdated
        self.missing = missing
    }
}
