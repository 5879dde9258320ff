/// How the rows of an account add up, beside what the exchange says they are worth. Everything is exact; only what is said about a
/// difference allows for rounding and for prices that moved between two replies.
public struct Reconciliation: Hashable, Sendable {
    /// The wallets whose rows ought to add up to the wallet's total.
    public let parts: [Part]
    /// The exchange's total of the account, where it valued the whole of it.
    public let total: Amount?
    /// The totals of the wallets, added; `nil` where one of them is not known.
    public let walletSum: Amount?
    /// The assets that have an amount and no value, by code, each once.
    public let unpriced: [String]

    /// A wallet.
    public struct Part: Hashable, Sendable {
        /// The wallet that is checked.
        public let wallet: Wallet.Kind
        /// What the exchange says.
        public let total: Amount
        /// The values of the rows, added.
        public let sum: Amount

        /// The exchange's total minus the sum of the rows; 0 where they agree.
        public var difference: Amount { total - sum }
    }

    /// Checks a reading against its own total.
    public init(_ snapshot: AccountSnapshot) {
        self.init(wallets: snapshot.wallets, total: snapshot.equity?.total)
    }

    /// Checks wallets against a total of them all; `nil` where the exchange gave none.
    public init(wallets: [Wallet], total: Amount?) {
        var unpriced: [String] = []
        var parts: [Part] = []
        for wallet in wallets {
            let lacking = wallet.assets.filter(\.isUnpriced).map(\.code)
            for code in lacking where !unpriced.contains(code) { unpriced.append(code) }
            // Rows that could not all be read or valued do not have to add up.
            guard wallet.failure == nil, lacking.isEmpty, let total = wallet.total, !wallet.isOnlyASum,
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

    /// Whether a difference is larger than rounding each of so many rows to two digits can explain.
    public static func isBeyondRounding(_ difference: Amount, rows: Int) -> Bool {
        difference.magnitude * Amount(100) > Amount(max(1, rows))
    }

    /// How far two figures may be apart before it is worth a warning, in dollars.
    public enum Tolerance: Hashable, Sendable {
        /// Rows and their total in one reply: a cent, or a millionth of the total. More means that rows were lost.
        case oneReply
        /// The parts and the total of one valuation: a dollar, or a thousandth.
        case oneValuation
        /// Two replies of different moments: a dollar, a hundredth of the total, or a hundredth of what open positions move.
        case twoMoments(exposure: Amount)

        /// Whether a difference is too small for a warning, measured against the total that it belongs to; both in dollars.
        public func allows(_ difference: Amount, of total: Amount) -> Bool {
            let gap = difference.magnitude
            return switch self {
            case .oneReply: gap * Amount(100) <= Amount(1) || gap * Amount(1_000_000) <= total.magnitude
            case .oneValuation: gap <= Amount(1) || gap * Amount(1_000) <= total.magnitude
            case .twoMoments(let exposure):
                gap <= Amount(1) || gap * Amount(100) <= total.magnitude || gap * Amount(100) <= exposure.magnitude
            }
        }
    }
}
