/// How the rows of an account add up, beside what the exchange says they are worth. Everything is exact; only what is said about a
/// difference allows for rounding and for prices that moved between two replies.
public struct Reconciliation: Hashable, Sendable {
    public let parts: [Part]
    /// The exchange's total of the account, where it valued the whole of it.
    public let total: Amount?
    /// The totals of the wallets, added; `nil` where one of them is not known.
    public let walletSum: Amount?
    /// The assets that have an amount and no value, by code, each once.
    public let unpriced: [String]

    /// A wallet.
    public struct Part: Hashable, Sendable {
        public let wallet: Wallet.Kind
        /// What the exchange says.
        public let total: Amount
        /// The values of the rows, added.
        public let sum: Amount

        public var difference: Amount { total - sum }
    }

    public init(_ snapshot: AccountSnapshot) {
        self.init(wallets: snapshot.wallets, total: snapshot.equity?.total)
    }

    public init(wallets: [Wallet], total: Amount?) {
        var unpriced: [String] = []
        var parts: [Part] = []
        for wallet in wallets {
            let lacking = wallet.assets.filter(\.isUnpriced).map(\.code)
            for code in lacking where !unpriced.contains(code) { unpriced.append(code) }
            // Rows that could not all be read or valued do not have to add up.
            guard wallet.failure == nil, lacking.isEmpty, let total = wallet.total, wallet.kind != .earn || !wallet.assets.isEmpty,
                !wallet.assets.contains(where: { $0.total == nil })
            else { continue }
            parts.append(Part(wallet: wallet.kind, total: total, sum: wallet.assets.reduce(.zero) { $0 + ($1.value ?? .zero) }))
        }
        self.parts = parts
        self.unpriced = unpriced
        self.total = total
        let totals = wallets.map(\.total)
        walletSum = totals.contains(nil) || totals.isEmpty ? nil : totals.reduce(.zero) { $0 + ($1 ?? .zero) }
    }

    /// Beyond what rounding to two digits can make of some rows.
    public static func isBeyondRounding(_ difference: Amount, rows: Int) -> Bool {
        difference.magnitude * Amount(100) > Amount(max(1, rows))
    }

    /// A gap of more than a hundredth, and more than one unit: more than prices move between two replies.
    public static func isWorthAWarning(_ difference: Amount, of total: Amount) -> Bool {
        let gap = difference.magnitude
        return gap > Amount(1) && gap * Amount(100) > total.magnitude
    }
}
