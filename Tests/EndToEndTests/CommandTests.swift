import Foundation
import TestSupport
import Testing

/// The commands, run as a script would.
@Suite(.timeLimit(.minutes(30)))
struct CommandTests {
    // MARK: Reading an account

    @Test func statusPrintsEveryFieldOfTheSchema() async throws {
        try await Flow.run { flow in
            let sample = try flow.sandbox.sample("main")
            let inputs = [
                sample.lines,
                #"{"apiKey":"\#(sample.apiKey)","secretKey":"\#(sample.secretKey)","passphrase":"\#(sample.passphrase)"}"#,
                "API key: \(sample.apiKey)\nSecret key: \(sample.secretKey)\nPassphrase: \(sample.passphrase)\nPermissions: Read\n",
                "备注名：a\nAPI Key：\(sample.apiKey)\n密钥：\(sample.secretKey)\n通行短语：\(sample.passphrase)\n",
            ]
            for input in inputs {
                let outcome = try await Program.run(
                    ["status", "--site", "lab", "--json", "--home", flow.folder.path], input: input, in: flow.folder)
                #expect(outcome.status == 0, "\(outcome.complaint)")
                #expect(outcome.complaint.isEmpty, "\(outcome.complaint)")
                let connection = try Self.onlyConnection(try outcome.json())
                #expect(
                    Set(connection.keys).isSuperset(of: [
                        "name", "exchange", "site", "environment", "method", "status", "error", "warnings", "key", "account", "futures",
                        "equity",
                        "wallets", "clock_offset_ms", "as_of",
                    ]))
                #expect(connection["status"] as? String == "connected")
                #expect(connection["error"] is NSNull)
                #expect(connection["exchange"] as? String == "okx")
                #expect(connection["site"] as? String == "lab")
                #expect(connection["environment"] as? String == "live")
                #expect(connection["method"] as? String == "api-key")
                let key = try #require(connection["key"] as? [String: Any])
                #expect(key["masked"] as? String == "f16…cd7")
                #expect(key["permissions"] as? [String] == ["read", "trade"])
                #expect((connection["account"] as? [String: Any])?["kind"] as? String == "main")
                let futures = try #require(connection["futures"] as? [String: Any])
                #expect((futures["account_mode"] as? [String: Any])?["value"] as? String == "futures")
                #expect((futures["position_mode"] as? [String: Any])?["value"] as? String == "one-way")
                #expect((futures["margin_mode"] as? [String: Any])?["value"] as? String == "isolated")
                let rows = try #require((connection["settings"] as? [String: Any])?["rows"] as? [[String: Any]])
                #expect(rows.map { $0["id"] as? String } == ["account-mode", "position-mode", "margin-mode", "isolated-transfer"])
                #expect(rows.allSatisfy { $0["scope"] as? String == "account" && $0["state"] as? String == "right" })
                let wallets = try #require(connection["wallets"] as? [[String: Any]])
                #expect(wallets.map { $0["kind"] as? String } == ["trading", "funding", "earn"])
                let bitcoin = try #require((wallets[0]["assets"] as? [[String: Any]])?.first { $0["asset"] as? String == "BTC" })
                #expect(
                    Set(bitcoin.keys) == [
                        "asset", "total", "available", "in_use", "value", "price", "change_24h", "unrealized_pnl", "debt",
                    ])
                #expect(bitcoin["total"] as? String == "1.06126645222")
                #expect(bitcoin["in_use"] as? String == "0.4")
                for secret in [sample.apiKey, sample.secretKey, sample.passphrase] { #expect(!outcome.output.contains(secret)) }
            }
        }
    }

    @Test func everyCauseHasItsExitStatus() async throws {
        try await Flow.run { flow in
            let main = try flow.sandbox.sample("main")
            func changed(apiKey: String? = nil, secretKey: String? = nil, passphrase: String? = nil) -> SandboxProcess.Sample {
                .init(apiKey: apiKey ?? main.apiKey, secretKey: secretKey ?? main.secretKey, passphrase: passphrase ?? main.passphrase)
            }
            let cases: [(input: SandboxProcess.Sample, more: [String], fault: String?, cause: String, status: Int32)] = [
                (changed(apiKey: "00000000-0000-4000-8000-000000000000"), [], nil, "key-unknown", 10),
                (changed(secretKey: "00000000000000000000000000000000"), [], nil, "secret-wrong", 10),
                (changed(passphrase: "Not-This.1"), [], nil, "passphrase-wrong", 10),
                (changed(passphrase: "pass\u{7}phrase"), [], nil, "credentials-malformed", 10),
                (changed(passphrase: ""), [], nil, "credentials-malformed", 10),
                (try flow.sandbox.sample("elsewhere"), [], nil, "ip-not-allowed", 11),
                (try flow.sandbox.sample("demo"), [], nil, "wrong-environment", 13),
                (main, ["--demo-trading"], nil, "wrong-environment", 13),
                (try flow.sandbox.sample("withdrawal"), [], nil, "withdrawal-enabled", 14),
                (main, [], #"{"kind":"cut-before-reply"}"#, "network-unreachable", 20),
                (main, [], #"{"kind":"oversized","bytes":20000000}"#, "reply-not-understood", 21),
                (main, [], #"{"kind":"invalid-utf8"}"#, "reply-not-understood", 21),
                (main, [], #"{"kind":"null-data"}"#, "reply-not-understood", 21),
                (main, [], #"{"kind":"refusal","status":200,"code":"59999","message":"no"}"#, "exchange-refused", 23),
            ]
            for (input, more, fault, cause, status) in cases {
                if let fault { try await flow.sandbox.misbehave(fault) }
                let outcome = try await Program.run(
                    ["status", "--site", "lab", "--json", "--home", flow.folder.path] + more, input: input.lines, in: flow.folder)
                #expect(outcome.status == status, "\(cause): \(outcome.output) \(outcome.complaint)")
                let object = try outcome.json()
                #expect(object["schema"] as? Int == 1)
                let error = (object["error"] ?? (object["connections"] as? [[String: Any]])?.first?["error"]) as? [String: Any]
                #expect(error?["cause"] as? String == cause, "\(outcome.output)")
                #expect(error?["message"] as? String != "")
                #expect((error?["remedy"] as? [String])?.isEmpty == false, "\(cause)")
                #expect(error?["retryable"] is Bool)
                for secret in [input.secretKey, input.passphrase] where secret.count > 3 {
                    #expect(!(outcome.output + outcome.complaint).contains(secret), "\(cause)")
                }
                if fault != nil { try await flow.sandbox.behave() }
            }
        }
    }

    @Test func faultsThatMayPassAreWaitedForAndThenReported() async throws {
        try await Flow.run { flow in
            let arguments = ["status", "--site", "lab", "--json", "--home", flow.folder.path]
            let sample = try flow.sandbox.sample("main")
            try await flow.sandbox.misbehave(#"{"kind":"rate-limited","times":1}"#)
            #expect(try await Program.run(arguments, input: sample.lines, in: flow.folder).status == 0)
            try await flow.sandbox.misbehave(#"{"kind":"html","status":502}"#)
            let outcome = try await Program.run(arguments, input: sample.lines, in: flow.folder)
            #expect(outcome.status == 21)
            let connection = try Self.onlyConnection(try outcome.json())
            #expect(connection["status"] as? String == "failed")
            #expect((connection["error"] as? [String: Any])?["retryable"] as? Bool == true)
        }
    }

    @Test func connectVerifiesAndStoresNothing() async throws {
        try await Flow.run { flow in
            let arguments = ["connect", "okx", "--name", "desk", "--site", "lab", "--verify-only", "--home", flow.folder.path]
            let filesBefore = Set(flow.folder.files().keys)
            let json = try await Program.run(arguments + ["--json"], input: try flow.sandbox.sample("main").lines, in: flow.folder)
            #expect(json.status == 0)
            let connection = try Self.onlyConnection(try json.json())
            #expect(connection["name"] as? String == "desk")
            let text = try await Program.run(
                arguments + ["--lang", "zh-Hans"], input: try flow.sandbox.sample("main").lines, in: flow.folder)
            #expect(text.status == 0)
            #expect(text.complaint.contains("时钟"), "the rows are missing: \(text.complaint)")
            #expect(text.output.contains("150 615.36"))
            #expect(Set(flow.folder.files().keys) == filesBefore)

            let withdrawal = try flow.sandbox.sample("withdrawal").lines
            #expect(try await Program.run(arguments, input: withdrawal, in: flow.folder).status == 14)
            let insisted = try await Program.run(arguments + ["--allow-withdraw", "--json"], input: withdrawal, in: flow.folder)
            #expect(insisted.status == 0)
            let warnings = try #require(try Self.onlyConnection(try insisted.json())["warnings"] as? [[String: Any]])
            #expect(warnings.contains { $0["warning"] as? String == "withdrawal-allowed" })
        }
    }

    @Test func anInterruptedCommandEndsAtOnce() async throws {
        try await Flow.run { flow in
            try await flow.sandbox.misbehave(#"{"kind":"silence","milliseconds":1000000}"#)
            for (signal, status) in [(SIGINT, Int32(130)), (SIGTERM, 143), (SIGHUP, 129)] {
                let input = flow.folder.path + "/credentials"
                try flow.sandbox.sample("main").lines.write(toFile: input, atomically: false, encoding: .utf8)
                let seen = try await flow.sandbox.requestCount()
                let child = try ChildProcess(
                    Program.path, ["status", "--site", "lab", "--home", flow.folder.path], environment: Program.environment(flow.folder),
                    folder: flow.folder.path, input: input)
                _ = try await Deadline.wait(for: "a request") { try await flow.sandbox.requestCount() > seen ? true : nil }
                child.signal(signal)
                #expect(await child.end() == status)
            }
        }
    }

    // MARK: Arguments

    @Test func explainKnowsTheCode() async throws {
        let folder = try TemporaryFolder()
        let expected = try await Program.run(["explain", "50110", "--json"], in: folder)
        #expect(expected.status == 0)
        let object = try expected.json()
        #expect(Set(object.keys).isSuperset(of: ["schema", "code", "cause", "message", "remedy", "retryable"]))
        #expect(object["cause"] as? String == "ip-not-allowed")
        // What every command knows may stand on either side of it.
        for arguments in [
            ["--json", "explain", "50110"], ["--home", folder.path, "--json", "explain", "50110"], ["explain", "--json", "50110"],
        ] {
            let outcome = try await Program.run(arguments, in: folder)
            #expect(outcome.output == expected.output, "\(arguments)")
        }
        for arguments in [
            ["--lang", "zh-Hans", "explain", "50110"], ["explain", "50110", "--lang=zh-Hans"], ["--lang=zh-Hans", "explain", "50110"],
        ] {
            let outcome = try await Program.run(arguments, in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("白名单"), "\(arguments): \(outcome.output)")
        }
        // A negative code is a code, wherever it stands.
        for arguments in [["explain", "-30006", "--json"], ["--json", "explain", "-30006"], ["explain", "--json", "--", "-30006"]] {
            let outcome = try await Program.run(arguments, in: folder)
            #expect(outcome.status == 0, "\(arguments)")
            #expect(try outcome.json()["code"] as? String == "-30006")
        }
        let foreign = try await Program.run(["explain", "51999"], in: folder)
        #expect(foreign.status == 32 && foreign.complaint.contains("is not in this program's list"))
        let unknown = try await Program.run(["explain", "12", "--json"], in: folder)
        #expect(unknown.status == 32)
        #expect((try unknown.json()["error"] as? [String: Any])?["cause"] as? String == "name-unknown")
    }

    @Test func mistakesInArgumentsAreUsageErrors() async throws {
        let folder = try TemporaryFolder()
        let wrong = [
            ["--no-such-option"], ["status", "--no-such-option"], ["no-such-command"], ["explain"], ["connect", "okx"],
            ["sandbox", "--port", "70000"],
            ["--lang", "xx", "explain", "50110"], ["sandbox", "--fault", "nonsense"],
            // Credentials have no option, in any spelling.
            ["status", "--site", "global", "--secret-key", "x"], ["connect", "okx", "--name", "a", "--api-key", "x"],
            ["connect", "okx", "--name", "a", "--passphrase", "x"],
            // OKX has no testnet, and a key is of one environment.
            ["connect", "okx", "--name", "a", "--testnet"], ["check", "--site", "global", "--testnet"], ["status", "--testnet"],
            ["connect", "okx", "--name", "a", "--testnet", "--demo-trading"],
        ]
        for arguments in wrong {
            let outcome = try await Program.run(arguments, in: folder)
            #expect(outcome.status == 64, "\(arguments): \(outcome.status)")
            #expect(outcome.output.isEmpty, "\(arguments)")
            #expect(!outcome.complaint.isEmpty, "\(arguments)")
        }
        for arguments in [["--help"], ["--version"], ["status", "--help"]] {
            let outcome = try await Program.run(arguments, in: folder)
            #expect(outcome.status == 0, "\(arguments)")
            #expect(!outcome.output.isEmpty, "\(arguments)")
        }
    }

    /// The parser's sentences are in English, and are said in both languages: this fails where it words them otherwise than it did.
    @Test func whatIsWrongIsSaidInTheLanguageThatIsSet() async throws {
        let folder = try TemporaryFolder()
        let wrong: [(arguments: [String], english: String, chinese: String)] = [
            (["stauts"], "There is no command “stauts”. Did you mean “status”?", "没有命令“stauts”。您是不是要用“status”？"),
            (["--json", "stauts", "main"], "There is no command “stauts”. Did you mean “status”?", "没有命令“stauts”。您是不是要用“status”？"),
            (["--yes", "remov", "x"], "There is no command “remov”. Did you mean “remove”?", "没有命令“remov”。您是不是要用“remove”？"),
            (["help", "hepl"], "There is no command “hepl”. Did you mean “help”?", "没有命令“hepl”。您是不是要用“help”？"),
            (
                ["vault", "--json", "creat"], "“vault” has no command “creat”. Did you mean “vault create”?",
                "“vault” 没有子命令“creat”。您是不是要用“vault create”？"
            ),
            (["creat"], "There is no command “creat”. Did you mean “vault create”?", "没有命令“creat”。您是不是要用“vault create”？"),
            (["status", "--jsn"], "There is no option “--jsn”. Did you mean “--json”?", "没有选项“--jsn”。您是不是要用“--json”？"),
            (["status", "--frobnicate"], "There is no option “--frobnicate”.", "没有选项“--frobnicate”。"),
            (["--report", "check"], "“--report” stands behind the command that it is for.", "“--report” 应写在所属的命令之后。"),
            (["sandbox", "--port"], "The value of “--port <port>” is missing.", "“--port <port>” 缺少值。"),
            (["sandbox", "--port", "x"], "“x” cannot be the value of “--port <port>”.", "“x” 不能用于“--port <port>”。"),
            (
                ["sandbox", "--fault", "no"], "“no” cannot be the value of “--fault <fault>”: “no” is no fault.",
                "“no” 不能用于“--fault <fault>”：“no” 不是故障。"
            ),
            (
                ["sandbox", "--site", "mars"], "“mars” cannot be the value of “--site <site>”. Known: “global”, “eea”, “us”.",
                "“mars” 不能用于“--site <site>”。可用：“global”、“eea”、“us”。"
            ),
            (["list", "a"], "“a” is one argument too many.", "多出了参数“a”。"),
            (["list", "a", "b"], "These are 2 arguments too many: “a”, “b”.", "多出了 2 个参数：“a”、“b”。"),
            (["list", "--json=1"], "“--json” takes no value; “1” was given.", "“--json” 不接受值，却给出了“1”。"),
            (["rename", "a"], "“<new>” is missing.", "缺少“<new>”。"),
            (["connect", "okx"], "“--name <name>” is missing.", "缺少“--name <name>”。"),
            (
                ["settings", "--apply"], "--apply changes an account; name its connection.", "--apply 会更改账户，请写出连接的名称。"
            ),
            (["check", "--probe"], "--probe may give a stored connection another site; name it.", "--probe 可能更改连接的站点，请写出它的名称。"),
        ]
        for (arguments, english, chinese) in wrong {
            for (language, words) in [("en", english), ("zh", chinese)] {
                let outcome = try await Program.run(["--lang", language] + arguments, in: folder)
                #expect(outcome.status == 64, "\(arguments)")
                let lines = outcome.complaint.split(separator: "\n")
                #expect(lines.first.map(String.init) == "tidegate: " + words, "\(arguments): \(outcome.complaint)")
                #expect(lines.contains { $0.hasPrefix(language == "en" ? "Usage: tidegate" : "用法：tidegate") }, "\(outcome.complaint)")
            }
        }
        // A group of commands alone says which there are, whatever stands beside it.
        for arguments in [["vault"], ["--json", "vault"], ["vault", "--lang", "en"]] {
            let outcome = try await Program.run(arguments, in: folder)
            #expect(outcome.status == 0 && outcome.output.contains("change-passphrase"), "\(arguments)")
        }
    }

    @Test func credentialsComeFromStandardInputOnly() async throws {
        try await Flow.run { flow in
            let sample = try flow.sandbox.sample("main")
            let arguments = ["status", "--site", "lab", "--json", "--home", flow.folder.path]
            let environment = ["OKX_API_KEY": sample.apiKey, "OKX_SECRET_KEY": sample.secretKey, "OKX_PASSPHRASE": sample.passphrase]
            for input in ["", "\n\n\n", String(repeating: "x", count: 100_000)] {
                let outcome = try await Program.run(arguments, input: input, in: flow.folder, environment: environment)
                #expect(outcome.status == 10)
                #expect((try outcome.json()["error"] as? [String: Any])?["cause"] as? String == "credentials-malformed")
            }
            #expect(try await flow.sandbox.requestCount() == 0)
            let withoutSite = try await Program.run(["status", "--json", "--home", flow.folder.path], input: sample.lines, in: flow.folder)
            #expect(withoutSite.status == 30)
        }
    }

    @Test func aWrongConfigurationIsNamed() async throws {
        let folder = try TemporaryFolder()
        try folder.write("refresh_seconds = \"often\"\n", to: "config.toml")
        let outcome = try await Program.run(["status", "--site", "global", "--json", "--home", folder.path], in: folder)
        #expect(outcome.status == 32)
        #expect((try outcome.json()["error"] as? [String: Any])?["cause"] as? String == "configuration-invalid")
        #expect(outcome.complaint.contains("refresh_seconds"))
        #expect(outcome.complaint.contains("config.toml"))
    }

    @Test func theSandboxSaysWhereItIsAndEndsAtASignal() async throws {
        let sandbox = try await SandboxProcess.start()
        #expect(sandbox.origin.hasPrefix("http://127.0.0.1:"))
        #expect(sandbox.samples.count == 16)
        let folder = try TemporaryFolder()
        let port = sandbox.origin.split(separator: ":").last.map(String.init) ?? ""
        let taken = try await Program.run(["sandbox", "--port", port, "--json"], in: folder)
        #expect(taken.status == 33)
        #expect((try taken.json()["error"] as? [String: Any])?["cause"] as? String == "port-taken")
        #expect(await sandbox.stop() == 143)
    }

    private static func onlyConnection(_ object: [String: Any]) throws -> [String: Any] {
        #expect(object["schema"] as? Int == 1)
        let connections = try #require(object["connections"] as? [[String: Any]])
        #expect(connections.count == 1)
        return try #require(connections.first)
    }
}
