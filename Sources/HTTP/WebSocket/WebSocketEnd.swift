/// What a server did against RFC 6455.
public enum WebSocketViolation: Error, Hashable, Sendable {
    /// An invalid frame.
    case frame
    /// A text that is not UTF-8.
    case text
    /// A message beyond this program's limit.
    case tooLarge

    /// The code with which the connection is closed (RFC 6455, 7.4.1).
    var closeCode: Int {
        switch self {
        case .frame: 1002
        case .text: 1007
        case .tooLarge: 1009
        }
    }
}

/// Why nothing more comes over a WebSocket.
public enum WebSocketEnd: Hashable, Sendable {
    /// The server closed it. `code` is `nil` where it gave none; the reason comes from outside and may hold any character.
    case closed(code: Int?, reason: String)
    /// The connection ended without a close frame.
    case cut
    case violated(WebSocketViolation)
    /// This side closed it.
    case closedHere
}

/// Why a WebSocket could not be opened.
public enum WebSocketRefusal: Error, Sendable {
    /// The server did not answer.
    case unreached(HTTPFailure)
    /// The server answered a plain HTTP reply. Its body is cut at 64 KiB.
    case declined(HTTPReply)
    /// The server accepted in a way that RFC 6455, 4.1 does not allow.
    case misunderstood
}
