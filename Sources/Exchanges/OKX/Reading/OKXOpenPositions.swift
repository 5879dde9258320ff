import Domain

/// The open positions of an account.
public struct OKXOpenPositions: Hashable, Sendable {
    /// The futures and perpetual ones, as far as the settings check needs them.
    public let contracts: [Contract]
    /// All of them, as they are shown.
    public let all: [Position]
    /// What all of them are worth in the market, long and short alike, in USD: their profit follows it. `nil` where one is not known.
    public let exposure: Amount?
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]
    /// The same of figures that are only shown.
    public let unreadableFigures: [String]

    init(
        contracts: [Contract], all: [Position] = [], exposure: Amount? = nil, unreadable: [String], unreadableFigures: [String] = []
    ) {
        self.contracts = contracts
        self.all = all
        self.exposure = exposure
        self.unreadable = unreadable
        self.unreadableFigures = unreadableFigures
    }

    /// An open position in a contract.
    public struct Contract: Hashable, Sendable {
        /// OKX's `instId`, such as `BTC-USDT-SWAP`.
        public let instrument: String
        /// `nil` for a mode that this program does not know.
        public let mode: Mode?
        /// The exchange's id of the position; `nil` where it gave none.
        public let id: String?
        /// `nil` where it could not be read.
        public let side: PositionSide?

        init(instrument: String, mode: Mode?, id: String? = nil, side: PositionSide? = nil) {
            self.instrument = instrument
            self.mode = mode
            self.id = id
            self.side = side
        }

        /// As it is shown, such as `BTC-USDT-SWAP long`.
        public var name: String {
            OKXLeveragePlace(instrument: instrument, side: side).name
        }

        /// OKX's `mgnMode`: isolated or cross.
        public typealias Mode = Position.MarginMode
    }

    /// What the positions together say about the margin mode. One that could not be read leaves only what is certain anyway.
    public var marginMode: OKXMarginMode {
        let cross = contracts.count { $0.mode == .cross }
        let isolated = contracts.count { $0.mode == .isolated }
        if cross > 0, isolated > 0 { return .mixed }
        if cross + isolated < contracts.count || !unreadable.isEmpty { return .unavailable }
        if cross > 0 { return .cross }
        return isolated > 0 ? .isolated : .none
    }
}
