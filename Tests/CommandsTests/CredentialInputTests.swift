import Core
import Foundation
import Sandbox
import TestSupport
import Testing

@testable import App
@testable import Commands

/// What the commands say of credentials on standard input, and what they send.
@Suite struct CredentialInputTests {
    private static let key = SampleKey.apiKey
    private static let secret = SampleKey.secretKey
    private static let passphrase = SampleKey.passphrase

    /// What is refused, with a word of what is said on standard error.
    static let refused: [(input: String, said: String)] = [
        ("API Key: \(secret)\nSecret Key: \(key)\nPassphrase: \(passphrase)", "API Key and Secret Key look swapped."),
        ("\(SampleKey.otherSecret)\n\(key)\n\(secret)", "look swapped"), ("abc\n\(key)\ndef", "This looks like an API Key"),
        ("\(key)\n\(passphrase)\n\(key)", "This looks like an API Key"),
        ("\(key)\n\(key)\n\(passphrase)", "The same value stands in two places."),
        ("API Key: \(key)\nSecret Key: \(passphrase)\nPassphrase: \(secret)", "This looks like a Secret Key"),
        ("API Key: \(secret)\nSecret Key: \(SampleKey.otherSecret)\nPassphrase: \(passphrase)", "This looks like a Secret Key"),
        (
            "\(key)\n\(secret)\n\(passphrase)\n\(SampleKey.otherKey)\n\(SampleKey.otherSecret)\nZz9!zzzz",
            "There are two keys in it"
        ),
        (
            "apikey = \"\(key)\"\nsecretkey = \"\(secret)\"\n\napikey = \"\(SampleKey.otherKey)\"\npassphrase = \"Zz9!zzzz\"",
            "There are two keys in it"
        ),
        ("{\"apiKey\": \"\(key)\",\n\"secret\": \"\(secret)\",\n\"password\": \"\(passphrase)\"", "begins as JSON"),
        ("{\napiKey: '\(key)',\nsecret: '\(secret)',\npassword: '\(passphrase)'\n}", "begins as JSON"),
        ("\(key)\n\(secret)\nAbcd１xyz9!", "full-width"), ("\(key)\n\(secret)\nAb\u{200B}cd1xyz9!", "invisible"),
        ("\(key)\n\(secret)", "Passphrase is missing."), ("\(secret)\n\(key)", "Passphrase is missing."),
        ("\(key)\n\(passphrase)", "Something is missing: two of three values came."),
        ("\(secret)", "Something is missing: one of three values came."), ("", "API Key is missing."),
        ("OKX_API_KEY=\(key)\nOKX_SECRET_KEY=\nOKX_PASSPHRASE=\(passphrase)", "missing"),
    ]

    @Test(arguments: ["status", "check", "connect", "replace"]) func nothingIsSentThatCannotBeAKey(command: String) async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        if command == "replace" { try await home.connect("main", exchange) }
        let asked = exchange.log.count
        for (input, said) in Self.refused {
            let outcome = try await home.run(input: input) { context in try Self.run(command, context) }
            #expect(outcome.cause == "credentials-malformed" && outcome.status == 10, "\(said): \(outcome.output)")
            #expect((outcome.talk + outcome.output).contains(said), "\(said): \(outcome.talk)\(outcome.output)")
            for part in [Self.secret, Self.passphrase, Self.key] { #expect(!(outcome.talk + outcome.output).contains(part)) }
        }
        #expect(exchange.log.count == asked)
        await exchange.stop()
    }

    private static func run(_ command: String, _ context: CommandContext) throws -> Int32 {
        var account = AccountCommand()
        account.site = "lab"
        return switch command {
        case "status": try account.status(context)
        case "check": try account.check(.rows, context)
        case "connect": try account.connect(name: "new", storage: .store, context)
        case _: try account.replace(name: "main", context)
        }
    }

