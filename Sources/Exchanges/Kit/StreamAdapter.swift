import Domain
import HTTP

/// How an exchange pushes changes of an account. Pure, as the rest of an adapter: messages and their meanings are values, and the session
/// runs the connections.
public protocol StreamAdapter: ExchangeAdapter {
    /// The lines that have to be open for an account; empty where the exchange tells nothing there.
    func streams(at site: Site, in environment: TradingEnvironment) -> [StreamLine]

    /// A talk over a line that has just been opened.
    func conversation(on line: StreamLine) -> any StreamConversation
}

/// A WebSocket on which an exchange tells of changes.
public struct StreamLine: Hashable, Sendable {
    /// The adapter's name for the line.
    public let name: String
    /// `wss`, host and, if it is not the scheme's own, port.
    public let origin: String
    /// Path and query.
    public let target: String
    /// Milliseconds without a word after which the talk is asked what to do.
    public let silenceMilliseconds: Int

    /// A line by its address.
    public init(_ name: String, origin: String, target: String, silenceMilliseconds: Int) {
        self.name = name
        self.origin = origin
        self.target = target
        self.silenceMilliseconds = silenceMilliseconds
    }
}

/// The protocol on one line, from its opening to its end.
public protocol StreamConversation: Sendable {
    /// The line is open.
    mutating func opened(_ access: Access) -> [StreamStep]

    /// A message has come.
    mutating func heard(_ message: [UInt8], _ access: Access, asOf: Moment) -> [StreamStep]

    /// Nothing has come for a while.
    mutating func silence(_ access: Access) -> [StreamStep]

    /// The exchange has closed the line, with such a code. What it means for the key; `nil` where the line may simply be opened again.
    func closed(code: Int?) -> Failure?
}

/// What follows from something that was heard.
public enum StreamStep: Sendable {
    case say(StreamMessage)
    /// From here on every change is told.
    case live
    case delta(AccountDelta)
    /// A change may have been missed: the account has to be read by request.
    case readAgain
    /// This line is of no use any more; another one is to be opened, after a pause where a failure tells what stands in the way.
    case openAnother(Failure?)
    /// The exchange will close this line soon: another one is opened, and this one is kept until that one is live.
    case openSuccessor
    /// The exchange will not tell this key anything, however often it is asked.
    case refused(Failure)
}

/// Something to say, complete but for what only a key can fill in.
public struct StreamMessage: Hashable, Sendable {
    /// The text of the message, with holes for what only the key can fill in.
    public let text: Template
    /// `nil` where nothing is signed.
    public let signature: SignatureRule?

    /// A message that is signed, or carries a part of a key.
    public init(_ text: Template, signature: SignatureRule? = nil) {
        self.text = text
        self.signature = signature
    }
}
