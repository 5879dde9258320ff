import Domain

/// Wallets as an exchange with four of them has them.
extension Wallet.Kind {
    static let trading = Wallet.Kind(
        id: "trading", label: Phrase(en: "Trading", zh: "交易账户"), role: .trading)
    static let funding = Wallet.Kind(
        id: "funding", label: Phrase(en: "Funding", zh: "资金账户"))
    static let earn = Wallet.Kind(
        id: "earn", label: Phrase(en: "Earn", zh: "赚币账户"), role: .sum)
    static let classic = Wallet.Kind(id: "classic", label: Phrase(en: "Classic", zh: "经典账户"), role: .sum)
}
