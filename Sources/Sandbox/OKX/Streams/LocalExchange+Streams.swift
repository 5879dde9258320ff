import JSON
import Synchronization

extension LocalExchange {
    /// Opens a stream, unless too many were opened from this address within a second.
    func admitsStream(from address: String) -> Bool {
        switch configuration.rateLimits {
        case .off: true
        case .enforced:
            state.withLock { $0.roster.admits(configuration.callerAddress ?? address, atMilliseconds: SystemClock.steadyMilliseconds) }
        }
    }

    /// The answer to a request for a stream that comes too soon after others.
    func refusedStream() -> Answer { refused(.rateLimited) }

    /// A stream begins; `tell` is called for what happens from now on, one call after the other, and has to return at once.
    func openStream(
        _ place: StreamPlace, _ environment: SandboxEnvironment, site: SandboxSite, address: String,
        tell: @escaping @Sendable (StreamNews) -> Void
    ) -> StreamSession {
        let id = state.withLock { state in
            let digits = String(state.streamIds.next() >> 32, radix: 16)
            let id = String(repeating: "0", count: 8 - digits.utf8.count) + digits
            state.roster.add(id, StreamRoster.Entry(place: place, environment: environment, tell: tell))
            return id
        }
        let session = StreamSession(
            id: id, place: place, environment: environment, site: site, address: address, now: SystemClock.steadyMilliseconds)
        noteStream(session, .open, channel: nil, code: nil)
        return session
    }

    func closeStream(_ session: StreamSession, code: UInt16?) {
        state.withLock { $0.roster.remove(session.id) }
        noteStream(session, .close, channel: nil, code: code.map(String.init))
    }

    /// What a stream has logged in to and subscribed to, for the sandbox's user.
    func enrol(_ session: StreamSession, channels: [String]) {
        state.withLock { $0.roster.change(session.id, account: session.login?.account.id, channels: channels) }
    }

    func subscribe(_ id: String, uid: String, channel: StreamChannel) -> Int? {
        state.withLock { $0.roster.subscribe(id, uid: uid, channel: channel) }
    }

    func unsubscribe(_ id: String, uid: String, channel: StreamChannel) {
        state.withLock { $0.roster.unsubscribe(id, uid: uid, channel: channel) }
    }

    /// The fault that this moment of a stream meets.
    func streamFault(_ moment: StreamMoment, path: String) -> SandboxStreamFault? {
        state.withLock { $0.faults.take(moment, path: path) }
    }

    /// The open streams, in the order of their numbers.
    var streams: [(id: String, entry: StreamRoster.Entry)] {
        state.withLock { $0.roster.entries }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// An account and the prices, at one moment.
    func standing(of account: SandboxAccount.ID) -> (account: SandboxAccount, prices: PriceTable)? {
        state.withLock { state in
            state.accounts.first { $0.id == account }.map { ($0, state.prices) }
        }
    }

    /// What a public channel tells now: a row, or nothing for what has no price.
    func marketPush(_ argument: StreamArgument) -> [JSONValue] {
        guard let instrument = argument["instId"] else { return [] }
        let rows = ReplyBuilder(prices: state.withLock { $0.prices }, nowMilliseconds: nowMilliseconds)
        let row: JSONValue? =
            switch argument.channel {
            case .tickers: rows.ticker(of: instrument)
            case .indexTickers: rows.indexTicker(of: instrument)
            case .account, .positions, .balanceAndPosition: nil
            }
        return row.map { [.members(["arg": argument.pushed(uid: nil), "data": .array([$0])])] } ?? []
    }

    /// Tells every stream that the exchange restarts after that long, and has those that are open now end then.
    func announceRestart(afterMilliseconds: Int64) {
        state.withLock { state in
            for entry in state.roster.entries.values { entry.tell(.restartAnnounced(afterMilliseconds: afterMilliseconds)) }
        }
    }

    /// Puts what a stream did into the log: names and numbers of our own, and nothing that a client wrote.
    func noteStream(_ session: StreamSession, _ event: StreamEvent, channel: StreamChannel?, code: String?) {
        let path = session.place.rawValue + (channel.map { "#" + $0.rawValue } ?? "")
        let now = nowMilliseconds
        state.withLock { state in
            state.log.append(
                milliseconds: now, method: event.rawValue, path: path, account: session.login?.account.id, status: nil, code: code)
        }
    }
}

/// When a fault can meet a stream.
enum StreamMoment: Hashable, Sendable {
    case login, push
}
