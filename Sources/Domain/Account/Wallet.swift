/// A part of an account with a balance of its own.
public struct Wallet: Hashable, Sendable {
    public let kind: Kind
    /// In the currency of the snapshot's equity; `nil` where it could not be had.
    public let total: Amount?
    public let assets: [Asset]
    /// Why the wallet's assets could not be read; `nil` where they were.
    public let failure: Failure?

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case trading
        case funding
        case earn
        /// Of old accounts. The exchange gives only its sum.
        case classic
    }

    public init(kind: Kind, total: Amount?, assets: [Asset], failure: Failure? = nil) {
        self.kind = kind
        self.total = total
        self.assets = assets
        self.failure = failure
    }

    /// Whether the exchange tells what it is worth and not what is in it.
    var isOnlyASum: Bool {
        switch kind {
        case .trading, .funding: false
        case .earn, .classic: assets.isEmpty
        }
    }
}
