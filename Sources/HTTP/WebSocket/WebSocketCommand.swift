import Crypto

/// Which WebSocket of a transport is meant. Never given twice.
struct WebSocketID: Hashable, Sendable {
    let number: UInt64
}

/// What callers on any thread ask of the thread of the WebSockets.
enum WebSocketCommand: Sendable {
    case open(WebSocketID, WebSocketRequest, Origin, PendingOpening)
    case send(WebSocketID, WipedBytes)
    case readOn(WebSocketID)
    case close(WebSocketID, code: Int)
    /// Nobody waits for it any more.
    case abandon(WebSocketID)
    case closeAll
}
