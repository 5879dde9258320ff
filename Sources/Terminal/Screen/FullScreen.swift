internal import CGuard
internal import CNcurses
public import Core
import Domain
internal import Glibc
public import Themes

/// The terminal in full-screen use: shows frames, and restores the terminal at the end.
///
/// ncurses keeps its state for the process, so there may be one at a time, used from one thread. The driver handles all signals; handlers
/// that ncurses installs are removed. The driver - on SIGWINCH calls `resized` and presents a frame of that size; - on SIGTSTP, and on
/// Ctrl-Z where it arrives as a signal, calls `suspend`, stops the process, and on SIGCONT calls `resume`; - on SIGINT, SIGTERM, SIGHUP and
/// on every way out calls `restore`. Fatal signals are `CGuard`'s, which knows how to restore meanwhile. Keys are read with `TerminalInput`
/// from the input descriptor, with a decoder that knows `keySequences`.
public final class FullScreen {
    private enum Phase {
        case shown
        case suspended
        /// Given back for good.
        case restored
    }

    private typealias Signals = [(number: Int32, action: sigaction)]

    /// Larger terminals are used only up to this size, so that a wrong size report cannot exhaust memory.
    private static let mostColumns = 1000
    private static let mostRows = 500

    private let setup: TerminalSetup
    private let type: TerminalType
    private let output: OutputLine
    private let handle: OpaquePointer
    private let streams: [UnsafeMutablePointer<FILE>]
    private var found: TerminalModes
    private var phase = Phase.shown
    private var theme: Theme
    private var pairs: PairTable?
    private var looks: [Role: (attributes: attr_t, pair: Int32)] = [:]
    private var shown: Frame?
    private var mouse: MouseUse

    /// The size in columns and rows, as of the start or the last `resized`.
    public private(set) var size: Size

    /// The colours that are used.
    public let depth: ColourDepth

    /// What this terminal's keys send, for `InputDecoder`.
    public var keySequences: [(bytes: [UInt8], key: Key)] { type.keys }

    /// Takes the terminal. Nothing is written before the first frame but a switch to bracketed paste.
    public init(theme: Theme, setup: TerminalSetup, mouse: MouseUse = .terminal) throws(TerminalError) {
        guard isatty(setup.inputDescriptor) == 1, isatty(setup.outputDescriptor) == 1 else { throw .notATerminal }
        _ = TerminalLocale.isUTF8
        type = try TerminalType(named: setup.type, descriptor: setup.outputDescriptor)
        found = try TerminalModes(of: setup.outputDescriptor)
        Self.remember(found, on: setup, Self.farewell(of: type, mouse))
        do throws(TerminalError) {
            (handle, streams) = try Self.start(setup)
        } catch {
            cguard_terminal_forget()
            throw error
        }
        self.setup = setup
        self.theme = theme
        self.mouse = mouse
        output = OutputLine(descriptor: setup.outputDescriptor)
        depth =
            switch setup.colours {
            case .asOffered: type.depth
            case .none: .none
            }
        size = Self.windowSize()
        configure()
        if depth != .none { startColours() }
        prepareLooks()
        _ = resized()
        takeTerminal()
    }

    deinit {
        restore()
    }

    /// Shows a frame, writing only what differs from what is shown. Parts outside of the terminal are left out.
    public func present(_ frame: Frame) {
        guard isShown else { return }
        let old = shown.flatMap { $0.size == frame.size ? $0 : nil }
        if old == nil { werase(cncurses_window()) }
        for row in 0..<min(frame.size.rows, size.rows) {
            draw(frame.row(row), over: old?.row(row), at: row)
        }
        place(cursor: frame.cursor)
        shown = frame
        wrefresh(cncurses_window())
    }

    /// Draws everything again, for a screen that others have written on.
    public func repaint() {
        guard isShown else { return }
        clearok(cncurses_window(), true)
        wrefresh(cncurses_window())
    }

    /// Shows roles as another theme has them, at once.
    public func apply(theme: Theme) {
        self.theme = theme
        if let room = pairs?.hasRoom, !room { pairs?.removeAll() }
        prepareLooks()
        guard let frame = shown else { return }
        shown = nil
        present(frame)
    }

    /// Asks for the size again, as after SIGWINCH. What is shown has to be presented anew where it differs.
    public func resized() -> Size {
        var window = winsize()
        guard isShown, ioctl(setup.outputDescriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return size
        }
        let now = Size(columns: min(Int(window.ws_col), Self.mostColumns), rows: min(Int(window.ws_row), Self.mostRows))
        if now != Self.windowSize() { resizeterm(Int32(now.rows), Int32(now.columns)) }
        if now != size {
            size = now
            shown = nil
        }
        return size
    }

