/// What earlier readings knew of the parts that the last one could not have. Good values stay until there are better ones.
public struct EarlierParts: Hashable, Sendable {
    public private(set) var assets: [Wallet.Kind: Known<Asset>] = [:]
    public private(set) var positions: Known<Position>?

    /// The rows of a part, and when they were read.
    public struct Known<Row: Hashable & Sendable>: Hashable, Sendable {
        public let list: [Row]
        public let asOf: Moment

        public init(list: [Row], asOf: Moment) {
            self.list = list
            self.asOf = asOf
        }
    }

    public init() {}

    /// Beside `reading`, which came after `former`, beside which there was `earlier`.
    init(beside reading: AccountSnapshot, after former: AccountSnapshot?, _ earlier: EarlierParts) {
        guard let former else { return }
        for wallet in reading.wallets where wallet.failure != nil {
            if let known = former.wallets.first(where: { $0.kind == wallet.kind }), known.failure == nil {
                assets[wallet.kind] = Known(list: known.assets, asOf: former.asOf)
            } else {
                assets[wallet.kind] = earlier.assets[wallet.kind]
            }
        }
        guard reading.positions.list == nil else { return }
        positions = former.positions.list.map { Known(list: $0, asOf: former.asOf) } ?? earlier.positions
    }
}
