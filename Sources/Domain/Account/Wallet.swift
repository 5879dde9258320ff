/// A part of an account with a balance of its own.
public struct Wallet: Hashable, Sendable {
    /// Which of the exchange's wallets it is.
    public let kind: Kind
    /// In the currency of the snapshot's equity; `nil` where it could not be had.
    public let total: Amount?
    /// Its rows in the exchange's order; empty also where they could not be read.
    public let assets: [Asset]
    /// Why the wallet's assets could not be read; `nil` where they were.
    public let failure: Failure?

    /// A kind of wallet, as its exchange has it. The list is open: an unknown one goes by the exchange's name for it.
    public struct Kind: Hashable, Sendable {
        /// The word for programs, such as `trading`.
        public let id: String
        /// The name of the wallet as the exchange's own pages spell it.
        public let label: Phrase
        /// A shorter name for the column of a table.
        public let columnLabel: Phrase
        /// What can be said of the wallet's total and rows.
        public let role: Role

        /// What is told of such a wallet.
        public enum Role: Hashable, Sendable {
            /// Orders trade from it. Where the exchange values only a part of the account, it is this wallet.
            case trading
            case holding
            /// The exchange may tell what it is worth and not what is in it.
            case sum
        }

        /// A wallet whose rows are told and whose name fits a column, unless said otherwise.
        public init(id: String, label: Phrase, columnLabel: Phrase? = nil, role: Role = .holding) {
            self.id = id
            self.label = label
            self.columnLabel = columnLabel ?? label
            self.role = role
        }
    }

    /// A wallet whose assets were read, unless a failure is given.
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