    /// Takes the mouse, or leaves it to the terminal, which selects text with it.
    public func use(_ mouse: MouseUse) {
        guard mouse != self.mouse else { return }
        self.mouse = mouse
        guard isShown, type.understands == .xterm else { return }
        if mouse == .terminal { output.write(ControlStrings.mouseOff) }
        takeTerminal()
    }

    /// Asks the terminal for its background; the answer, if there is one, comes among the keys. Says whether it was asked.
    public func askForBackground() -> Asked {
        // Without colours the answer would not matter, and screen would not pass the question on.
        guard isShown, type.understands == .xterm, depth != .none, setup.multiplexer != .screen else { return .no }
        output.write(ControlStrings.backgroundQuestion)
        return .yes
    }

    /// Whether the terminal was asked for its background.
    public enum Asked: Hashable, Sendable { case yes, no }

    /// Whether a text could be sent to the clipboard.
    public enum ClipboardOutcome: Hashable, Sendable {
        /// It was sent; terminals do not say whether they took it.
        case sent
        case tooLong
        case notSupported
    }

    /// Whether the terminal is of a kind that has a clipboard.
    public var takesClipboard: Bool { type.understands == .xterm }

    /// Puts text on the clipboard of the machine that the terminal runs on (OSC 52).
    public func copyToClipboard(_ text: String) -> ClipboardOutcome {
        guard isShown, type.understands == .xterm else { return .notSupported }
        guard let bytes = ControlStrings.clipboard(text, through: setup.multiplexer) else { return .tooLong }
        output.write(bytes)
        return .sent
    }

    /// Gives the terminal back until `resume`.
    public func suspend() {
        guard isShown else { return }
        giveBack()
        phase = .suspended
    }

    /// Makes `resume` show nothing by itself.
    public func forgetFrame() { shown = nil }

    /// Takes the terminal again after `suspend`, and shows what it showed, unless that was forgotten.
    public func resume() {
        switch phase {
        case .suspended: break
        case .shown, .restored: return
        }
        // The shell may have changed its modes meanwhile; those are to be given back next time.
        if let modes = try? TerminalModes(of: setup.outputDescriptor) { found = modes }
        phase = .shown
        rememberTerminal()
        reset_prog_mode()
        takeTerminal()
        _ = resized()
        clearok(cncurses_window(), true)
        guard let frame = shown else { return }
        shown = nil
        present(frame)
    }

    /// Gives the terminal back for good, as it was found. May be called more than once.
    public func restore() {
        switch phase {
        case .shown: giveBack()
        case .suspended: break
        case .restored: return
        }
        phase = .restored
        delscreen(handle)
        for stream in streams { fclose(stream) }
    }

    private var isShown: Bool {
        switch phase {
        case .shown: true
        case .suspended, .restored: false
        }
    }

    private static func start(_ setup: TerminalSetup) throws(TerminalError) -> (OpaquePointer, [UnsafeMutablePointer<FILE>]) {
        // newterm installs handlers of its own, among them one for Ctrl-Z; the driver's are put back.
        let signals: Signals = [SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGCONT].map { number in
            var action = sigaction()
            sigaction(number, nil, &action)
            return (number, action)
        }
        defer {
            for var signal in signals { sigaction(signal.number, &signal.action, nil) }
        }
        guard let out = fdopen(cguard_duplicate(setup.outputDescriptor), "w") else { throw .notStarted }
        guard let input = fdopen(cguard_duplicate(setup.inputDescriptor), "r") else {
            fclose(out)
            throw .notStarted
        }
        // Sizes in the environment that no terminal has would make ncurses refuse this one.
        for name in ["LINES", "COLUMNS"] {
            guard let value = getenv(name), !(1...mostColumns).contains(Int(String(cString: value)) ?? 0) else { continue }
            use_env(false)
            use_tioctl(true)
        }
        guard let handle = newterm(setup.type, out, input) else {
            fclose(out)
            fclose(input)
            throw .notStarted
        }
        set_term(handle)
        return (handle, [out, input])
    }

    private static func windowSize() -> Size {
        Size(columns: Int(getmaxx(cncurses_window())), rows: Int(getmaxy(cncurses_window())))
    }

    private func configure() {
        nonl()
        noecho()
        cbreak()
        if var modes = try? TerminalModes(of: setup.outputDescriptor) {
            modes.takeKeys()
            _ = modes.set(on: setup.outputDescriptor, when: TCSANOW)
            def_prog_mode()
        }
        // Makes keys send what terminfo says.
        keypad(cncurses_window(), true)
        // Otherwise a refresh would stop halfway when a key arrives.
        typeahead(-1)
    }

