import Testing

@testable import Core
@testable import Domain

/// However a vault is locked, and from whatever screen, the same is left.
struct LockingTests {
    private enum ConnectionSetup: CaseIterable {
        case key, letter, time
    }

    /// The machine after it was locked, without the reason that the unlock screen names; `nil` where this way does not lock there.
    private static func locked(_ scene: Scene, _ way: ConnectionSetup) throws -> AppMachine? {
        var transcript = try scene.transcript(.english)
        switch way {
        case .key: transcript.press(.function(4))
        case .letter:
            guard transcript.machine.overlay == nil, case .myExchanges(let model)? = transcript.machine.screens.last,
                model.takesText(transcript.machine.context) == .none, transcript.machine.fit == .sufficient
            else { return nil }
            transcript.press(.character("L"))
        case .time:
            guard transcript.machine.idleRule == .locks, !transcript.machine.isApplyingSettings else { return nil }
            transcript.send(.timerFired(.lock))
        }
        var machine = transcript.machine
        #expect(machine.vault == .locked, "\(scene.name), \(way)")
        guard case .vaultUnlock? = machine.screens.last, machine.screens.count == 1 else {
            Issue.record("\(scene.name), \(way): other screens are left")
            return nil
        }
        machine.screens = []
        return machine
    }

    @Test func everyWayLeavesTheSame() throws {
        let scenes = try Scene.all.filter { try $0.transcript(.english).machine.vault == .open }
        #expect(scenes.count > 10)
        for scene in scenes {
            let byKey = try #require(try Self.locked(scene, .key))
            #expect(byKey.draft == Draft(exchange: byKey.configuration.exchanges[0].id), "\(scene.name): what was begun is forgotten")
            #expect(byKey.connections.isEmpty && byKey.histories.isEmpty && byKey.summaries.isEmpty && byKey.overlay == nil)
            #expect(!byKey.running.contains { _ in true }, "\(scene.name): nothing is under way")
            for way in [ConnectionSetup.letter, .time] {
                guard let machine = try Self.locked(scene, way) else { continue }
                #expect(machine == byKey, "\(scene.name): \(way) leaves something else than F4")
            }
        }
    }
}
