import Domain

/// Whether Bybit's totals and what they consist of agree.
enum BybitTotals {
    /// The rows of the unified wallet add up to its total in the same reply. The overview is of another moment, and values the other wallets
    /// by prices of its own; its own accounts add up to its total. Prices of the testnet are made up.
    static func notice(_ fetched: BybitParts, _ wallets: [Wallet], in environment: TradingEnvironment) -> Notice? {
        var review = TotalsReview()
        let overview = fetched.overview
        if let total = overview?.total, let sum = overview?.sum { review.check(total: total, sumOfWallets: sum.nearer(to: total)) }
        review.check(wallets) { tolerance(of: $0, fetched, in: environment) }
        if environment == .live, let valued = overview?.account(BybitOverview.Account.unified)?.total,
            let equity = fetched.unified?.totalEquity
        {
            review.check(.bybitUnified, valued: valued, byItself: equity, exposure: fetched.exposure)
        }
        return review.notice
    }

    /// How far the rows of a wallet may be from its total; `nil` where that says nothing.
    private static func tolerance(of wallet: Wallet, _ fetched: BybitParts, in environment: TradingEnvironment) -> Reconciliation.Tolerance?
    {
        if wallet.kind == .bybitUnified { return fetched.unified?.totalEquity == nil ? nil : .oneReply }
        // Without an overview the total is the sum of the rows.
        guard fetched.overview != nil, environment == .live else { return nil }
        // What is lent and what is owed move by themselves: what the two are worth together may be far less than either.
        return .twoMoments(exposure: wallet.assets.reduce(.zero) { $0 + ($1.value?.magnitude ?? .zero) })
    }
}

extension BybitOverview {
    /// The accounts added, with and without the one that Bybit's total leaves out.
    struct Sum: Hashable {
        let all: Amount
        let withoutAlpha: Amount

        /// Whichever of the two the total is.
        func nearer(to total: Amount) -> Amount {
            (total - withoutAlpha).magnitude < (total - all).magnitude ? withoutAlpha : all
        }
    }

    /// `nil` where the total of an account is not known.
    var sum: Sum? {
        var (all, alpha) = (Amount.zero, Amount.zero)
        for account in accounts {
            guard let total = account.total else { return nil }
            all = all + total
            if account.name == Account.alpha { alpha = alpha + total }
        }
        return Sum(all: all, withoutAlpha: all - alpha)
    }
}
