import JSON

/// A local exchange as a server serves it: it is asked where something arrived, and knows of no socket.
protocol LocalExchange: AnyObject, Sendable {
    /// The id of the exchange, as the client knows it.
    var id: String { get }
    /// What the sandbox was started with.
    var configuration: SandboxConfiguration { get }
    /// Where it listens, in the order of the ports; each door has a listener of its own.
    var doors: [SandboxDoor] { get }
    /// Its hosts as clients are told of them.
    var hosts: [SandboxHost] { get }
    /// The sample accounts with their keys.
    var samples: [SandboxSample] { get }
    /// The OAuth client that it has approved; `nil` where it offers nothing of the kind.
    var oauthClient: SandboxOAuthClient? { get }

    /// Answers whatever comes, the control paths left out; nothing in a request can stop it.
    func answer(_ request: SeenRequest) -> Answer

    /// The requests seen so far.
    var log: SandboxLog { get }
    /// The faults in force; those that happen a number of times count down and go.
    var faults: [SandboxFault] { get set }
    /// The exchange's clock minus the real one.
    var clockOffsetMilliseconds: Int64 { get set }

    // What its answers look like where a fault takes their place (`LocalExchange.answer(_:meeting:)`).

    /// The ordinary answer, with what a fault changes inside it.
    func served(_ request: SeenRequest, fault: SandboxFaultKind?) -> Answer
    /// A refusal in the exchange's envelope.
    func refused(status: Int, code: String, message: String) -> Answer
    /// A refusal with the status, the text and the envelope that the exchange documents for its code.
    func refused(listed code: String, for request: SeenRequest) -> Answer
    /// What a gateway in front of the exchange answers.
    func gateway(status: Int) -> Answer
    /// The refusal of a request that comes too soon.
    func tooFrequent() -> Answer
    /// The refusal of every request while the exchange is maintained.
    func maintained() -> Answer
    /// What stands before and behind a very long text in the exchange's envelope.
    var envelopeOfPadding: (head: String, tail: String) { get }
    /// The member of the envelope that holds a text for people.
    var messageMember: String { get }

    // What its user does, by the control paths.

    /// The accounts with what stands in the way of changes; no key is among it.
    func describedAccounts() -> JSONValue
    /// Has the owner of an account do something on the exchange's website.
    func act(_ order: JSONView) -> ControlOutcome
    /// Has an account trade at the price of the moment.
    func trade(_ order: JSONView) -> ControlOutcome
    /// Whether prices move by themselves.
    var isMoving: Bool { get set }
    /// What is called whenever it was said whether prices move.
    func whenMovementChanges(_ body: @escaping @Sendable () -> Void)
    /// Takes steps: prices move, and who trades by itself does so.
    func step(_ count: Int)
    /// The steps that the prices have taken, and where they are.
    var marketFigures: MarketFigures { get }

    // Streams.

    /// Whether a stream can be opened there.
    func servesStream(at target: RequestTarget, door: SandboxDoor) -> Bool
    /// Whether one more stream may be opened from an address now.
    func admitsStream(from address: String, door: SandboxDoor) -> Bool
    /// The answer to a request for a stream that comes too soon after others.
    func refusedStream() -> Answer
    /// A stream begins. `wake` is called whenever it has something to say, from any thread, and returns at once.
    func openStream(_ opening: StreamOpening, wake: @escaping @Sendable () -> Void) -> any LocalStream
    /// The fault that this moment of a stream meets.
    func streamFault(_ moment: StreamMoment, path: String) -> SandboxStreamFault?
    /// The open streams, in the order of their numbers.
    var openStreams: [OpenStream] { get }
    /// Tells the streams that are open now that the exchange restarts after that long, and ends them then.
    func announceRestart(afterMilliseconds: Int64)
}

extension LocalExchange {
    /// The exchange's clock, in milliseconds since 1970.
    var nowMilliseconds: Int64 { SystemClock.realMilliseconds &+ clockOffsetMilliseconds }

    /// Answers what arrived at one of its doors, the sandbox's own paths among it.
    func reply(to request: SeenRequest) -> Answer {
        request.target.path.hasPrefix(ControlAPI.prefix) ? ControlAPI(exchange: self).answer(request) : answer(request)
    }
}

/// What became of something that was asked for by a control path.
enum ControlOutcome: Hashable, Sendable {
    /// Done, with what is to be told of it.
    case done([String: String])
    /// Nothing was done, and why.
    case refused(String)
}

/// The steps that the prices have taken, and where they are, by their names.
struct MarketFigures: Sendable {
    let stepCount: Int
    let prices: [(name: String, price: SandboxQuantity)]
}
