import Domain

/// Changes that exchanges push.
extension AppMachine {
    /// Starts a stream after a reading, unless one runs already.
    mutating func startStream(_ index: Int) -> [Effect] {
        let target = connections[index].target
        guard configuration.streams, connections[index].mayStream, let snapshot = connections[index].snapshot,
            exchange(of: target)?.tellsChanges(at: target.site, in: target.environment) == true,
            !running.contains(where: { $0.streams(target.slots) })
        else { return [] }
        return [running.start(.stream(target, clockOffsetMilliseconds: snapshot.clockOffsetMilliseconds))]
    }

    /// Cancels the stream of a connection and drops what it still tells.
    mutating func endStream(of connection: Connection) -> [Effect] {
        if let index = index(of: connection.id) {
            connections[index].isLive = false
            connections[index].changesDuringReading = nil
        }
        return running.cancel { $0.streams(connection.target.slots) }
    }

    mutating func endStreams() -> [Effect] { connections.flatMap { endStream(of: $0) } }

    /// Reads the account again, because changes between the last reading and now may have been missed.
    mutating func streamLive(_ target: AccessTarget) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        connections[index].isLive = true
        connections[index].forgetStreamRefusals()
        return readingWanted(target)
    }

    /// Applies a pushed change to what is known.
    mutating func changed(_ target: AccessTarget, _ delta: AccountDelta) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        let before = connections[index].snapshot
        connections[index].apply(.delta(delta))
        if let before, let after = connections[index].snapshot { connections[index].moves.add(from: before, to: after) }
        if isBeingRead(connections[index]) {
            connections[index].changesDuringReading = connections[index].changesDuringReading?.followed(by: delta) ?? delta
        }
        if let snapshot = connections[index].snapshot { note(snapshot, of: connections[index].id) }
        return []
    }

    /// Takes the signs away from figures that moved: whoever presses a key has seen them.
    mutating func forgetMoves() {
        let none = FigureMoves()
        for index in connections.indices where connections[index].moves != none { connections[index].moves = none }
    }

    mutating func readingWanted(_ target: AccessTarget) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        return readAgain(index)
    }

    /// Reads the account by the timer again. What a reading under way says is newer than what was told before the line broke.
    mutating func streamInterrupted(_ target: AccessTarget) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        connections[index].isLive = false
        connections[index].changesDuringReading = nil
        return readAgain(index)
    }

    /// Reads the account, because the reading will report the cause, and does not start a stream with it. Where nothing was refused, there
    /// was nothing to be told.
    mutating func streamRefused(_ target: AccessTarget, _ failure: Failure?) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        connections[index].streamRefused(failure)
        return streamInterrupted(target)
    }

    // MARK: Changes during a reading

    /// Whether the account is being read, for its balances or to check the key.
    private func isBeingRead(_ connection: Connection) -> Bool {
        running.contains { $0.refreshes(connection.target.slots) || $0.verifies(connection.target.slots) }
    }

    /// Forgets what was told before a reading begins.
    mutating func readingBegins(_ index: Int) {
        if !isBeingRead(connections[index]) { connections[index].changesDuringReading = nil }
    }

    /// Applies once more what was told while a reading was under way: the exchange may have answered it before, and what changed after that
    /// has been told too.
    mutating func applyChangesDuringReading(_ index: Int) {
        if let changes = connections[index].changesDuringReading { connections[index].apply(.delta(changes)) }
        readingBegins(index)
    }

    private func exchange(of target: AccessTarget) -> ExchangeProfile? {
        configuration.exchanges.first { $0.id == target.exchange }
    }
}
