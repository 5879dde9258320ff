import Core
import Domain
import Glibc
import Testing
import Themes

@testable import Terminal

/// ncurses keeps its state for the process, so these run one after another.
@Suite(.serialized) struct FullScreenTests {
    private func theme(_ name: String = ThemeCatalog.defaultName) throws -> Theme {
        try #require(ThemeCatalog().theme(named: name)).theme
    }

    private func setup(_ terminal: CollectedTerminal, type: String = "xterm-256color", colours: TerminalSetup.Colours = .asOffered)
        -> TerminalSetup
    {
        TerminalSetup(
            inputDescriptor: terminal.program, outputDescriptor: terminal.program, type: type, colours: colours, multiplexer: .none)
    }

    private func frame(_ size: Size, _ lines: [String], role: Role = .text) -> Frame {
        var frame = Frame(size: size)
        for (row, line) in lines.enumerated() {
            var column = 0
            for character in line {
                frame[column, row] = Cell(glyph: String(character), role: role)
                column += 1
                if character.unicodeScalars.first.map({ (0x1100...0xFFFF).contains($0.value) && !(0x2000...0x2BFF).contains($0.value) })
                    ?? false
                {
                    frame[column, row] = Cell(glyph: "", role: role)
                    column += 1
                }
            }
        }
        return frame
    }

