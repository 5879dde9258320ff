import Domain

/// Whether an exchange's totals and what they consist of agree: collects what does not, and says it in one notice.
struct TotalsReview {
    private var english: [String] = []
    private var chinese: [String] = []

    /// The exchange's total of the account, beside the sum of its wallets in the same valuation.
    mutating func check(total: Amount, sumOfWallets sum: Amount) {
        guard !Reconciliation.Tolerance.oneValuation.allows(total - sum, of: total) else { return }
        english.append("the exchange's total is \(total.plain) USD, its wallets add up to \(sum.plain) USD")
        chinese.append("交易所给出的总额为 \(total.plain) USD，各账户合计为 \(sum.plain) USD")
    }

    /// The rows of each wallet, beside what the exchange says the wallet is worth. `tolerance` is `nil` where a difference says nothing.
    mutating func check(_ wallets: [Wallet], tolerance: (Wallet) -> Reconciliation.Tolerance?) {
        for part in Reconciliation(wallets: wallets, total: nil).parts {
            guard let wallet = wallets.first(where: { $0.kind == part.wallet }), let tolerance = tolerance(wallet),
                !tolerance.allows(part.difference, of: part.total)
            else { continue }
            english.append(
                "the exchange values the \(part.wallet.label.english.lowercased()) wallet at \(part.total.plain) USD, its assets add up to \(part.sum.plain) USD"
            )
            chinese.append("交易所给出的\(part.wallet.label.simplifiedChinese)估值为 \(part.total.plain) USD，其中各币种合计为 \(part.sum.plain) USD")
        }
    }

    /// A wallet's value within the whole account, beside what the wallet itself is said to be worth. `exposure` is what open positions are
    /// worth in the market: how far they can have moved the wallet between the two replies is not known where it is not.
    mutating func check(_ wallet: Wallet.Kind, valued: Amount, byItself own: Amount, exposure: Amount?) {
        guard let exposure, !Reconciliation.Tolerance.twoMoments(exposure: exposure).allows(valued - own, of: own) else { return }
        let name = wallet.label
        english.append(
            "the exchange values the \(name.english.lowercased()) wallet at \(valued.plain) USD in all, and at \(own.plain) USD by itself")
        chinese.append("交易所在总估值中将\(name.simplifiedChinese)计为 \(valued.plain) USD，而该账户自身的权益为 \(own.plain) USD")
    }

    /// What is to be said about it; `nil` where everything agrees.
    var notice: Notice? {
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
}
