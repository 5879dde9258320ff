import Core

/// The open futures and perpetual positions of an account, as far as the settings check needs them.
public struct OpenPositions: Hashable, Sendable {
    public let contracts: [Contract]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]

    /// An open position in a contract.
    public struct Contract: Hashable, Sendable {
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
            InstrumentLeverage(instrument: instrument, side: side).name
        }

        public enum Mode: String, Hashable, Sendable {
            case isolated
            case cross
        }
    }

    /// What the positions together say about the margin mode. One that could not be read leaves only what is certain anyway.
    public var marginMode: FuturesSettings.MarginMode {
        let cross = contracts.count { $0.mode == .cross }
        let isolated = contracts.count { $0.mode == .isolated }
        if cross > 0, isolated > 0 { return .mixed }
        if cross + isolated < contracts.count || !unreadable.isEmpty { return .unavailable }
        if cross > 0 { return .cross }
        return isolated > 0 ? .isolated : .none
    }
}
