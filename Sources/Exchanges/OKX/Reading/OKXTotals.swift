import Domain

/// Whether OKX's totals and what they consist of agree.
enum OKXTotals {
    /// The rows of the trading wallet add up to its total in the same reply. The valuation is of another moment, in which open positions
    /// may have moved the account by a part of what they are worth; its own parts add up to its total. Demo prices are made up, so that
    /// nothing there agrees with what was valued by others.
    static func notice(_ fetched: OKXParts, _ wallets: [Wallet], in environment: TradingEnvironment) -> Notice? {
        var review = TotalsReview()
        let valuation = fetched.valuation
        if let valuation, let total = valuation.total, let trading = valuation.trading, let funding = valuation.funding,
            let earn = valuation.earn
        {
            review.check(total: total, sumOfWallets: trading + funding + earn + (valuation.classic ?? .zero))
        }
        review.check(wallets) { tolerance(of: $0.kind, fetched, in: environment) }
        if environment == .live, let valued = valuation?.trading, let equity = fetched.trading?.totalEquity {
            review.check(.trading, valued: valued, byItself: equity, exposure: fetched.positions?.exposure)
        }
        return review.notice
    }

    /// How far the rows of a wallet may be from its total; `nil` where that says nothing.
    private static func tolerance(of wallet: Wallet.Kind, _ fetched: OKXParts, in environment: TradingEnvironment) -> Reconciliation
        .Tolerance?
    {
        // Where the total is that of the valuation, the rows are of another reply.
        if wallet == .trading, fetched.trading?.totalEquity != nil { return .oneReply }
        return switch environment {
        case .demo, .testnet: nil
        case .live:
            wallet == .trading ? fetched.positions?.exposure.map(Reconciliation.Tolerance.twoMoments) : .twoMoments(exposure: .zero)
        }
    }
}
