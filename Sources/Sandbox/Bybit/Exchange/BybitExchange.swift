import JSON
import Synchronization

extension SandboxBybit {
    /// What a local Bybit begins with, beside what every exchange of a sandbox does.
    public struct Configuration: Hashable, Sendable {
        /// The accounts that it begins with; clients may change them.
        public var accounts = Account.examples
        /// How it answers where its pages leave it open.
        public var behaviour = Behaviour()

        /// The sample accounts.
        public init() {}
    }

    /// Answers requests as the exchange would: a request in, an answer out, no network.
    final class Exchange: LocalExchange {
        let configuration: SandboxConfiguration
        let shared: Mutex<Shared>

        /// What changes while the sandbox runs.
        struct Shared: Sendable {
            var state: State
            var faults: FaultQueue
            var log = SandboxLog()
            var clockOffsetMilliseconds: Int64
            var walk: Walk
            var isMoving: Bool
            var movementChanged: (@Sendable () -> Void)?
            var roster = StreamRoster()
            var streamIds: SplitMix

            var moment: Moment {
                Moment(now: SystemClock.realMilliseconds &+ clockOffsetMilliseconds, steady: SystemClock.steadyMilliseconds)
            }
        }

        /// Does something, and tells the streams which accounts it changed.
        func changing<Result: Sendable>(_ body: (inout Shared) -> Result) -> Result {
            shared.withLock { shared in
                guard !shared.roster.entries.isEmpty else { return body(&shared) }
                shared.state.settle(shared.moment)
                let before = shared.state.accounts
                let result = body(&shared)
                shared.tell(since: before)
                return result
            }
        }

        /// An exchange whose clock starts now.
        init(_ configuration: SandboxConfiguration) {
            self.configuration = configuration
            let start = SystemClock.realMilliseconds &+ configuration.clockOffsetMilliseconds
            shared = Mutex(
                Shared(
                    state: State(
                        accounts: configuration.bybit.accounts, behaviour: configuration.bybit.behaviour, startMilliseconds: start),
                    faults: Self.queue(configuration.faults.filter { $0.isMet(at: SandboxBybit.exchange) }),
                    clockOffsetMilliseconds: configuration.clockOffsetMilliseconds, walk: Walk(seed: configuration.seed),
                    isMoving: configuration.movement.isOn, streamIds: SplitMix(seed: ~configuration.seed)))
        }

        private static func queue(_ faults: [SandboxFault]) -> FaultQueue {
            FaultQueue(faults, statusPath: Endpoint.status.rawValue)
        }

        var id: String { SandboxBybit.exchange }

        var log: SandboxLog { shared.withLock { $0.log } }

        var faults: [SandboxFault] {
            get { shared.withLock { $0.faults.faults } }
            set { shared.withLock { $0.faults = Self.queue(newValue) } }
        }

        var clockOffsetMilliseconds: Int64 {
            get { shared.withLock { $0.clockOffsetMilliseconds } }
            set { shared.withLock { $0.clockOffsetMilliseconds = newValue } }
        }

        /// Answers whatever comes to one of its places.
        func answer(_ request: SeenRequest) -> Answer {
            let path = request.target.path
            var answer = answer(request, meeting: shared.withLock { $0.faults.take(method: request.method, path: path) })
            let status: Int? = answer.delivery == .nothing ? nil : answer.status
            shared.withLock { shared in
                shared.log.append(
                    milliseconds: shared.moment.now, method: request.method, path: path, account: answer.account, status: status,
                    code: answer.code)
            }
            answer.delayMilliseconds += max(0, configuration.latencyMilliseconds)
            return answer
        }

        func served(_ request: SeenRequest, fault: SandboxFaultKind?) -> Answer {
            guard Self.answersRequests(at: request.door) else { return gateway(status: 404) }
            return changing { shared in
                shared.state.answer(
                    request,
                    State.Circumstances(
                        place: request.door.flatMap { Place($0) } ?? Place(), address: configuration.callerAddress ?? request.peer,
                        moment: shared.moment, rateLimits: configuration.rateLimits, fault: fault,
                        announcements: shared.faults.announcements))
            }
        }

        // MARK: Accounts

        /// The accounts as they are now.
        var accounts: [Account] {
            get {
                shared.withLock { shared in
                    shared.state.settle(shared.moment)
                    return shared.state.accounts
                }
            }
            set { changing { $0.state.accounts = newValue } }
        }

        /// How it answers where its pages leave it open.
        var behaviour: Behaviour {
            get { shared.withLock { $0.state.behaviour } }
            set { shared.withLock { $0.state.behaviour = newValue } }
        }

        /// Has the owner of an account do something on the exchange's website.
        func act(_ action: UserAction, as id: Account.ID) -> Outcome {
            changing { shared in
                guard let index = shared.state.accounts.firstIndex(where: { $0.id == id }) else { return .accountUnknown }
                return shared.state.accounts[index].carryOut(action, prices: shared.state.prices, nowMilliseconds: shared.moment.now)
            }
        }

        /// Has an account trade at the price of the moment.
        func trade(_ trade: Trade, as id: Account.ID) -> Outcome {
            changing { shared in
                guard let index = shared.state.accounts.firstIndex(where: { $0.id == id }) else { return .accountUnknown }
                return shared.state.accounts[index].fill(trade, prices: shared.state.prices, nowMilliseconds: shared.moment.now)
            }
        }

        // MARK: Prices

        var isMoving: Bool {
            get { shared.withLock { $0.isMoving } }
            set {
                let changed = shared.withLock { shared in
                    shared.isMoving = newValue
                    return shared.movementChanged
                }
                changed?()
            }
        }

        func whenMovementChanges(_ body: @escaping @Sendable () -> Void) {
            shared.withLock { $0.movementChanged = body }
        }

        func step(_ count: Int) {
            let traders = configuration.movement.traders
            changing { shared in
                for _ in 0..<max(0, count) {
                    shared.walk.step(&shared.state.prices)
                    for index in shared.state.accounts.indices where traders.contains(shared.state.accounts[index].id) {
                        guard let trade = shared.walk.trade(of: shared.state.accounts[index]) else { continue }
                        _ = shared.state.accounts[index].fill(trade, prices: shared.state.prices, nowMilliseconds: shared.moment.now)
                    }
                }
            }
        }

        var marketFigures: MarketFigures {
            shared.withLock { shared in
                MarketFigures(
                    stepCount: shared.walk.stepCount,
                    prices: Prices.listed.compactMap { row in shared.state.prices.usd(row.coin).map { (row.coin, $0) } })
            }
        }
    }
}

extension SandboxBybit.Exchange.Shared {
    fileprivate func tell(since before: [SandboxBybit.Account]) {
        for old in before {
            let new = state.accounts.first { $0.id == old.id }
            guard new != old, let change = SandboxBybit.AccountChange(from: old, to: new) else { continue }
            for entry in roster.entries.values where entry.account == old.id { entry.tell(.changed(change)) }
        }
    }
}
