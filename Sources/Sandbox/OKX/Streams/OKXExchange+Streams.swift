import JSON
import Synchronization

extension OKXExchange {
    func servesStream(at target: RequestTarget, door: SandboxDoor) -> Bool { StreamPlace(rawValue: target.path) != nil }

    func openStream(_ opening: StreamOpening, wake: @escaping @Sendable () -> Void) -> any LocalStream {
        let inbox = StreamInbox<StreamNews>(wake: wake)
        let session = openStream(
            StreamPlace(rawValue: opening.target.path) ?? .market, SandboxEnvironment(rawValue: opening.door.environment) ?? .live,
            site: SandboxSite(rawValue: opening.door.site) ?? configuration.site, address: opening.address
        ) { inbox.put($0) }
        return OKXStream(exchange: self, session: session, inbox: inbox)
    }

    /// At most so many of an address within a second.
    func admitsStream(from address: String, door: SandboxDoor) -> Bool {
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

    func streamFault(_ moment: StreamMoment, path: String) -> SandboxStreamFault? {
        state.withLock { $0.faults.take(moment, path: path) }
    }

    var openStreams: [OpenStream] {
        state.withLock { $0.roster.entries }.sorted { $0.key < $1.key }.map { id, entry in
            OpenStream(
                id: id, path: entry.place.rawValue, environment: entry.environment.rawValue, account: entry.account,
                channels: entry.channels)
        }
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
