import Testing

@testable import Core

/// How lines are read.
struct PlainOrderTests {
    private func command(_ line: String, _ transcript: MachineTranscript) -> LineCommand {
        LineCommand(
            line, on: PlainPage(transcript.view, language: transcript.machine.language), commands: transcript.machine.commands,
            language: transcript.machine.language)
    }

    @Test func namesKeysAndNumbersAreUnderstood() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        try transcript.connect()
        let expected: [(String, LineCommand)] = [
            ("", .press(.enter)), ("2", .choose(2)), ("9", .notUnderstood), ("r", .press(.character("r"))),
            ("refresh", .press(.character("r"))),
            ("REF", .press(.character("r"))), ("f2", .press(.function(2))), ("^l", .press(.control("l"))),
            ("ctrl-l", .press(.control("l"))), ("down", .press(.down)),
            ("esc", .press(.escape)), ("x", .notUnderstood), ("re", .notUnderstood), ("nonsense", .notUnderstood), ("?", .commands),
            ("help", .commands),
            (".", .show), ("show", .show), (":r", .press(.character("r"))), ("  r ", .press(.character("r"))), ("中文", .press(.function(2))),
        ]
        for (line, command) in expected { #expect(self.command(line, transcript) == command, "\(line)") }
    }

    @Test func whereTextIsWantedOnlyAColonMakesACommand() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        #expect(command("2", transcript) == .enter("2"))
        #expect(command("back", transcript) == .enter("back"))
        #expect(command(":back", transcript) == .press(.escape))
        #expect(command(":2", transcript) == .choose(2))
        #expect(command("", transcript) == .press(.enter))
        #expect(command("?", transcript) == .commands)
    }

    @Test func anOptionIsChosenByItsName() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.environment)
        #expect(command("demo", transcript) == .option(1))
        #expect(command("Live", transcript) == .option(0))
        #expect(command("mars", transcript) == .notUnderstood)
    }

    @Test func questionsAreAnsweredInWords() throws {
        var transcript = MachineTranscript(Sample.live(.simplifiedChinese))
        try transcript.connect()
        transcript.press(.character("q"))
        #expect(command("y", transcript) == .press(.character("y")))
        #expect(command("是", transcript) == .press(.character("y")))
        #expect(command("否", transcript) == .press(.character("n")))
        #expect(command("r", transcript) == .notUnderstood, "what lies over the screen takes all commands")
    }

    /// Everything that is offered does something in every scene: its key is one that the machine takes.
    @Test(arguments: Scene.all)
    func everyCommandCanBeNamed(scene: Scene) throws {
        let transcript = try scene.transcript(.english)
        for command in transcript.machine.commands {
            #expect(!command.keys.isEmpty && !command.label.isEmpty)
            for key in command.keys {
                for word in key.words { #expect(Key(word: word) == key, "\(word)") }
            }
        }
        let words = LineCommand.commandWords(
            on: PlainPage(transcript.view, language: .english), commands: transcript.machine.commands, language: .english)
        for word in words {
            #expect(
                command(word, transcript) != .notUnderstood || word == ":show" || Int(word.dropFirst()) != nil,
                "\(word) is said to be a command")
        }
    }

    @Test func theWayToANumberIsWalkedByKeys() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        func page() -> PlainPage { PlainPage(transcript.view, language: .english) }
        for number in [7, 1, 4] {
            for _ in 0..<page().longestWay {
                guard let key = page().key(towards: number) else { break }
                transcript.press(key)
            }
            #expect(page().isChosen(number))
        }
        #expect(page().isAction(7))
        #expect(!page().isAction(4))
    }
}
