import Domain

/// OKX's wallets.
extension Wallet.Kind {
    /// The account that orders are placed from.
    public static let trading = Wallet.Kind(
        id: "trading", label: Phrase(en: "Trading", zh: "交易账户"), columnLabel: Phrase(en: "Trading", zh: "交易"), role: .trading)
    /// The account that deposits arrive in.
    public static let funding = Wallet.Kind(
        id: "funding", label: Phrase(en: "Funding", zh: "资金账户"), columnLabel: Phrase(en: "Funding", zh: "资金"))
    /// What is put up to earn.
    public static let earn = Wallet.Kind(
        id: "earn", label: Phrase(en: "Earn", zh: "赚币账户"), columnLabel: Phrase(en: "Earn", zh: "理财"), role: .sum)
    /// Of old accounts. OKX gives only its sum.
    public static let classic = Wallet.Kind(id: "classic", label: Phrase(en: "Classic", zh: "经典账户"), role: .sum)
}