    @Test func whatIsUnderstoodWorksAndIsSaid() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try CommandHome(sites: ["lab": exchange.origin])
        let sample = try exchange.configuration.key("main")
        let forms: [(input: String, said: String)] = [
            (sample.lines, ""), ("\(sample.secretKey)\n\(sample.apiKey)\n\(sample.passphrase)\n", "came in another order"),
            ("\(sample.apiKey)\n\(sample.passphrase)\n\(sample.secretKey)\n", "came in another order"),
            (
                "export OKX_API_KEY=\(sample.apiKey)\nexport OKX_SECRET_KEY=\(sample.secretKey)\nexport OKX_PASSPHRASE=\(sample.passphrase)\n",
                ""
            ),
            ("\u{FEFF}\(sample.apiKey) \n“\(sample.secretKey)”\n\(sample.passphrase)\u{3000}\n", "Removed 5 stray characters"),
            (
                "{\"api_server\":{\"password\":\"x\"},\"exchange\":{\"key\":\"\(sample.apiKey)\",\"secret\":\"\(sample.secretKey)\",\"password\":\"\(sample.passphrase)\"}}",
                ""
            ),
        ]
        for (input, said) in forms {
            let outcome = try await home.run(input: input) { try Self.run("status", $0) }
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.talk)")
            #expect(said.isEmpty ? outcome.talk.isEmpty : outcome.talk.contains(said), "\(outcome.talk)")
        }
        // What is merely unusual is said, and the exchange decides.
        let asked = exchange.log.count
        let unusual = try await home.run(language: .simplifiedChinese, input: "\(sample.apiKey)\nshort\n\(sample.passphrase)\n") {
            try Self.run("status", $0)
        }
        #expect(unusual.talk.contains("与常见的 Secret Key 不同") && exchange.log.count > asked)
        await exchange.stop()
    }

    // MARK: At a terminal

    private func typed(_ home: CommandHome, _ dialogue: [(question: String, answer: String)]) async throws -> (
        outcome: CommandHome.Outcome, shown: String
    ) {
        let terminal = try PseudoTerminal()
        let far = terminal.program
        let options = CommandOptions(home: home.path, language: .english, format: .json)
        async let outcome = home.run(process: {
            $0.input = far
            $0.output.talk = far
        }) { context in CommandContext.run(options, context.process) { try Self.run("status", $0) } }
        let shown = try await terminal.answer(dialogue)
        let result = try await outcome
        #expect(terminal.showsTyping)
        return (result, shown)
    }

    @Test func aPasteAtTheFirstQuestionAnswersThemAll() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try CommandHome(sites: ["lab": exchange.origin])
        let sample = try exchange.configuration.key("main")
        let marked = "\u{1B}[200~\(sample.apiKey)\n\(sample.secretKey)\n\(sample.passphrase)\n\u{1B}[201~"
        let block = "apikey = \"\(sample.apiKey)\"\nsecretkey = \"\(sample.secretKey)\"\nIP = \"\"\npassphrase = \"\(sample.passphrase)\"\n"
        let json =
            "{\n \"apiKey\": \"\(sample.apiKey)\",\n \"secret\": \"\(sample.secretKey)\",\n \"password\": \"\(sample.passphrase)\"\n}\n"
        for paste in [
            sample.lines, sample.lines.replacing("\n", with: "\r"), marked, block, json,
            // A bracketed paste needs no line end after its last value, and one more Enter does no harm.
            marked.replacing("\n\u{1B}", with: "\u{1B}"), marked.replacing("\n\u{1B}", with: "\u{1B}").replacing("\n", with: "\r") + "\r",
            "\(sample.secretKey)\r\(sample.passphrase)\r\(sample.apiKey)\r",
        ] {
            let (outcome, shown) = try await typed(home, [("API Key: ", paste)])
            #expect(outcome.status == 0, "\(outcome.output)")
            for part in [sample.apiKey, sample.secretKey, sample.passphrase] { #expect(!shown.contains(part)) }
        }
        await exchange.stop()
    }

    /// Whatever comes first, the questions are about what is missing. An empty answer repeats a question; a second one ends them.
    @Test func whatIsMissingIsAskedFor() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try CommandHome(sites: ["lab": exchange.origin])
        let sample = try exchange.configuration.key("main")
        let (key, secret, passphrase) = (sample.apiKey, sample.secretKey, sample.passphrase)
        let dialogues: [[(question: String, answer: String)]] = [
            [("API Key: ", "\u{1B}[200~\(secret)\n\(key)\u{1B}[201~"), ("Passphrase: ", passphrase + "\n")],
            // One value in brackets waits for Enter, as a typed one does.
            [
                ("API Key: ", "\u{1B}[200~\(key)\u{1B}[201~\n"), ("Secret Key: ", "\n"),
                ("Secret Key: ", "\u{1B}[200~\(secret)\u{1B}[201~\n"), ("Passphrase: ", passphrase + "\n"),
            ],
            [("API Key: ", secret + "\n"), ("Secret Key: ", key + "\n"), ("Passphrase: ", passphrase + "\n")],
        ]
        for dialogue in dialogues {
            let (outcome, shown) = try await typed(home, dialogue)
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(shown.contains("Paste the three lines at once"))
        }
        let unfinished: [(dialogue: [(question: String, answer: String)], said: String)] = [
            (
                [("API Key: ", key + "\n"), ("Secret Key: ", secret + "\n"), ("Passphrase: ", "\n"), ("Passphrase: ", "\n")],
                "Passphrase is missing."
            ),
            ([("API Key: ", "\n"), ("API Key: ", "\u{4}")], "API Key is missing."),
        ]
        for (dialogue, said) in unfinished {
            let (outcome, _) = try await typed(home, dialogue)
            #expect(outcome.cause == "credentials-malformed" && outcome.output.contains(said), "\(outcome.output)")
        }
        await exchange.stop()
    }

    /// An ordinary end of the command would wipe the secrets of other tests.
    @Test func interruptingIsReportedToo() async throws {
        let terminal = try PseudoTerminal()
        let far = terminal.program
        async let ended: Interrupted? = Task.detached {
            do {
                _ = try HiddenEntry(descriptor: far, talk: far, signals: try #require(SignalWait([]))).ask("Key: ", limitBytes: 100)
                return nil
            } catch let interrupted as Interrupted {
                return interrupted
            }
        }.value
        _ = try await terminal.answer([("Key: ", "abc\u{1B}[99;5u")])
        #expect(try await ended?.signal == SIGINT && terminal.showsTyping)
    }

    /// A keyboard that reports its keys, with their releases.
    @Test func keysThatAreReportedAreTyped() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try CommandHome(sites: ["lab": exchange.origin])
        let sample = try exchange.configuration.key("main")
        func reported(_ text: String) -> String {
            text.unicodeScalars.map { scalar in
                guard ("A"..."Z").contains(scalar) else { return "\u{1B}[\(scalar.value);1u\u{1B}[\(scalar.value);1:3u" }
                return "\u{1B}[57441;2u\u{1B}[\(scalar.value | 0x20):\(scalar.value);2u\u{1B}[\(scalar.value | 0x20);2:3u\u{1B}[57441;1:3u"
            }.joined()
        }
        let enter = "\u{1B}[13;1u\u{1B}[13;1:3u"
        let (outcome, _) = try await typed(
            home,
            [
                ("API Key: ", reported(sample.apiKey + "x") + "\u{1B}[127;1u\u{1B}[127;1:3u\u{1B}[1;1:3D" + enter),
                ("Secret Key: ", "wrong\u{15}" + reported(sample.secretKey) + enter),
                ("Passphrase: ", "wro\u{1B}[A" + "\u{7F}\u{7F}\u{7F}" + reported(sample.passphrase) + enter),
            ])
        #expect(outcome.status == 0, "\(outcome.output)")
        let (ended, _) = try await typed(home, [("API Key: ", "\u{1B}[100;5u")])
        #expect(ended.cause == "credentials-malformed")
        await exchange.stop()
    }
}
