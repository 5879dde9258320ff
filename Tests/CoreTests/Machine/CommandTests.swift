import Testing

@testable import Core
@testable import Domain

/// Every phase of every screen meets every command and every key.
struct CommandTests {
    @Test(arguments: Scene.all)
    func aShutCommandDoesNothing(scene: Scene) throws {
        let before = try scene.transcript(.english)
        guard before.machine.overlay == nil else { return }
        let entries = EveryCommand.entries(before.machine)
        let told = [Effect.startTimer(.notice, milliseconds: 6_000), .stopTimer(.notice), Sample.patience]
        for entry in entries where entry.offer != .enabled {
            for key in entry.keys
            where before.passes(key) && before.commands(key) && !entries.contains(where: { $0.offer == .enabled && $0.keys.contains(key) })
            {
                var transcript = before
                #expect(transcript.press(key).allSatisfy(told.contains), "\(key)")
                if case .refused = entry.offer {
                    #expect(transcript.machine.notice != nil && transcript.machine.notice != before.machine.notice, "\(key) is answered")
                }
                #expect(transcript.machine.screens == before.machine.screens, "\(key)")
                #expect(transcript.machine.draft == before.machine.draft, "\(key)")
                #expect(transcript.machine.overlay == nil, "\(key)")
            }
        }
    }

    @Test(arguments: Scene.all)
    func anyKeyIsTakenInStride(scene: Scene) throws {
        let before = try scene.transcript(.simplifiedChinese)
        for key in RandomEvents.keys where before.passes(key) {
            var transcript = before
            transcript.press(key)
            _ = transcript.view
            transcript.end()
        }
    }

    @Test(arguments: Scene.all)
    func everyCommandHasAKeyAndNoKeyHasTwo(scene: Scene) throws {
        let machine = try scene.transcript(.english).machine
        #expect(EveryCommand.unboundCommands(machine) == [])
        let everywhere = AppMachine.bindingsEverywhere.flatMap(\.keys)
        #expect(Set(everywhere).count == everywhere.count)
        let entries = EveryCommand.entries(machine)
        let open = entries.filter { $0.offer == .enabled }.flatMap(\.keys)
        let twice = Dictionary(grouping: open + everywhere) { $0 }.filter { $0.value.count > 1 }.keys
        #expect(twice.isEmpty, "bound twice")
        for key in entries.flatMap(\.keys) { #expect(!everywhere.contains(key), "\(key) is bound everywhere") }
    }

    @Test(arguments: Scene.all)
    func everyHintSaysWhatItsKeyDoes(scene: Scene) throws {
        for language in Language.allCases {
            let transcript = try scene.transcript(language)
            #expect(EveryCommand.entries(transcript.machine).allSatisfy { !$0.label.isEmpty })
            let hints = transcript.view.hints
            #expect(hints.allSatisfy { !$0.key.isEmpty && !$0.label.isEmpty })
            if transcript.machine.overlay == nil { #expect(hints.last?.label == Text.of(language).keys.help) }
        }
    }

    @Test(arguments: Scene.all)
    func noTemplateIsLeftUnfilled(scene: Scene) throws {
        for language in Language.allCases {
            for string in try scene.transcript(language).view.strings {
                // The body of a request has braces too, and quotes behind them.
                #expect(string.firstMatch(of: /\{[A-Za-z]*\}/) == nil, "\(string)")
            }
        }
    }

    @Test func quittingFromAnywhereLeavesNothing() throws {
        for scene in Scene.all {
            var transcript = try scene.transcript(.english)
            transcript.end()
        }
    }
}
