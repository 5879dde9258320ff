import Testing

/// What answers where nothing could be done, and what is asked once more, in a real terminal.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct AnswerFlowTests {
    private static let size = TmuxTerminal.Size(columns: 80, rows: 24)

    /// From the demo's first screen to the choice of a sample.
    private func openForm(_ terminal: TmuxTerminal) async throws {
        try await terminal.wait(for: "No account is connected yet.")
        for step in [
            "Which exchange", "Account mode: Futures mode", "How should Tidegate", "In the sandbox you need no key", "Sample account",
        ] {
            try await terminal.press("Enter")
            try await terminal.wait(for: step)
        }
    }

    @Test(arguments: [false, true]) func aKeyThatCanWithdrawIsAskedAboutOnceMore(inChinese: Bool) async throws {
        let words =
            inChinese
            ? (sample: "密钥带有提现权限", hint: "w 仍使用可提现的 Key", question: "使用可提现的 Key？", footer: "y 是  n 否", passed: "可以连接，但有需要处理之处")
            : (
                sample: "Key that can withdraw", hint: "w use it though it can withdraw", question: "Use a key that can withdraw?",
                footer: "y yes  n no", passed: "The connection works, and something should be mended."
            )
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo"], size: Self.size, in: flow.folder) { terminal in
                try await openForm(terminal)
                if inChinese { try await terminal.press("F2") }
                for _ in 0..<20 where try await !terminal.screen().contains(words.sample) {
                    let before = try await terminal.screen()
                    try await terminal.press("Right")
                    try await terminal.wait(for: "the next sample") { $0 != before }
                }
                try await terminal.press("Enter", "Enter")
                try await terminal.wait(for: words.hint)
                try await terminal.press("w")
                var screen = try await terminal.wait(for: words.question)
                #expect(screen.contains(words.footer), "\(screen)")
                // Enter is no answer, and no is one.
                try await terminal.press("Enter", "n")
                screen = try await terminal.wait(for: "the question to close") { !$0.contains(words.question) }
                #expect(screen.contains(words.hint))
                try await terminal.press("w")
                try await terminal.wait(for: words.question)
                try await terminal.press("y")
                try await terminal.wait(for: words.passed)
            }
        }
    }

    @Test func threeEscapesLeadOutAndKeysThatDoNothingSayWhy() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo"], size: Self.size, in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                try await terminal.type("r")
                try await terminal.wait(for: "No account is connected yet. a adds one.")
                try await openForm(terminal)
                try await terminal.press("Escape")
                try await terminal.wait(for: "In the sandbox you need no key")
                try await terminal.press("Escape")
                try await terminal.wait(for: "Esc once more leads out")
                try await terminal.press("Escape")
                try await terminal.wait(for: "It takes about two minutes.")
            }
        }
    }

    /// The exchange does not know the code: that is said, and the terminal still waits for the browser.
    @Test func aWrongAnswerCostsNothing() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo"], size: .init(columns: 120, rows: 40), in: flow.folder) { terminal in
                try await Flow.goToBrowserInDemo(terminal)
                try await terminal.wait(for: "Open this address in a browser")
                try await terminal.press("Tab")
                try await terminal.type("nonsense12")
                try await terminal.wait(for: "10 characters")
                try await terminal.press("Enter")
                try await terminal.wait(for: "the refusal, and the wait") {
                    $0.contains("Open this address in a browser") && $0.contains("The authorization") && !$0.contains("10 characters")
                }
                try await terminal.type("another one")
                try await terminal.wait(for: "11 characters")
            }
        }
    }

    /// A step of a list that is scrolled stays where it is pressed.
    @Test func aPressMovesNothing() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo"], size: .init(columns: 60, rows: 20), in: flow.folder) { terminal in
                try await terminal.wait(for: "No account is connected yet.")
                for step in ["Which exchange", "Account mode: Futures mode", "How should Tidegate", "In the sandbox you need no key"] {
                    try await terminal.press("Enter")
                    try await terminal.wait(for: step)
                }
                try await terminal.press("Down", "Down", "Down", "Down")
                let screen = try await terminal.wait(for: "▌5. ")
                let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
                let row = try #require(lines.firstIndex { $0.contains("4. ") }, "\(screen)")
                try await terminal.send(Array("\u{1B}[<0;5;\(row + 1)M\u{1B}[<0;5;\(row + 1)m".utf8))
                let after = try await terminal.wait(for: "▌4. ")
                func plain(_ screen: String) -> String { screen.replacing("▌", with: " ") }
                #expect(plain(after) == plain(screen), "\(after)")
            }
        }
    }
}
