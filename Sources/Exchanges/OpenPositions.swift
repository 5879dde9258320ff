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
