/// A part of an account with a balance of its own.
public struct Wallet: Hashable, Sendable {
    public let kind: Kind
    /// In the currency of the snapshot's equity; `nil` where it could not be had.
    public let total: Amount?
    public let assets: [Asset]
    /// Why the wallet's assets could not be read; `nil` where they were.
    public let failure: Failure?

    /// What a wallet is, as its exchange has it: an open list. One that nobody knows goes by the name that the exchange gives it.
    public struct Kind: Hashable, Sendable {
        /// The word for programs, such as `trading`.
        public let id: String
        public let label: Phrase
        /// As it stands in the column of a table.
        public let columnLabel: Phrase
        public let role: Role

        /// What is told of such a wallet.
        public enum Role: Hashable, Sendable {
            /// It is traded from: what the exchange tells of the account without valuing it all is this one.
            case trading
            case holding
            /// The exchange may tell what it is worth and not what is in it.
            case sum
        }

        /// A kind by its names; the column's is the same unless said otherwise.
        public init(id: String, label: Phrase, columnLabel: Phrase? = nil, role: Role = .holding) {
            self.id = id
            self.label = label
            self.columnLabel = columnLabel ?? label
            self.role = role
        }
    }

    public init(kind: Kind, total: Amount?, assets: [Asset], failure: Failure? = nil) {
        self.kind = kind
        self.total = total
        self.assets = assets
        self.failure = failure
    }

    /// Whether the exchange tells what it is worth and not what is in it.
    var isOnlyASum: Bool {
        switch kind.role {
        case .trading, .holding: false
        case .sum: assets.isEmpty
        }
    }
}
