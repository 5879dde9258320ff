import Synchronization

extension SandboxBybit {
    /// What a local Bybit begins with.
    public struct Configuration: Hashable, Sendable {
        /// The accounts that it begins with; clients may change them.
        public var accounts = Account.examples
        /// How it answers where its pages leave it open.
        public var behaviour = Behaviour()
        /// The sandbox's clock minus the real one.
        public var clockOffsetMilliseconds: Int64 = 0
        /// Whether the documented limits are enforced.
        public var rateLimits = SandboxRateLimits.enforced
        /// The address from which the exchange sees the requests come; `nil` for the real one.
        public var callerAddress: String?
        /// The seed of the walk of the prices.
        public var seed: UInt64 = 1

        /// The sample accounts, with limits.
        public init() {}
    }

    /// Answers requests as the exchange would: a request in, an answer out, no network.
    public final class Exchange: Sendable {
        /// What it was started with.
        public let configuration: Configuration
        private let shared: Mutex<Shared>

        private struct Shared: Sendable {
            var state: State
            var clockOffsetMilliseconds: Int64
            var walk: SplitMix

            var moment: Moment {
                Moment(now: SystemClock.realMilliseconds &+ clockOffsetMilliseconds, steady: SystemClock.steadyMilliseconds)
            }
        }

        /// An exchange whose clock starts now.
        public init(_ configuration: Configuration) {
            self.configuration = configuration
            let start = SystemClock.realMilliseconds &+ configuration.clockOffsetMilliseconds
            shared = Mutex(
                Shared(
                    state: State(accounts: configuration.accounts, behaviour: configuration.behaviour, startMilliseconds: start),
                    clockOffsetMilliseconds: configuration.clockOffsetMilliseconds, walk: SplitMix(seed: configuration.seed)))
        }

        /// Answers whatever comes to one of its places.
        func answer(_ request: SeenRequest, at place: Place) -> Answer {
            shared.withLock { shared in
                shared.state.answer(
                    request,
                    State.Circumstances(
                        place: place, address: configuration.callerAddress ?? request.peer, moment: shared.moment,
                        rateLimits: configuration.rateLimits))
            }
        }

        /// The accounts as they are now.
        public var accounts: [Account] {
            get {
                shared.withLock { shared in
                    shared.state.settle(shared.moment)
                    return shared.state.accounts
                }
            }
            set { shared.withLock { $0.state.accounts = newValue } }
        }

        /// How it answers where its pages leave it open.
        public var behaviour: Behaviour {
            get { shared.withLock { $0.state.behaviour } }
            set { shared.withLock { $0.state.behaviour = newValue } }
        }

        /// The sandbox's clock minus the real one.
        public var clockOffsetMilliseconds: Int64 {
            get { shared.withLock { $0.clockOffsetMilliseconds } }
            set { shared.withLock { $0.clockOffsetMilliseconds = newValue } }
        }

        /// Has the owner of an account do something on the exchange's website.
        @discardableResult
        public func act(_ action: UserAction, as id: Account.ID) -> Outcome {
            shared.withLock { shared in
                guard let index = shared.state.accounts.firstIndex(where: { $0.id == id }) else { return .accountUnknown }
                return shared.state.accounts[index].carryOut(action, prices: shared.state.prices)
            }
        }

        /// Has an account trade at the price of the moment.
        @discardableResult
        public func trade(_ trade: Trade, as id: Account.ID) -> Outcome {
            shared.withLock { shared in
                guard let index = shared.state.accounts.firstIndex(where: { $0.id == id }) else { return .accountUnknown }
                return shared.state.accounts[index].fill(trade, prices: shared.state.prices, nowMilliseconds: shared.moment.now)
            }
        }

        /// Has the prices take steps.
        public func step(_ count: Int = 1) {
            shared.withLock { shared in
                for _ in 0..<max(0, count) { shared.state.prices.step(using: &shared.walk) }
            }
        }
    }
}
