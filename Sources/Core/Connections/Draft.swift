import Domain

/// A connection in the making: everything chosen and typed so far that is not secret. It survives going back and forth between screens.
struct Draft: Hashable, Sendable {
    var exchange: String
    var siteIndex = 0
    var environment = TradingEnvironment.live
    /// `nil` until the user has touched it; a free name is then proposed.
    var name: String?
    /// The rows of the futures guide that the user ticked.
    var tickedSettings: Set<Int> = []
    var futures = AccessTarget.FuturesUse.used
    var method = ConnectionMethod.apiKey
    var sampleIndex = 0
    /// The connection that is to get new credentials; `nil` for a new connection.
    var replacing: Connection.ID?
    /// Whether it has become a connection; the next one starts from nothing that was said for it.
    var isConnected = false
}
