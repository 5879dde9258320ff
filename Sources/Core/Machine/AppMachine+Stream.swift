import Domain

/// Changes that exchanges push.
extension AppMachine {
    /// Starts a stream after a reading, unless one runs already.
    mutating func startStream(_ index: Int) -> [Effect] {
        let target = connections[index].target
        guard configuration.streams, let snapshot = connections[index].snapshot,
            exchange(of: target)?.tellsChanges(at: target.site, in: target.environment) == true,
            !running.contains(where: { $0.streams(target.slots) })
        else { return [] }
        return [running.start(.stream(target, clockOffsetMilliseconds: snapshot.clockOffsetMilliseconds))]
    }

    /// Cancels the stream of a connection and drops what it still tells.
    mutating func endStream(of connection: Connection) -> [Effect] {
        if let index = index(of: connection.id) { connections[index].isLive = false }
        return running.cancel { $0.streams(connection.target.slots) }
    }

    mutating func endStreams() -> [Effect] { connections.flatMap { endStream(of: $0) } }

    /// Reads the account again, because changes between the last reading and now may have been missed.
    mutating func streamLive(_ target: AccessTarget) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        connections[index].isLive = true
        return readingWanted(target)
    }

    /// Applies a pushed change to what is known.
    mutating func changed(_ target: AccessTarget, _ delta: AccountDelta) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        let before = connections[index].snapshot
        connections[index].apply(.delta(delta))
        if let before, let after = connections[index].snapshot { connections[index].moves.add(from: before, to: after) }
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

    /// Reads the account by the timer again. If the stream was refused, a reading will report why.
    mutating func streamInterrupted(_ target: AccessTarget) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        connections[index].isLive = false
        return readAgain(index)
    }

    private func exchange(of target: AccessTarget) -> ExchangeProfile? {
        configuration.exchanges.first { $0.id == target.exchange }
    }
}
