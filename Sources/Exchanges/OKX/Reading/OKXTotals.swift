import Domain

/// Whether OKX's totals and what they consist of agree.
enum OKXTotals {
    /// The rows of the trading wallet add up to its total in the same reply. The valuation is of another moment, in which open positions
    /// may have moved the account by a part of what they are worth; its own parts add up to its total. Demo prices are made up, so that
    /// nothing there agrees with what was valued by others.
    static func notice(_ fetched: OKXParts, _ wallets: [Wallet], in environment: TradingEnvironment) -> Notice? {
        let valuation = fetched.valuation
        var english: [String] = []
        var chinese: [String] = []
        if let valuation, let total = valuation.total, let trading = valuation.trading, let funding = valuation.funding,
            let earn = valuation.earn
        {
            let sum = trading + funding + earn + (valuation.classic ?? .zero)
            if !Reconciliation.Tolerance.oneValuation.allows(total - sum, of: total) {
                english.append("the exchange's total is \(total.plain) USD, its wallets add up to \(sum.plain) USD")
                chinese.append("交易所给出的总额为 \(total.plain) USD，各账户合计为 \(sum.plain) USD")
            }
        }
        for part in Reconciliation(wallets: wallets, total: valuation?.total).parts {
            guard let tolerance = tolerance(of: part.wallet, fetched, in: environment), !tolerance.allows(part.difference, of: part.total)
            else { continue }
            english.append(
                "the exchange values the \(part.wallet.label.english.lowercased()) wallet at \(part.total.plain) USD, its assets add up to \(part.sum.plain) USD"
            )
            chinese.append("交易所给出的\(part.wallet.label.simplifiedChinese)估值为 \(part.total.plain) USD，其中各币种合计为 \(part.sum.plain) USD")
        }
        // How far positions can have moved the account is not known where they are not.
        if environment == .live, let valued = valuation?.trading, let equity = fetched.trading?.totalEquity,
            let exposure = fetched.positions?.exposure,
            !Reconciliation.Tolerance.twoMoments(exposure: exposure).allows(valued - equity, of: equity)
        {
            english.append("the exchange values the trading wallet at \(valued.plain) USD in all, and at \(equity.plain) USD by itself")
            chinese.append("交易所在总估值中将交易账户计为 \(valued.plain) USD，而该账户自身的权益为 \(equity.plain) USD")
        }
        guard let first = english.first else { return nil }
        let sentence = first.prefix(1).uppercased() + first.dropFirst()
        return Notice(
            .totalDiffers,
            message: Phrase(
                en: ([sentence] + english.dropFirst()).joined(separator: "; ") + ".", zh: chinese.joined(separator: "；") + "。"
            ),
            discreet: Phrase(en: "The exchange's totals and what they consist of do not add up.", zh: "交易所给出的总额与其组成部分不一致。"),
            remedy: [
                Phrase(
                    en: "Refresh; if it stays, compare with the assets page of the exchange.",
                    zh: "请刷新；若仍不一致，请与交易所的资产页面核对。"
                )
            ]
        )
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
