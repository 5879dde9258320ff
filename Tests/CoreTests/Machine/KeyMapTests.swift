import TestSupport
import Testing

@testable import Core

/// Keys that the user gives to commands.
struct KeyMapTests {
    private func settingsTarget(_ section: String, _ command: String, _ keys: Key...) -> KeyMap.Request {
        KeyMap.Request(section: section, command: command, keys: keys)
    }

    private func objection(_ wishes: KeyMap.Request...) -> String? {
        do {
            _ = try KeyMap(wishes)
            return nil
        } catch {
            return "\(error.section) \(error.command): \(error.expected[.english])"
        }
    }

    /// A user's configuration has these names in it, so none of them may change.
    @Test func theNamesAreTheOnesThatUsersHaveWritten() {
        let names = KeyMap.sections.map { "\($0.name): " + $0.commands.map(\.name).joined(separator: " ") }
        #expect(
            [names[0], names[1], names[3]] == [
                "everywhere: help palette language themes mouse repaint suspend lock quit",
                "my-exchanges: keep-filter drop-filter erase clear-filter cursor-left cursor-right connect open details in-full close add other-pane positions currency next-trouble refresh check futures chart filter sort reverse-sort small privacy export remove rename replace make-default lock keep-watching passphrase up down page-up page-down first last quit",
                "choose-exchange: choose back step-in step-out up down filter erase clear-filter cursor-left cursor-right",
            ])
        #expect(Set(KeyMap.sections.map(\.name)).count == KeyMap.sections.count)
        #expect(
            KeyMap.sections.dropFirst().map(\.name) == [
                "my-exchanges", "account-details", "choose-exchange", "futures-guide", "connect-method", "authorize", "key-guide",
                "key-entry", "verify",
                "futures-check", "equity-chart-screen", "vault-create",
                "vault-unlock",
            ])
    }

    @Test(arguments: Scene.all)
    func everyScreenCanBeNamed(scene: Scene) throws {
        let name = try #require(try scene.transcript(.english).machine.screens.last).model.name
        #expect(KeyMap.sections.contains { $0.name == name }, "\(name) is missing in Screen.kinds")
    }

    @Test func aKeyOfOnesOwnTakesThePlaceOfTheOthers() throws {
        var configuration = Sample.live()
        configuration.keys = try KeyMap([
            settingsTarget("my-exchanges", "refresh", .function(5)), settingsTarget("everywhere", "help", .function(9)),
        ])
        var transcript = MachineTranscript(configuration)
        try transcript.connect()
        #expect(
            transcript.press(.character("r")) == [.stopTimer(.notice)] || transcript.driver.openTickets.isEmpty, "the old key does nothing")
        #expect(transcript.driver.openTickets.isEmpty)
        transcript.press(.function(5))
        #expect(transcript.driver.openTickets.count == 1)
        transcript.press(.character("?"), .function(1))
        #expect(transcript.machine.overlay == nil)
        let hints = transcript.view.hints
        #expect(hints.contains { $0.key == "F5" && $0.label == "refresh" })
        #expect(hints.last == View.Hint(key: "F9", label: "help", press: .function(9)))
        transcript.press(.function(9))
        #expect(transcript.machine.overlay == .help(line: 0))
        #expect(transcript.machine.helpPage.groups.flatMap(\.lines).contains { $0.hasPrefix("F5 ") && $0.hasSuffix(" refresh") })
        transcript.press(.escape)
        transcript.end()
    }

    @Test func aKeyMayMoveFromOneCommandToAnother() throws {
        #expect(
            objection(settingsTarget("my-exchanges", "add", .character("r")), settingsTarget("my-exchanges", "refresh", .character("a")))
                == nil)
    }

    @Test func whatMeansTwoThingsIsRefused() {
        #expect(
            objection(settingsTarget("my-exchanges", "add", .character("r")))
                == "my-exchanges add: another key than r, which is that of my-exchanges.refresh")
        #expect(
            objection(settingsTarget("my-exchanges", "add", .function(2)))
                == "my-exchanges add: another key than F2, which is that of everywhere.language")
        #expect(
            objection(settingsTarget("everywhere", "themes", .control("u")))?.hasPrefix(
                "everywhere themes: another key than ^U, which is that of ")
                == true)
        #expect(
            objection(settingsTarget("verify", "again", .function(7)), settingsTarget("verify", "probe", .function(7)))?.contains("verify.")
                == true)
        // Enter has two meanings on My Exchanges, of which one is there at a time; a third would be there with them.
        #expect(objection(settingsTarget("my-exchanges", "connect", .enter)) == nil)
        #expect(objection(settingsTarget("my-exchanges", "refresh", .enter)) != nil)
    }

    @Test func whatCannotBeIsRefused() {
        #expect(objection(settingsTarget("my-exchange", "add", .insert))?.contains("one of everywhere, my-exchanges, ") == true)
        #expect(
            objection(settingsTarget("my-exchanges", "ad", .insert))?.hasPrefix("my-exchanges ad: one of keep-filter, drop-filter, ")
                == true)
        #expect(objection(settingsTarget("my-exchanges", "add")) == "my-exchanges add: at least one key")
        #expect(objection(settingsTarget("my-exchanges", "add", .control("c")))?.contains("always quits") == true)
        #expect(objection(settingsTarget("key-entry", "submit", .character("s")))?.contains("types nothing, such as Enter") == true)
        #expect(objection(settingsTarget("everywhere", "lock", .function(8), .character("x")))?.contains("keys that type nothing") == true)
    }

    @Test func interruptAndSuspendStayWhatTheyAre() throws {
        var configuration = Sample.live()
        configuration.keys = try KeyMap([
            settingsTarget("everywhere", "quit", .function(10)), settingsTarget("everywhere", "suspend", .alt("z")),
        ])
        for key in [Key.control("c"), .function(10)] {
            var transcript = MachineTranscript(configuration)
            transcript.press(key)
            #expect(transcript.driver.hasQuit)
        }
        var transcript = MachineTranscript(configuration)
        #expect(transcript.press(.control("z")) == [.suspend])
        #expect(transcript.press(.alt("z")) == [.suspend])
        transcript.end()
    }

    @Test func wordsOfTheConfigurationNameKeys() {
        let known: [(String, Key)] = [
            ("r", .character("r")), ("R", .character("R")), ("币", .character("币")), ("Enter", .enter), ("esc", .escape),
            ("F5", .function(5)),
            ("Ctrl-R", .control("r")), ("^r", .control("r")), ("Alt-r", .alt("r")), ("M-R", .alt("R")), ("PgUp", .pageUp),
            ("Insert", .insert),
            ("Space", .character(" ")), ("S-Tab", .backTab),
        ]
        for (word, key) in known { #expect(Key(configured: word) == key, "\(word)") }
        // Terminals send these for Backspace, Tab and Enter.
        for word in ["", "F13", "F0", "Ctrl-I", "Ctrl-m", "Ctrl-J", "Ctrl-H", "Ctrl-1", "Ctrl-é", "hyper", "\u{7}", "\t", "rr"] {
            #expect(Key(configured: word) == nil, "\(word)")
        }
    }

    /// Whatever is wished for: it is refused, or every command of every screen is within reach by a key of its own.
    @Test func randomRequestsNeverMakeAKeyMeanTwoThings() throws {
        var random = SeededGenerator(seed: 20_261_125)
        let keys = RandomEvents.keys
        var accepted = 0
        for round in 0..<3_000 {
            let wishes = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                let section = KeyMap.sections.randomElement(using: &random)!
                return KeyMap.Request(
                    section: section.name, command: section.commands.randomElement(using: &random)!.name,
                    keys: (0..<Int.random(in: 1...2, using: &random)).map { _ in keys.randomElement(using: &random)! })
            }
            guard let map = try? KeyMap(wishes) else { continue }
            accepted += 1
            var configuration = Sample.live()
            configuration.keys = map
            let machine = AppMachine(configuration)
            let everywhere = machine.bindingsEverywhere.flatMap(\.keys)
            #expect(Set(everywhere).count == everywhere.count, "round \(round)")
            for kind in Screen.kinds { try check(kind, map, everywhere, round) }
        }
        #expect(accepted > 100)
    }

    private func check<Model: ScreenModel>(_ kind: Model.Type, _ map: KeyMap, _ everywhere: [Key], _ round: Int) throws {
        let bindings = kind.bindings(map)
        #expect(Set(bindings.map(\.command)) == Set(kind.bindings.map(\.command)))
        for binding in bindings {
            try #require(!binding.keys.isEmpty)
            for key in binding.keys {
                #expect(!everywhere.contains(key), "round \(round): \(key)")
                for other in bindings where other.command != binding.command && other.keys.contains(key) {
                    let shared = kind.bindings.filter { $0.keys.contains(key) }.map(\.command)
                    #expect(shared.contains(binding.command) && shared.contains(other.command), "round \(round): \(key)")
                }
            }
        }
    }
}
