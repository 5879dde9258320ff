/// What earlier readings knew of the parts that the last one could not have. Good values stay until there are better ones.
public struct EarlierParts: Hashable, Sendable {
    /// The assets of wallets that the last reading could not read, as an earlier one knew them.
    public private(set) var assets: [Wallet.Kind: Known<Asset>] = [:]
    /// The positions that an earlier reading knew; `nil` where the last one read them, or none ever did.
    public private(set) var positions: Known<Position>?

    /// The rows of a part, and when they were read.
    public struct Known<Row: Hashable & Sendable>: Hashable, Sendable {
        /// All rows of the part at that time.
        public let list: [Row]
        /// When they were read, by this machine's clock.
        public let asOf: Moment

        /// Rows as one earlier reading had them.
        public init(list: [Row], asOf: Moment) {
            self.list = list
            self.asOf = asOf
        }
    }

    /// Nothing that earlier readings would have to stand in for.
    public init() {}

    /// What is kept when `reading` follows `former`: the parts that `reading` lacks, from `former` or else from `earlier`.
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
