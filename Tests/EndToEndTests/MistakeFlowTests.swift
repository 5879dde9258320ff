import Foundation
import Testing

/// Every mistake ends in a cause and a remedy, in both languages, on a screen that goes on working.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct MistakeFlowTests {
    /// Something wrong, and what the screen has to say about it.
    private struct Mistake: Sendable {
        let name: String
        var sample = "main"
        var change: @Sendable (SandboxProcess.Sample) -> SandboxProcess.Sample = { $0 }
        var fault: String?
        let english: [String]
        let chinese: [String]
    }

    private static let retry = (english: "Try again.", chinese: "请重试。")

    private static let mistakes: [Mistake] = [
        Mistake(
            name: "wrong key",
            change: { .init(apiKey: "00000000" + $0.apiKey.dropFirst(8), secretKey: $0.secretKey, passphrase: $0.passphrase) },
            english: ["✗ API Key: This API key does not exist at this site.", "code 50119"], chinese: ["✗ API Key：该站点不存在此 API Key。"]),
        Mistake(
            name: "wrong secret",
            change: { .init(apiKey: $0.apiKey, secretKey: String($0.secretKey.reversed()), passphrase: $0.passphrase) },
            english: ["The signature is wrong; most often the secret key is", "code 50113"],
            chinese: ["签名无效，多半是 Secret Key 填写有误。"]),
        Mistake(
            name: "wrong passphrase", change: { .init(apiKey: $0.apiKey, secretKey: $0.secretKey, passphrase: "No" + $0.passphrase) },
            english: ["✗ Secret Key and Passphrase: The Passphrase is wrong.", "code 50105"],
            chinese: ["✗ Secret Key 与 Passphrase：Passphrase 错误。"]),
        Mistake(
            name: "address not allowed", sample: "elsewhere",
            english: ["✗ Address:", "IP whitelist", "y: copy 127.0.0.1"], chinese: ["✗ IP 地址：", "y 复制 127.0.0.1"]),
        Mistake(
            name: "demo key in live trading", sample: "demo",
            english: ["✗ Environment: The key belongs to the other environment", "code 50101"], chinese: ["✗ 环境：该 API Key 与当前环境"]),
        Mistake(
            name: "gateway error", fault: #"{"kind":"html","status":502}"#,
            english: ["OKX is not available at present (HTTP 502).", "Wait a little and try again."], chinese: ["HTTP 502", "✗ 连通交易所"]),
        Mistake(
            name: "cut connection", fault: #"{"kind":"cut-before-reply"}"#,
            english: ["broke before the reply was complete.", retry.english], chinese: ["✗ 连通交易所", retry.chinese]),
        Mistake(
            name: "cut reply", fault: #"{"kind":"cut-in-body","path":"/api/v5/account/config"}"#,
            english: ["broke before the reply was complete.", retry.english], chinese: ["✗", retry.chinese]),
        Mistake(
            name: "20 MB", fault: #"{"kind":"oversized","bytes":20000000}"#,
            english: ["is larger than any that is expected.", "Check the address of the site"], chinese: ["✗ 连通交易所"]),
        Mistake(
            name: "invalid UTF-8", fault: #"{"kind":"invalid-utf8","path":"/api/v5/account/config"}"#,
            english: ["The reply of OKX cannot be understood"], chinese: ["✗"]),
        Mistake(
            name: "rate limit", fault: #"{"kind":"rate-limited"}"#,
            english: ["OKX was asked too often.", "code 50011", "Wait some seconds."], chinese: ["请求过于频繁，超出 OKX 限速。"]),
        Mistake(
            name: "silence", fault: #"{"kind":"silence","milliseconds":120000}"#,
            english: ["did not answer in time.", retry.english], chinese: ["✗ 连通交易所", retry.chinese]),
    ]

    @Test(arguments: [0, 1])
    func namesCauseAndRemedy(half: Int) async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                for mistake in Self.mistakes.enumerated().filter({ $0.offset % 2 == half }).map(\.element) {
                    if let fault = mistake.fault { try await flow.sandbox.misbehave(fault) }
                    try await terminal.paste(mistake.change(try flow.sandbox.sample(mistake.sample)).lines)
                    try await terminal.wait(for: Flow.Words.english.filled)
                    try await terminal.press("Enter")
                    let english = try await terminal.wait(for: Flow.Words.english.failed)
                    for words in mistake.english { Self.expect(words, on: english, mistake.name) }
                    #expect(Self.remedyLines(english) > 0, "\(mistake.name) has no remedy:\n\(english)")
                    try await terminal.press("F2")
                    let chinese = try await terminal.wait(for: Flow.Words.chinese.failed)
                    for words in mistake.chinese { Self.expect(words, on: chinese, mistake.name) }
                    #expect(Self.remedyLines(chinese) > 0, "\(mistake.name) has no remedy:\n\(chinese)")
                    if mistake.fault != nil { try await flow.sandbox.behave() }
                    try await terminal.press("F2", "Enter")
                    // Back in the form, which keeps what was pasted.
                    try await terminal.wait(for: "Connect to OKX") { $0.contains("Connect to OKX") && $0.contains("32 characters") }
                }
                // The same screen connects once everything is right.
                try await terminal.paste(try flow.sandbox.sample("main").lines)
                try await terminal.wait(for: "the whole key") { $0.contains("f16…cd7") && $0.contains("14 characters") }
                try await terminal.press("Enter")
                try await terminal.wait(for: Flow.Words.english.passed)
            }
        }
    }

    @Test func aKeyThatCanWithdrawIsRefusedUntilTheUserInsists() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                try await terminal.paste(try flow.sandbox.sample("withdrawal").lines)
                try await terminal.wait(for: Flow.Words.english.filled)
                try await terminal.press("Enter")
                let refused = try await terminal.wait(for: Flow.Words.english.failed)
                Self.expect("✗ Withdraw permission:", on: refused, "withdrawal")
                Self.expect("w: use the key all the same.", on: refused, "withdrawal")
                // It is asked about once more.
                try await terminal.press("w")
                try await terminal.wait(for: "Use a key that can withdraw?")
                try await terminal.press("y")
                let insisted = try await terminal.wait(for: Flow.Words.english.passedWithWarnings)
                Self.expect("! Withdraw permission:", on: insisted, "withdrawal")
                try await terminal.press("Enter")
                let home = try await terminal.wait(for: "1 to fix")
                Self.expect("Attention", on: home, "withdrawal")
            }
        }
    }

    @Test func theKeyForDemoTradingWorksThere() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                try await terminal.paste(try flow.sandbox.sample("demo").lines)
                try await terminal.wait(for: Flow.Words.english.filled)
                try await terminal.press("Enter")
                try await terminal.wait(for: Flow.Words.english.failed)
                // Enter goes to the field that is wrong, which here is the environment.
                try await terminal.press("Enter")
                try await terminal.wait(for: "Demo trading has keys of its own.")
                try await terminal.press("Right", "Enter")
                try await terminal.wait(for: Flow.Words.english.passed)
                #expect(try await terminal.screen().contains("DEMO"))
            }
        }
    }

    @Test func hostileTextReachesTheTerminalAsTextOnly() async throws {
        try await Flow.run { flow in
            try await flow.sandbox.misbehave(#"{"kind":"hostile-text"}"#)
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                let bytes = try await terminal.record()
                try await Flow.openForm(terminal)
                try await terminal.paste(try flow.sandbox.sample("main").lines)
                try await terminal.wait(for: Flow.Words.english.filled)
                try await terminal.press("Enter")
                try await terminal.wait(for: Flow.Words.english.passed)
                try await terminal.press("Enter")
                // The label was `term<CSI 2J><OSC 0;owned BEL>…`; its letters may be seen, its controls not.
                try await terminal.wait(for: "150 615.36 USD")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Esc back to the list")
                try await terminal.press("Enter")
                try await terminal.wait(for: "term[2J")
                #expect(try await terminal.state("#{pane_title}") != "owned")
                let written = [UInt8](try Data(contentsOf: URL(filePath: bytes)))
                let text = String(decoding: written, as: UTF8.self)
                #expect(text.contains("term[2J"), "the recording is empty")
                for forbidden in ["\u{1B}]0;owned", "\u{1B}[2J", "\u{9B}", "\u{9D}", "\u{202E}", "\u{200B}", "\u{7}"] {
                    let shown = forbidden.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
                    #expect(!text.unicodeScalars.contains(forbidden.unicodeScalars), "U+\(shown) reached the terminal")
                }
            }
        }
    }

    private static func expect(_ words: String, on screen: String, _ name: String, location: SourceLocation = #_sourceLocation) {
        #expect(
            TmuxTerminal.squeezed(screen).contains(TmuxTerminal.squeezed(words)), "\(name): “\(words)” is not shown:\n\(screen)",
            sourceLocation: location)
    }

    /// The lines between the failed row and the next one.
    private static func remedyLines(_ screen: String) -> Int {
        let lines = screen.split(separator: "\n")
        guard let failed = lines.firstIndex(where: { $0.contains("✗") }) else { return 0 }
        let after = lines[(failed + 1)...]
        let next = after.firstIndex { line in line.contains { "✓–!".contains($0) } } ?? after.endIndex
        return next - after.startIndex
    }
}
