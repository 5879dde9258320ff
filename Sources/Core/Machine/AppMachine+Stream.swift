import Domain

/// Changes that exchanges tell of without being asked.
extension AppMachine {
    /// After a reading, which a stream goes on from; one that runs goes on.
    mutating func startStream(_ index: Int) -> [Effect] {
        let target = connections[index].target
        guard configuration.streams, let snapshot = connections[index].snapshot,
            exchange(of: target)?.tellsChanges(at: target.site, in: target.environment) == true,
            !running.contains(where: { $0.streams(target.slots) })
        else { return [] }
        return [running.start(.stream(target, clockOffsetMilliseconds: snapshot.clockOffsetMilliseconds))]
    }

    /// Whatever it still tells is not of this connection any more.
    mutating func endStream(of connection: Connection) -> [Effect] {
        if let index = index(of: connection.id) { connections[index].isLive = false }
        return running.cancel { $0.streams(connection.target.slots) }
    }

    mutating func endStreams() -> [Effect] { connections.flatMap { endStream(of: $0) } }

    /// What happened between the reading and now may have been missed.
    mutating func streamLive(_ target: AccessTarget) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        connections[index].isLive = true
        return readingWanted(target)
    }

    /// A change is applied to what is known. Its figures stand until there are others.
    mutating func changed(_ target: AccessTarget, _ delta: AccountDelta) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        connections[index].apply(.delta(delta))
        if let snapshot = connections[index].snapshot { note(snapshot, of: connections[index].id) }
        return []
    }

    mutating func readingWanted(_ target: AccessTarget) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        return readAgain(index)
    }

    /// From now on it is read as often as one that was never live. Why a stream was refused is told by a reading, in the words for it.
    mutating func streamInterrupted(_ target: AccessTarget) -> [Effect] {
        guard let index = index(of: target) else { return [] }
        connections[index].isLive = false
        return readAgain(index)
    }

    private func exchange(of target: AccessTarget) -> ExchangeProfile? {
        configuration.exchanges.first { $0.id == target.exchange }
    }
}
