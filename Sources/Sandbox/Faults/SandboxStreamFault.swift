/// What goes wrong on a stream. All of them meet pushes, in the place of which they happen, but for a late login.
public enum SandboxStreamFault: Hashable, Sendable {
    /// The connection ends without a word.
    case cut
    /// From now on nothing comes, not even answers; the connection stays.
    case silent
    /// The push comes after the next one.
    case outOfOrder
    /// The push comes two times.
    case twice
    /// A text that is no JSON.
    case garbage
    /// The frame says its length, and the connection ends in the middle of it.
    case halfFrame
    /// The answer to a login comes so much later.
    case lateLogin(milliseconds: Int)
    /// The exchange ends the stream with this code.
    case close(code: Int)

    /// Those that need no number, by the names that they have in JSON and on the command line.
    public static let simple: KeyValuePairs<String, SandboxStreamFault> = [
        "stream-cut": .cut, "stream-silent": .silent, "stream-out-of-order": .outOfOrder, "stream-twice": .twice,
        "stream-garbage": .garbage, "stream-half-frame": .halfFrame,
    ]
    /// The codes that can stand in a close frame for an application (RFC 6455 7.4.2), and those of the protocol.
    public static let closeCodes = 1000...4999

    var moment: StreamMoment {
        switch self {
        case .lateLogin: .login
        case .cut, .silent, .outOfOrder, .twice, .garbage, .halfFrame, .close: .push
        }
    }
}