    @Test func showsAndGivesBack() throws {
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let before = terminal.modes
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        #expect(screen.size == Size(columns: 80, rows: 24))
        #expect(screen.depth == .twoHundredFiftySix)
        #expect(terminal.modes != before)

        screen.present(frame(screen.size, ["Tidegate 交易所 balance", "second"]))
        let first = try terminal.output()
        #expect(first.contains("\u{1B}[?1049h") && first.contains("\u{1B}[?2004h"))
        #expect(first.contains("Tidegate") && first.contains("second"))
        if TerminalLocale.isUTF8 { #expect(first.contains("交易所")) }

        screen.restore()
        let last = try terminal.output()
        #expect(last.contains("\u{1B}[?1049l") && last.contains("\u{1B}[?2004l"))
        #expect(last.contains("\u{1B}[?25h") || last.contains("\u{1B}[?12l\u{1B}[?25h"))
        #expect(terminal.modes == before)
        screen.restore()
        screen.present(frame(screen.size, ["late"]))
        #expect(try terminal.output() == "")
    }

    @Test func aSmallChangeIsFewBytes() throws {
        let terminal = try CollectedTerminal(columns: 120, rows: 40)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        defer { screen.restore() }
        var shown = frame(screen.size, (0..<40).map { "line \($0) of the list" })
        screen.present(shown)
        _ = try terminal.output()

        screen.present(shown)
        #expect(try terminal.output() == "")

        shown[10, 20] = Cell(glyph: "X", role: .bad)
        screen.present(shown)
        let change = try terminal.output()
        #expect(change.contains("X"))
        #expect(change.utf8.count < 60, "\(change.debugDescription)")

        shown.cursor = Frame.Position(column: 5, row: 6)
        screen.present(shown)
        let cursor = try terminal.output()
        #expect(cursor.contains("\u{1B}[7;6H") && cursor.contains("\u{1B}[?25h"))
    }

    @Test(.enabled(if: TerminalLocale.isUTF8)) func wideGlyphsAreReplacedWhole() throws {
        let terminal = try CollectedTerminal(columns: 40, rows: 5)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        defer { screen.restore() }
        screen.present(frame(screen.size, ["a账户b"]))
        _ = try terminal.output()
        screen.present(frame(screen.size, ["ab账户"]))
        let moved = try terminal.output()
        #expect(moved.contains("账户") || moved.contains("账"), "\(moved.debugDescription)")
        screen.present(frame(screen.size, ["ae\u{301}x"]))
        #expect(try terminal.output().contains("e\u{301}"))
    }

    @Test func controlsInAFrameNeverReachTheTerminal() throws {
        let terminal = try CollectedTerminal(columns: 40, rows: 5)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        defer { screen.restore() }
        screen.present(frame(screen.size, ["plain"]))
        _ = try terminal.output()
        var bad = Frame(size: screen.size)
        for (column, glyph) in ["\u{1B}", "\u{7}", "\u{9B}", "\u{202E}", "\u{0}", "\u{301}", "👩‍👩‍👧"].enumerated() {
            bad[column, 0] = Cell(glyph: glyph, role: .text)
        }
        bad[39, 0] = Cell(glyph: "账", role: .text)
        screen.present(bad)
        let shown = try terminal.output()
        #expect(!shown.contains("\u{7}") && !shown.contains("\u{9B}") && !shown.contains("\u{202E}") && !shown.contains("账"))
        #expect(shown.contains("?"))
    }

    @Test func withoutColoursThereAreOnlyAttributes() throws {
        for (type, colours) in [("xterm-256color", TerminalSetup.Colours.none), ("vt100", .asOffered), ("xterm-mono", .asOffered)] {
            let terminal = try CollectedTerminal(columns: 80, rows: 24)
            defer { terminal.close() }
            let screen = try FullScreen(theme: theme(), setup: setup(terminal, type: type, colours: colours))
            #expect(screen.depth == .none)
            var all = Frame(size: screen.size)
            for (row, role) in Role.allCases.prefix(24).enumerated() { all[0, row] = Cell(glyph: "x", role: role) }
            screen.present(all)
            let text = try terminal.output()
            let colour = try Regex("\\x1b\\[([0-9;]*;)?[349][0-9][;0-9]*m")
            // 39 and 49 alone mean the terminal's own colours.
            #expect(text.firstMatch(of: colour) == nil, "\(type): \(text.debugDescription)")
            let reverse = try Regex("\\x1b\\[([0-9;]*;)?7m")
            #expect(text.firstMatch(of: reverse) != nil, "\(type): \(text.debugDescription)")
            if type == "vt100" { #expect(!text.contains("?2004h")) }
            screen.restore()
            #expect(try !terminal.output().contains("\u{1B}[?2004h"))
        }
    }

    @Test(arguments: ["linux", "xterm", "screen", "screen-256color", "tmux-256color", "rxvt", "vt220"])
    func otherTerminalsWork(type: String) throws {
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let before = terminal.modes
        let screen = try FullScreen(theme: theme(), setup: setup(terminal, type: type))
        screen.present(frame(screen.size, ["Tidegate"], role: .title))
        #expect(try terminal.output().contains("Tidegate"))
        screen.restore()
        #expect(terminal.modes == before)
    }

    @Test func suspendsAndResumes() throws {
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let before = terminal.modes
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        let during = terminal.modes
        screen.present(frame(screen.size, ["before"]))
        _ = try terminal.output()
        screen.suspend()
        #expect(terminal.modes == before)
        let away = try terminal.output()
        #expect(away.contains("\u{1B}[?1049l") && away.contains("\u{1B}[?2004l"))
        screen.present(frame(screen.size, ["unseen"]))
        #expect(try terminal.output() == "")
        screen.resume()
        #expect(terminal.modes == during)
        let back = try terminal.output()
        #expect(back.contains("\u{1B}[?1049h") && back.contains("\u{1B}[?2004h") && back.contains("before"))
        screen.restore()
        #expect(terminal.modes == before)
    }

    @Test func takesTheMouseAndGivesItBack() throws {
        let (on, off) = ("\u{1B}[?1000h\u{1B}[?1006h", "\u{1B}[?1006l\u{1B}[?1000l")
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme(), setup: setup(terminal), mouse: .program)
        screen.present(frame(screen.size, ["a"]))
        #expect(try terminal.output().contains(on))
        screen.use(.program)
        #expect(try terminal.output() == "")
        screen.use(.terminal)
        #expect(try terminal.output().contains(off))
        screen.use(.program)
        #expect(try terminal.output().contains(on))
        screen.suspend()
        #expect(try terminal.output().contains(off))
        screen.resume()
        #expect(try terminal.output().contains(on))
        screen.restore()
        #expect(try terminal.output().contains(off))
    }

    /// Whoever left the mouse to the terminal has it left alone, also in the end.
    @Test func leavesTheMouseAlone() throws {
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        screen.present(frame(screen.size, ["a"]))
        screen.suspend()
        screen.resume()
        screen.restore()
        #expect(try !terminal.output().contains("?1000"))
    }

    @Test func asksForTheBackgroundOnlyWhereAnAnswerCanCome() throws {
        func asked(_ type: String, _ colours: TerminalSetup.Colours, _ multiplexer: TerminalSetup.Multiplexer) throws -> Bool {
            let terminal = try CollectedTerminal(columns: 80, rows: 24)
            defer { terminal.close() }
            var setup = setup(terminal, type: type, colours: colours)
            setup.multiplexer = multiplexer
            let screen = try FullScreen(theme: theme(), setup: setup)
            defer { screen.restore() }
            let answer = screen.askForBackground()
            let wrote = try terminal.output().contains("\u{1B}]11;?\u{1B}\\")
            #expect(wrote == (answer == .yes))
            return wrote
        }
        #expect(try asked("xterm-256color", .asOffered, .none))
        #expect(try asked("xterm-256color", .asOffered, .tmux))
        #expect(try !asked("xterm-256color", .asOffered, .screen))
        #expect(try !asked("xterm-256color", .none, .none))
        #expect(try !asked("linux", .asOffered, .none))
        #expect(try !asked("vt100", .asOffered, .none))
    }

    @Test func followsTheSize() throws {
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        defer { screen.restore() }
        screen.present(frame(screen.size, ["wide"]))
        for (columns, rows) in [(UInt16(100), UInt16(30)), (20, 5), (1, 1), (60, 20)] {
            terminal.resize(columns: columns, rows: rows)
            #expect(screen.resized() == Size(columns: Int(columns), rows: Int(rows)))
            _ = try terminal.output()
            screen.present(frame(Size(columns: 100, rows: 40), (0..<40).map { "resized \($0)" }))
            if columns > 10 { #expect(try terminal.output().contains("resized 0")) }
        }
        terminal.resize(columns: 65535, rows: 65535)
        #expect(screen.resized() == Size(columns: 1000, rows: 500))
        terminal.resize(columns: 0, rows: 0)
        #expect(screen.resized() == Size(columns: 1000, rows: 500))
    }

    @Test func takesAnotherTheme() throws {
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme("monochrome"), setup: setup(terminal))
        defer { screen.restore() }
        screen.present(frame(screen.size, ["good"], role: .good))
        #expect(try !terminal.output().contains("38;5;"))
        for name in ThemeCatalog.builtInNames where name != "monochrome" {
            let theme = try theme(name)
            screen.apply(theme: theme)
            let text = try terminal.output()
            let index = try #require(theme.style(for: .good, depth: .twoHundredFiftySix).foreground)
            #expect(text.contains("38;5;\(index)"), "\(name) \(text.debugDescription)")
        }
        screen.repaint()
        #expect(try terminal.output().contains("good"))
    }

    @Test func handlesNoSignals() throws {
        func actions() -> [UInt] {
            [SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGCONT].map { number in
                var action = sigaction()
                sigaction(number, nil, &action)
                return withUnsafeBytes(of: &action) { $0.load(as: UInt.self) }
            }
        }
        let before = actions()
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        screen.present(frame(screen.size, ["x"]))
        #expect(actions() == before)
        screen.suspend()
        screen.resume()
        #expect(actions() == before)
        screen.restore()
        #expect(actions() == before)
    }

    @Test func readsKeysFromTheTerminal() throws {
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let screen = try FullScreen(theme: theme(), setup: setup(terminal))
        defer { screen.restore() }
        var input = TerminalInput(descriptor: terminal.program, decoder: InputDecoder(terminfoKeys: screen.keySequences))
        let recorder = KeyRecorder()
        terminal.type("a\r\u{13}\u{16}\u{1B}OA\u{1B}")
        while recorder.happenings.count < 5 || !input.awaitsMore {
            try #require(input.read(into: recorder) == .decoded)
        }
        input.timeout(into: recorder)
        let wanted: [Key] = [.character("a"), .enter, .control("s"), .control("v"), .up, .escape]
        #expect(recorder.happenings == wanted.map(KeyRecorder.Happening.key))
    }

    @Test func refusesWhatCannotShow() throws {
        let terminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { terminal.close() }
        let before = terminal.modes
        func failure(_ type: String) -> TerminalError? {
            do throws(TerminalError) {
                _ = try FullScreen(theme: theme(), setup: setup(terminal, type: type))
                return nil
            } catch {
                return error
            }
        }
        func theme() -> Theme { ThemeCatalog().theme(named: "monochrome")!.theme }
        #expect(failure("") == .typeUnset)
        #expect(failure("dumb") == .typeUnsuitable("dumb"))
        #expect(failure("no-such-terminal") == .typeUnknown("no-such-terminal"))
        #expect(failure("../x\u{1B}[31m") == .typeUnknown("../x?[31m"))
        #expect(try terminal.output() == "")
        #expect(terminal.modes == before)

        var pipes: [Int32] = [0, 0]
        try #require(pipe(&pipes) == 0)
        defer { pipes.forEach { close($0) } }
        var piped = setup(terminal)
        piped.inputDescriptor = pipes[0]
        #expect(throws: TerminalError.notATerminal) { try FullScreen(theme: theme(), setup: piped) }
    }
}