    private func startColours() {
        guard start_color() == cncurses_ok() else { return }
        let defaults: PairTable.Default = use_default_colors() == cncurses_ok() ? .terminals : .whiteOnBlack
        pairs = PairTable(defaults: defaults)
    }

    private func prepareLooks() {
        for role in Role.allCases {
            let style = theme.style(for: role, depth: pairs == nil ? .none : depth)
            looks[role] = (Self.curses(style.attributes), pairs?.number(for: style) ?? 0)
        }
    }

    private static func curses(_ attributes: Attributes) -> attr_t {
        let table: [(Attributes, attr_t)] = [
            (.bold, cncurses_bold()), (.dim, cncurses_dim()), (.underline, cncurses_underline()), (.reverse, cncurses_reverse()),
            (.italic, cncurses_italic()),
        ]
        return table.reduce(0) { attributes.contains($1.0) ? $0 | $1.1 : $0 }
    }

    private func draw(_ row: ArraySlice<Cell>, over old: ArraySlice<Cell>?, at line: Int) {
        let cells = Array(row.prefix(size.columns))
        var span = 0..<cells.count
        if let old = old.map({ Array($0.prefix(size.columns)) }) {
            guard let first = cells.indices.first(where: { cells[$0] != old[$0] }),
                let last = cells.indices.last(where: { cells[$0] != old[$0] })
            else { return }
            var (start, end) = (first, last + 1)
            // Wide glyphs are replaced whole, the old ones and the new.
            while start > 0, cells[start].isContinuation || old[start].isContinuation { start -= 1 }
            while end < cells.count, cells[end].isContinuation || old[end].isContinuation { end += 1 }
            span = start..<end
        }
        put(cells[span], at: line)
    }

    private func put(_ cells: ArraySlice<Cell>, at line: Int) {
        var glyphs: [cchar_t] = []
        glyphs.reserveCapacity(cells.count)
        var column = cells.startIndex
        while column < cells.endIndex {
            let next = cells[(column + 1)...].firstIndex { !$0.isContinuation } ?? cells.endIndex
            let look = looks[cells[column].role] ?? (0, 0)
            let glyph = Glyph(cells[column].glyph, columns: min(2, next - column))
            glyphs.append(Self.cell(glyph.scalars, look))
            for _ in glyph.columns..<max(glyph.columns, next - column) { glyphs.append(Self.cell([0x20, 0], look)) }
            column = next
        }
        _ = cncurses_put(Int32(line), Int32(cells.startIndex), glyphs, Int32(glyphs.count))
    }

    private static func cell(_ scalars: [UInt32], _ look: (attributes: attr_t, pair: Int32)) -> cchar_t {
        var cell = cchar_t()
        if cncurses_set_cell(&cell, scalars, look.attributes, look.pair) != cncurses_ok() {
            _ = cncurses_set_cell(&cell, [0x3F, 0], look.attributes, look.pair)
        }
        return cell
    }

    private func place(cursor: Frame.Position?) {
        guard let cursor, (0..<size.columns).contains(cursor.column), (0..<size.rows).contains(cursor.row) else {
            leaveok(cncurses_window(), true)
            curs_set(0)
            return
        }
        leaveok(cncurses_window(), false)
        wmove(cncurses_window(), Int32(cursor.row), Int32(cursor.column))
        curs_set(1)
    }

    private func takeTerminal() {
        rememberTerminal()
        guard type.understands == .xterm else { return }
        output.write(ControlStrings.pasteBracketsOn)
        if mouse == .program { output.write(ControlStrings.mouseOn) }
    }

    /// Has to be called before the modes are changed, because a signal may end the program at any moment.
    private func rememberTerminal() { Self.remember(found, on: setup, Self.farewell(of: type, mouse)) }

    private static func remember(_ found: TerminalModes, on setup: TerminalSetup, _ farewell: [UInt8]) {
        var modes = found.modes
        let bytes = farewell.map(CChar.init(bitPattern:))
        _ = cguard_terminal_remember(setup.outputDescriptor, &modes, bytes, bytes.count)
    }

    private static func farewell(of type: TerminalType, _ mouse: MouseUse) -> [UInt8] {
        guard type.understands == .xterm else { return type.farewell }
        return (mouse == .program ? ControlStrings.mouseOff : []) + ControlStrings.pasteBracketsOff + type.farewell
    }

    private func giveBack() {
        if type.understands == .xterm {
            output.write(ControlStrings.pasteBracketsOff)
            if mouse == .program { output.write(ControlStrings.mouseOff) }
        }
        endwin()
        // What is left of a paste would go to the shell, and may be secret.
        tcflush(setup.inputDescriptor, TCIFLUSH)
        _ = found.set(on: setup.outputDescriptor, when: TCSANOW)
        cguard_terminal_forget()
    }
}
