import JSON
import Synchronization

extension SandboxBybit.Exchange {
    private static let privatePath = "/v5/private"

    func servesStream(at target: RequestTarget, door: SandboxDoor) -> Bool {
        target.path == Self.privatePath && !Self.answersRequests(at: door)
    }

    func admitsStream(from address: String, door: SandboxDoor) -> Bool {
        switch configuration.rateLimits {
        case .off: true
        case .enforced:
            shared.withLock { shared in
                shared.roster.admits(
                    configuration.callerAddress ?? address, at: .init(door) ?? .init(), atMilliseconds: shared.moment.steady)
            }
        }
    }

    func refusedStream() -> Answer { gateway(status: 403) }

    func openStream(_ opening: StreamOpening, wake: @escaping @Sendable () -> Void) -> any LocalStream {
        let inbox = StreamInbox<SandboxBybit.StreamNews>(wake: wake)
        let id = shared.withLock { shared in
            let id = String(shared.streamIds.next(), radix: 36) + "-" + String(shared.roster.entries.count, radix: 36)
            shared.roster.entries[id] = .init(path: opening.target.path, place: .init(opening.door) ?? .init(), tell: { inbox.put($0) })
            return id
        }
        noteStream(opening.target.path, .open, topic: nil, account: nil, code: nil)
        return SandboxBybit.Stream(self, id: id, opening: opening, inbox: inbox, now: SystemClock.steadyMilliseconds)
    }

    func closeStream(_ id: String, path: String, account: SandboxBybit.Account.ID?, code: UInt16?) {
        shared.withLock { $0.roster.entries[id] = nil }
        noteStream(path, .close, topic: nil, account: account, code: code.map(String.init))
    }

    /// What a stream has logged in to and subscribed to.
    func enrol(_ id: String, account: SandboxBybit.Account.ID?, topics: [SandboxBybit.StreamTopic]) {
        shared.withLock { shared in
            shared.roster.entries[id]?.account = account
            shared.roster.entries[id]?.topics = topics
        }
    }

    func streamFault(_ moment: StreamMoment, path: String) -> SandboxStreamFault? {
        shared.withLock { $0.faults.take(moment, path: path) }
    }

    var openStreams: [OpenStream] {
        shared.withLock { $0.roster.entries }.sorted { $0.key < $1.key }.map { id, entry in
            OpenStream(
                id: id, path: entry.path, environment: entry.place.environment.rawValue, account: entry.account,
                channels: entry.topics.map(\.rawValue))
        }
    }

    func announceRestart(afterMilliseconds: Int64) {
        shared.withLock { shared in
            for entry in shared.roster.entries.values { entry.tell(.restarts(afterMilliseconds: afterMilliseconds)) }
        }
    }

    /// Puts what a stream did into the log: names and numbers of our own, and nothing that a client wrote.
    func noteStream(
        _ path: String, _ event: StreamEvent, topic: SandboxBybit.StreamTopic?, account: SandboxBybit.Account.ID?, code: String?
    ) {
        shared.withLock { shared in
            shared.log.append(
                milliseconds: shared.moment.now, method: event.rawValue, path: path + (topic.map { "#" + $0.rawValue } ?? ""),
                account: account, status: nil, code: code)
        }
    }

    /// The account of a key that may log in at a place.
    func owner(
        of apiKey: String, at place: SandboxBybit.Place, from address: String
    ) throws(SandboxBybit.Refusal) -> (account: SandboxBybit.Account, key: SandboxBybit.Key) {
        let check = shared.withLock { shared in
            shared.state.keyCheck(
                .init(place: place, address: configuration.callerAddress ?? address, moment: shared.moment))
        }
        return try check.owner(of: apiKey)
    }

    /// What a change has some topics tell, with the figures of this moment.
    func messages(
        of change: SandboxBybit.AccountChange, about topics: [SandboxBybit.StreamTopic]
    ) -> [(topic: SandboxBybit.StreamTopic, rows: [JSONValue])] {
        let (state, moment) = shared.withLock { ($0.state, $0.moment) }
        guard let account = state.accounts.first(where: { $0.id == change.account.id }) else { return [] }
        let figures = SandboxBybit.AccountFigures(account, prices: state.prices)
        guard let replies = state.replies(moment) else { return [] }
        return topics.compactMap { topic in
            let rows: [JSONValue]
            switch topic {
            case .wallet:
                let coins = figures.coins.filter { change.coins.contains($0.coin.coin) }
                rows = coins.isEmpty ? [] : [replies.walletRow(figures, coins: coins)]
            case .position, .linearPositions, .inversePositions, .optionPositions:
                rows = change.positions.compactMap { position in
                    guard let instrument = SandboxBybit.Instrument.contract(position.symbol), topic.tellsPositions(of: instrument.category)
                    else { return nil }
                    return replies.pushedRow(position, instrument, account)
                }
            case .order, .execution: rows = []
            }
            return rows.isEmpty ? nil : (topic, rows)
        }
    }
}

extension SandboxBybit.State {
    /// What builds rows outside of a reply.
    fileprivate func replies(_ moment: SandboxBybit.Moment) -> SandboxBybit.Replies? {
        let nothing = SeenRequest(method: "GET", target: RequestTarget(""), headers: [], body: [], peer: "")
        guard let parameters = try? SandboxBybit.Parameters(nothing) else { return nil }
        return SandboxBybit.Replies(
            accounts: accounts, prices: prices, maintenance: [], nowMilliseconds: moment.now, startMilliseconds: startMilliseconds,
            parameters: parameters)
    }
}

extension SandboxBybit.Replies {
    /// A position as a stream tells it: as a reply does, with its category, and its price under another name.
    fileprivate func pushedRow(
        _ position: SandboxBybit.Position, _ instrument: SandboxBybit.Instrument, _ account: SandboxBybit.Account
    ) -> JSONValue? {
        let row: JSONValue
        if position.size.isZero {
            // A contract of which nothing was ever held has an order alone.
            row = flatRow(instrument, index: position.index, account, last: position.averagePrice.isZero ? nil : position)
        } else {
            guard let figures = SandboxBybit.PositionFigures(position, of: account, prices: prices) else { return nil }
            row = positionRow(figures)
        }
        guard case .object(let members) = row else { return nil }
        return .object(
            members.map { $0.name == "avgPrice" ? .init("entryPrice", $0.value) : $0 }
                + [.init("category", .string(instrument.category.rawValue))])
    }
}
