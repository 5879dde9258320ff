/// How far away the keyboard may be, and so how long what belongs together may take to come.
///
/// A line cuts what a terminal sends at any place. What has been begun is waited for; only ESC is a key and a beginning, and is a key when
/// nothing has followed for a while.
public enum LineDistance: Hashable, Sendable {
    case near
    /// Over a network, or behind a program that passes on what comes over one.
    case far

    /// Variables that remote shells and multiplexers set. A multiplexer hides whether it is looked at from afar.
    private static let signs = [
        "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "MOSH_KEY", "MOSH_SERVER_PID", "ET_VERSION", "TMUX", "STY", "ZELLIJ",
    ]

    public init(environment: (String) -> String?) {
        self = Self.signs.contains { environment($0).map { !$0.isEmpty } ?? false } ? .far : .near
    }

    /// For what may follow ESC.
    public var escapeMilliseconds: Int64 {
        switch self {
        case .near: 150
        case .far: 400
        }
    }

    /// For what may follow the introducer of a sequence, which hardly anybody types by hand.
    public var sequenceMilliseconds: Int64 {
        switch self {
        case .near: 1_000
        case .far: 3_000
        }
    }

    /// For the next bytes of a paste.
    public var pasteMilliseconds: Int64 {
        switch self {
        case .near: 3_000
        case .far: 8_000
        }
    }

    /// For the next line, where pastes have no marks and this line was typed.
    var typedLineMilliseconds: Int64 {
        switch self {
        case .near: 60
        case .far: 250
        }
    }

    /// For the next line, where pastes have no marks and this line came at once, as pasted ones do.
    var burstMilliseconds: Int64 {
        switch self {
        case .near: 500
        case .far: 2_000
        }
    }
}
