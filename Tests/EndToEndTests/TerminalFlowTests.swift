import Foundation
import TestSupport
import Testing

/// The terminal as the program's user finds it again: after every end, in every size, of every kind.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct TerminalFlowTests {
    // MARK: Given back

    enum End: String, CaseIterable, Sendable {
        case quit, interruptedTwice, terminated, hungUp, segmentationFault, illegalInstruction
        case quitSignal, firstOfUsers, alarm, power, timeIsUp, lastOfRealTime

        var status: Int32 {
            switch self {
            case .quit, .interruptedTwice: 0
            case .terminated, .hungUp, .segmentationFault, .illegalInstruction, .quitSignal, .firstOfUsers, .alarm, .power, .timeIsUp,
                .lastOfRealTime:
                128 + (signal ?? 0)
            }
        }

        var signal: Int32? {
            switch self {
            case .quit, .interruptedTwice: nil
            case .terminated: SIGTERM
            case .hungUp: SIGHUP
            case .segmentationFault: SIGSEGV
            case .illegalInstruction: SIGILL
            case .quitSignal: SIGQUIT
            case .firstOfUsers: SIGUSR1
            case .alarm: SIGALRM
            case .power: SIGPWR
            case .timeIsUp: SIGXCPU
            case .lastOfRealTime: 64
            }
        }
    }

    @Test func isGivenBackAfterEveryEnd() async throws {
        try await Flow.run { flow in
            // A shell without line editing, which would ask for bracketed paste itself.
            try await TmuxTerminal.run(["/bin/sh", "-i"], in: flow.folder) { terminal in
                for end in End.allCases {
                    try await Self.startFromShell(terminal, flow, "\(end)")
                    try await Flow.openForm(terminal)
                    try await terminal.type("abc")
                    try await terminal.wait(for: "3 characters")
                    #expect(try await terminal.state("#{alternate_on}") == "1")
                    switch end {
                    case .quit:
                        // From the form back to the start: what was typed is forgotten, so there is nothing to ask about.
                        try await terminal.press("Escape")
                        try await terminal.wait(for: "Make an API key at OKX")
                        try await terminal.press("C-c")
                    case .interruptedTwice:
                        try await terminal.press("C-c")
                        try await terminal.wait(for: "Quit?")
                        try await terminal.press("C-c")
                    case .terminated, .hungUp, .segmentationFault, .illegalInstruction, .quitSignal, .firstOfUsers, .alarm, .power,
                        .timeIsUp,
                        .lastOfRealTime:
                        let process = try await Self.process(flow, "\(end)")
                        kill(process, try #require(end.signal))
                    }
                    try await Self.expectGivenBack(terminal, flow, "\(end)", status: end.status)
                }
                let complaints = try String(contentsOfFile: terminal.complaints, encoding: .utf8)
                #expect(complaints.contains("the terminal was restored and secrets wiped (signal \(SIGSEGV))"))
                #expect(complaints.contains("the terminal was restored and secrets wiped (signal \(SIGILL))"))
            }
            #expect(!flow.folder.files().keys.contains { $0.hasPrefix("core") })
        }
    }

    @Test func isGivenBackWhileSuspended() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(["/bin/sh", "-i"], in: flow.folder) { terminal in
                try await Self.startFromShell(terminal, flow, "suspended")
                try await Flow.openForm(terminal)
                try await terminal.type("abcd")
                try await terminal.wait(for: "4 characters")
                try await terminal.press("C-z")
                try await terminal.wait(for: "the shell's screen") { !$0.contains("Connect to OKX") }
                try await terminal.type("stty -g > modes.meanwhile; echo in-\(6 * 7)-between\n")
                try await terminal.wait(for: "in-42-between")
                #expect(try await terminal.state("#{alternate_on} #{cursor_flag}") == "0 1")
                #expect(try Self.modes(flow, "meanwhile") == Self.modes(flow, "before"))
                try await Self.continueAndQuit(terminal, flow)
            }
        }
    }

    /// Stopped by someone else, the program has had no chance to give the terminal back; continued, it takes it again.
    @Test func isTakenAgainAfterAStopFromOutside() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(["/bin/sh", "-i"], in: flow.folder) { terminal in
                try await Self.startFromShell(terminal, flow, "stopped")
                try await Flow.openForm(terminal)
                try await terminal.type("abcd")
                try await terminal.wait(for: "4 characters")
                kill(try await Self.process(flow, "stopped"), SIGSTOP)
                try await terminal.wait(for: "the shell's word") { $0.lowercased().contains("stopped") }
                try await Self.continueAndQuit(terminal, flow)
            }
        }
    }

    /// From the shell back into a form with four characters in it, and out for good.
    private static func continueAndQuit(_ terminal: TmuxTerminal, _ flow: Flow) async throws {
        try await terminal.type(#"fg; echo "<continued $?>"; stty -g > modes.after"# + "\n")
        try await terminal.wait(for: "4 characters")
        try await terminal.type("e")
        try await terminal.wait(for: "5 characters")
        #expect(try await terminal.state("#{alternate_on}") == "1")
        try await terminal.press("C-c")
        try await terminal.wait(for: "Quit?")
        try await terminal.press("y")
        try await expectGivenBack(terminal, flow, "continued", status: 0)
    }

    private static func startFromShell(_ terminal: TmuxTerminal, _ flow: Flow, _ name: String) async throws {
        let program = "echo $$ > \(name).pid; exec '\(Program.path)' --home '\(flow.folder.path)'"
        try await terminal.type(
            #"stty -g > modes.before; sh -c "\#(program.replacing("$", with: "\\$"))"; echo "<\#(name) $?>"; stty -g > modes.after"# + "\n")
    }

    private static func process(_ flow: Flow, _ name: String) async throws -> Int32 {
        try await Deadline.wait(for: "the number of the process") {
            (try? String(contentsOfFile: flow.folder.path + "/\(name).pid", encoding: .utf8)).flatMap { Int32($0.dropLast()) }
        }
    }

    private static func modes(_ flow: Flow, _ name: String) throws -> String {
        try String(contentsOfFile: flow.folder.path + "/modes.\(name)", encoding: .utf8)
    }

    private static func expectGivenBack(_ terminal: TmuxTerminal, _ flow: Flow, _ name: String, status: Int32) async throws {
        try await terminal.wait(for: "<\(name) \(status)>")
        // Between brackets, if they were still on, this would be no command.
        try await terminal.paste("clear; echo pasted-\(name)-$((1 + 1))\n")
        let screen = try await terminal.wait(for: "pasted-\(name)-2")
        #expect(!screen.contains("200~"))
        #expect(try await terminal.state("#{alternate_on} #{cursor_flag} #{keypad_flag} #{mouse_any_flag}") == "0 1 0 0", "\(name)")
        #expect(try modes(flow, "after") == modes(flow, "before"), "\(name)")
    }

    // MARK: Sizes

    @Test func everySizeIsDrawnAndTheStateKept() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                try await Flow.openForm(terminal)
                try await terminal.type("abc")
                try await terminal.wait(for: "3 characters")
                let sizes = [(10, 5), (200, 60), (59, 20), (60, 19), (60, 20), (1, 1), (120, 10), (20, 50), (80, 24)]
                for (columns, rows) in sizes {
                    try await terminal.resize(.init(columns: columns, rows: rows))
                }
                try await terminal.wait(for: "3 characters")
                for (columns, rows) in sizes {
                    try await terminal.resize(.init(columns: columns, rows: rows))
                    if columns >= 60, rows >= 20 {
                        try await terminal.wait(for: "3 characters")
                    } else if columns >= 20 {
                        try await terminal.wait(for: "Tidegate needs a terminal of at least 60 columns and 20 rows.")
                    } else if columns >= 10 {
                        try await terminal.wait(for: "Tidegate needs a")
                    }
                }
                try await terminal.type("d")
                try await terminal.wait(for: "4 characters")
            }
        }
    }

    // MARK: Kinds

    @Test(arguments: ["screen-256color", "linux", "vt100", "NO_COLOR"])
    func poorTerminalsShowTheSameMeaning(kind: String) async throws {
        let environment = kind == "NO_COLOR" ? ["TERM": "screen-256color", "NO_COLOR": "1"] : ["TERM": kind]
        let mayHaveColours = kind != "vt100" && kind != "NO_COLOR"
        try await Flow.run { flow in
            try await TmuxTerminal.run([Program.path, "demo", "--still"], in: flow.folder, environment: environment) { terminal in
                try await Self.connectSample(terminal, place: 7)
                let screen = try await terminal.screen()
                for words in ["SANDBOX", "! main", "Attention", "1 to fix", "notice"] {
                    #expect(screen.contains(words), "“\(words)” is not shown:\n\(screen)")
                }
                let styled = try await terminal.styledScreen()
                #expect(styled.contains("\u{1B}["), "no attribute at all")
                #expect(Self.hasColours(styled) == mayHaveColours, "colours on \(kind)")
            }
        }
    }

    @Test func bordersAreASCIIWhereNothingElseIsSafe() async throws {
        try await Flow.run { flow in
            let environment = ["LC_ALL": "C", "TERM": "vt100"]
            try await TmuxTerminal.run([Program.path, "demo", "--still"], in: flow.folder, environment: environment) { terminal in
                let bytes = try await terminal.record()
                try await Self.connectSample(terminal, place: 1)
                let screen = try await terminal.screen()
                #expect(screen.contains("+ Accounts (1) ---"), "\(screen)")
                #expect(screen.contains("150 615.36 USD"), "\(screen)")
                let written = try Data(contentsOf: URL(filePath: bytes))
                #expect(written.count > 1_000)
                #expect(!written.contains { $0 >= 0x80 }, "bytes outside ASCII reached the terminal")
            }
        }
    }

    @Test func unsuitableTerminalsAreRefused() async throws {
        try await Flow.run { flow in
            for term in ["dumb", "no-such-terminal", ""] {
                try await TmuxTerminal.run([Program.path, "demo", "--still"], in: flow.folder, environment: ["TERM": term]) { terminal in
                    #expect(try await terminal.exitStatus() == 33, "TERM=\(term)")
                    let complaints = try String(contentsOfFile: terminal.complaints, encoding: .utf8)
                    #expect(complaints.contains(term == "" ? "TERM is not set" : "“\(term)”"), "\(complaints)")
                    #expect(complaints.contains("tidegate demo --plain"), "\(complaints)")
                    #expect(try await terminal.state("#{alternate_on}") == "0")
                }
            }
            for arguments in [["demo"], [], ["--json"]] {
                let outcome = try await Program.run(arguments + ["--home", flow.folder.path], in: flow.folder)
                #expect(outcome.status == 33)
                #expect(outcome.complaint.contains("not a terminal"))
            }
            let error = try #require(
                try await Program.run(["demo", "--json"], in: flow.folder).json()["error"] as? [String: Any])
            #expect(error["cause"] as? String == "terminal-unsuitable")
        }
    }

    /// Connects a sample account of the demo, counted from 1, and goes to the balances.
    private static func connectSample(_ terminal: TmuxTerminal, place: Int) async throws {
        try await terminal.wait(for: "No account is connected yet.")
        for step in [
            "Which exchange", "Account mode: Futures mode", "How should Tidegate", "In the sandbox you need no key",
            "choose a sandbox account",
        ] {
            try await terminal.press("Enter")
            try await terminal.wait(for: step)
        }
        for _ in 1..<place { try await terminal.press("Right") }
        try await terminal.wait(for: "< \(place)/16 >")
        try await terminal.press("Enter")
        try await terminal.wait(for: "32 characters")
        try await terminal.press("Enter")
        // Settings that differ would be the next step, and are skipped.
        try await terminal.wait(for: "the balances.")
        try await terminal.press("Escape")
        try await terminal.wait(for: "[Balances]")
    }

    /// Whether any SGR sequence sets a foreground or background colour.
    private static func hasColours(_ styled: String) -> Bool {
        styled.split(separator: "\u{1B}[").dropFirst().contains { sequence in
            guard let end = sequence.firstIndex(where: { $0.isLetter }), sequence[end] == "m" else { return false }
            return sequence[..<end].split(separator: ";").compactMap { Int($0) }.contains {
                (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0)
            }
        }
    }
}
