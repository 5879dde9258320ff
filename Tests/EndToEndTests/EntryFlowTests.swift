import Testing

/// A key entered by hand, typed and pasted in every way.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct EntryFlowTests {
    @Test func typedFieldByField() async throws {
        try await Flow.run { flow in
            let sample = try flow.sandbox.sample("main")
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                try await terminal.type(sample.apiKey)
                try await terminal.wait(for: "36 characters")
                try await terminal.press("Tab")
                try await terminal.type(sample.secretKey + "x")
                try await terminal.wait(for: "33 characters")
                try await terminal.press("BSpace")
                try await terminal.wait(for: "32 characters")
                try await terminal.press("Enter")
                try await terminal.type("wrong")
                try await terminal.wait(for: "5 characters")
                try await terminal.press("C-u")
                try await terminal.type(sample.passphrase)
                try await terminal.wait(for: "\(sample.passphrase.count) characters")
                let form = try await terminal.screen()
                for secret in [sample.secretKey, sample.passphrase] { #expect(!form.contains(secret)) }
                try await terminal.press("BTab", "BTab", "BTab", "C-u")
                try await terminal.type("desk")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Connecting “desk” to OKX")
                try await terminal.wait(for: Flow.Words.english.passed)
                try await terminal.press("Enter")
                try await terminal.wait(for: "150 615.36 USD")
                #expect(try await terminal.screen().contains("LIVE"))
            }
        }
    }

    /// One key in every form in which people have it.
    private static func layouts(of sample: SandboxProcess.Sample) -> [String: String] {
        [
            "three lines": sample.lines,
            "lines with stray edges":
                "\u{FEFF}  \(sample.apiKey)\u{200B}\r\n\u{3000}\(sample.secretKey)\u{A0}\r\n\(sample.passphrase)  \r\n\r\n",
            "the block in English": """
            API name: terminal01
            API key: \(sample.apiKey)
            Secret key: \(sample.secretKey)
            Passphrase: \(sample.passphrase)
            IP: 127.0.0.1
            Permissions: Read/Trade

            """,
            "the block as a program": """
            apikey = "\(sample.apiKey)"
            secretkey = "\(sample.secretKey)"
            IP = "127.0.0.1"
            备注名 = "terminal01"
            权限 = "读取/交易"
            Passphrase = "\(sample.passphrase)"

            """,
            "the block in Chinese": """
            备注名：terminal01
            API Key：
            \(sample.apiKey)
            密钥：\(sample.secretKey)
            通行短语：\(sample.passphrase)
            权限：读取、交易

            """,
            "JSON": #"{"apiKey":"\#(sample.apiKey)","secretKey":"\#(sample.secretKey)","passphrase":"\#(sample.passphrase)"}"#,
        ]
    }

    @Test func pastedInEveryLayout() async throws {
        try await Flow.run { flow in
            let sample = try flow.sandbox.sample("main")
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                for (name, text) in Self.layouts(of: sample).sorted(by: { $0.key < $1.key }) {
                    try await terminal.paste(text)
                    let form = try await terminal.wait(for: Flow.Words.english.filled)
                    let lengths = ["36 characters", "32 characters", "\(sample.passphrase.count) characters"]
                    for length in lengths { #expect(form.contains(length), "\(name):\n\(form)") }
                    #expect(form.contains("Connect to OKX"), "\(name) was submitted by its line ends")
                    // Emptied again, so that the next layout has to fill them.
                    try await terminal.press("Up", "C-u", "Up", "C-u", "Up", "C-u")
                    try await terminal.wait(for: "an empty form") { !$0.contains("•") }
                    // The remark of the paste goes with a paste of nothing.
                    try await terminal.paste(" \n ")
                    try await terminal.wait(for: "nothing but white space")
                }
                #expect(try await flow.sandbox.requestCount() == 0, "a paste was submitted")

                try await terminal.press("Up")
                try await terminal.paste(sample.secretKey)
                // Its shape tells what it is, whichever field has the focus.
                let told = try await terminal.wait(for: "Filled in: Secret Key.")
                #expect(!told.contains(sample.secretKey))
                try await terminal.press("Up")
                try await terminal.paste(" lab account ")
                try await terminal.wait(for: "mainlab account")

                try await terminal.press("F2")
                try await terminal.paste(sample.lines)
                try await terminal.wait(for: Flow.Words.chinese.filled)
                try await terminal.press("Enter")
                try await terminal.wait(for: Flow.Words.chinese.passed)
            }
        }
    }

    /// Over a slow line a paste comes in pieces. What else the program does meanwhile, such as reading accounts, ends no paste.
    @Test func aPasteInPiecesIsOnePaste() async throws {
        try await VaultFlow.run { flow in
            try await flow.makeVault(accounts: "sub")
            try flow.flow.folder.configure(lab: flow.flow.sandbox.origin, refreshSeconds: 1)
            let sample = try flow.flow.sandbox.sample("main")
            try await flow.interface { terminal in
                try await VaultFlow.unlock(terminal, until: "1 connected")
                try await Flow.openFormFromHome(terminal)
                try await terminal.press("BTab", "BTab", "BTab")
                // Piece by piece for as long as two readings take, so that the line is never silent for longer than a paste may be.
                try await terminal.send(Array("\u{1B}[200~".utf8))
                var rest = Array("\(sample.apiKey)\n\(sample.secretKey)\n\(sample.passphrase)\n\u{1B}[201~".utf8)[...]
                let asked = try await flow.flow.sandbox.requestCount(of: "/api/v5/account/config")
                while rest.count > 8, try await flow.flow.sandbox.requestCount(of: "/api/v5/account/config") < asked + 2 {
                    try await terminal.send(Array(rest.prefix(1)))
                    rest = rest.dropFirst()
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(try await flow.flow.sandbox.requestCount(of: "/api/v5/account/config") > asked, "nothing came in between")
                try await terminal.send(Array(rest))
                let form = try await terminal.wait(for: Flow.Words.english.filled)
                #expect(!form.contains(sample.secretKey.prefix(8)) && form.contains("32 characters"), "\(form)")
            }
        }
    }

    @Test func strangeBytesDoNoHarm() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                let strange: [[UInt8]] = [
                    [0xFF, 0xFE, 0xC3, 0x28, 0xF8, 0x88, 0x80], Array("\u{1B}[999999999999;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1Z".utf8),
                    Array("\u{1B}]52;c;\u{1B}\\\u{1B}P+q\u{1B}\\".utf8), [0x1B, 0x4F, 0xC0],
                    Array("\u{1B}[<0;1;1M\u{1B}[I\u{1B}[O\u{1B}[3;4R".utf8), [0, 1, 6, 7, 14],
                ]
                for bytes in strange { try await terminal.send(bytes) }
                // A paste that never ends is ended by the program.
                try await terminal.send(Array("\u{1B}[200~half".utf8))
                try await terminal.wait(for: "Filled in: API Key.")
                try await terminal.press("C-u")
                try await terminal.wait(for: "an empty field that takes text again") { !$0.contains("•") }
                try await terminal.type("abc")
                try await terminal.wait(for: "3 characters")
                // A paste of any length is taken off the terminal, and refused.
                try await terminal.paste(String(repeating: "0123456789abcdef\n", count: 20_000))
                try await terminal.wait(for: "That paste is too long to be a key, and was thrown away.")
                try await terminal.paste(try flow.sandbox.sample("main").lines)
                try await terminal.wait(for: Flow.Words.english.filled)
            }
        }
    }
}
