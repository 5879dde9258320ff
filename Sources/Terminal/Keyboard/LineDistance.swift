/// How far away the keyboard may be, which decides how long the parts of one sequence may take to arrive.
///
/// A network may split a sequence anywhere, so the rest of one is waited for. Only ESC is both a key and a beginning; it is the key when
/// nothing has followed for a while.
public enum LineDistance: Hashable, Sendable {
    case near
    /// Over a network, or behind a multiplexer that may be attached over one.
    case far

    /// Variables that remote shells and multiplexers set. A multiplexer does not show whether it is attached remotely.
    private static let signs = [
        "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "MOSH_KEY", "MOSH_SERVER_PID", "ET_VERSION", "TMUX", "STY", "ZELLIJ",
    ]

    /// Far where the environment tells of a remote shell or a multiplexer.
    public init(environment: (String) -> String?) {
        self = Self.signs.contains { environment($0).map { !$0.isEmpty } ?? false } ? .far : .near
    }

    /// Milliseconds to wait for what may follow ESC.
    public var escapeMilliseconds: Int64 {
        switch self {
        case .near: 150
        case .far: 400
        }
    }

    /// Milliseconds to wait after the introducer of a sequence, which is rarely typed by hand.
    public var sequenceMilliseconds: Int64 {
        switch self {
        case .near: 1_000
        case .far: 3_000
        }
    }

    /// Milliseconds to wait for the next bytes of a paste.
    public var pasteMilliseconds: Int64 {
        switch self {
        case .near: 3_000
        case .far: 8_000
        }
    }

    /// Milliseconds to wait for another line after a typed one, where pastes are not bracketed.
    var typedLineMilliseconds: Int64 {
        switch self {
        case .near: 60
        case .far: 250
        }
    }

    /// Milliseconds to wait for another line after one that arrived at once, where pastes are not bracketed.
    var burstMilliseconds: Int64 {
        switch self {
        case .near: 500
        case .far: 2_000
        }
    }
}
