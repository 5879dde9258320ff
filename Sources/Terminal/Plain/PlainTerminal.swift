internal import CGuard
public import Core
import Domain
internal import Glibc

/// A terminal used line by line: it prints what changes in a view, and reads lines. Nothing that it writes moves the cursor.
///
/// The terminal itself edits and shows lines, except for secrets: those are not shown, stay in locked memory, and go to the listener as
/// characters or as a paste.
public final class PlainTerminal {
    private enum Phase {
        case open
        /// Given to the shell for a while.
        case suspended
        /// Echo could not be switched off.
        case lost
        /// Given back for good.
        case closed
    }

    /// How the next line is entered.
    private enum Entry: Hashable {
        case shown
        case hidden
    }

    /// Whether more bytes may belong to the last ones.
    private enum LastBytes: Hashable {
        case fresh
        case lookedAt
    }

    /// What the last line of the output holds.
    private enum Line: Hashable {
        case empty
        case prompt
    }

    /// How a line came.
    private enum Arrival: Hashable {
        case typed
        /// All at once, as pasted lines do; more may follow.
        case burst
    }

    /// A line that is shown always arrives whole; one longer than this in one read was probably pasted.
    private static let longestTypedBytes = 20

    private let input: Int32
    private let output: OutputLine
    private let glyphs: GlyphSet
    private let typed = TypedLines()
    private var decoder = InputDecoder()
    private let distance: LineDistance
    private let pasteMarks: PasteMarks
    private let chunk: UnsafeMutableRawBufferPointer
    private var found: TerminalModes
    private var phase = Phase.open
    private var entry = Entry.shown
    private var line = Line.empty
    private var lastBytes = LastBytes.lookedAt
    private var arrival = Arrival.typed
    private var lastPrompt = ""
    private var speech = PlainSpeech()
    private var greeting: String?
    /// Whether something was entered since a view was last presented.
    public private(set) var awaitsAnswer = false
    /// The `errno` with which the output refused something; nothing more is written then.
    public private(set) var refusal: Int32?

    private static let chunkBytes = 4_096

    private var entered: EnteredBytes { typed.entered }

    /// Whether the terminal brackets pastes while a secret is entered.
    private enum PasteMarks: Hashable {
        case offered
        case none
    }

    /// Takes a terminal to read from; the output may be anything.
    public init(setup: TerminalSetup, language: Language) throws(TerminalError) {
        guard isatty(setup.inputDescriptor) == 1 else { throw .notATerminal }
        found = try TerminalModes(of: setup.inputDescriptor)
        input = setup.inputDescriptor
        distance = setup.distance
        pasteMarks = isatty(setup.outputDescriptor) == 1 && TerminalType.marksPastes(setup.type) ? .offered : .none
        output = OutputLine(descriptor: setup.outputDescriptor)
        glyphs = TerminalLocale.isUTF8 ? .unicode : .ascii
        greeting = PlainText.greeting(language)
        chunk = .allocate(byteCount: Self.chunkBytes, alignment: 16)
        _ = mlock(chunk.baseAddress, chunk.count)
        remember()
    }

    deinit {
        restore()
        munlock(chunk.baseAddress, chunk.count)
        chunk.deallocate()
    }

    // MARK: Saying

    /// Prints what is new in a view, and prompts for the next line.
    public func present(_ view: View, language: Language) {
        guard phase == .open else { return }
        let page = PlainPage(view, language: language)
        let lines = speech.lines(for: page, on: awaitsAnswer ? .answer : .news)
        let wanted: Entry = view.secretFocus == nil ? .shown : .hidden
        let prompt = PlainText.prompt(page, entry: wanted == .hidden ? .hidden : .none, language)
        let isDue = awaitsAnswer || line == .empty || !lines.isEmpty || prompt != lastPrompt || wanted != entry
        awaitsAnswer = false
        guard isDue else { return }
        say(([greeting].compactMap(\.self)) + lines)
        greeting = nil
        set(wanted)
        // Lines about something under way follow one another without a prompt.
        guard !page.isUnderWay else { return }
        write(PlainText.printable(prompt, glyphs))
        lastPrompt = prompt
        line = .prompt
    }

    /// Prints all of the view that was last presented.
    public func sayEverything() { say(speech.everything()) }

    private func say(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        endLine()
        write(lines.map { PlainText.printable($0, glyphs) + "\n" }.joined())
    }

    private func endLine() {
        if line == .prompt { write("\n") }
        line = .empty
    }

    private func write(_ text: String) {
        guard refusal == nil else { return }
        switch output.write(text.utf8) {
        // A terminal that takes no output for a while is not an error, unlike a full disk.
        case 0, EAGAIN: break
        case let number: refusal = number
        }
    }

    // MARK: Reading

    /// How long to wait for more before calling `becameQuiet`; `nil` where nothing is held back.
    public var timeoutMilliseconds: Int64? {
        switch decoder.wait {
        case .escape?: return distance.escapeMilliseconds
        case .sequence?: return distance.sequenceMilliseconds
        case .paste?: return distance.pasteMilliseconds
        case nil: break
        }
        switch (lastBytes, arrival) {
        case (.fresh, .typed): return entered.isEmpty ? nil : distance.typedLineMilliseconds
        case (.fresh, .burst): return entered.isEmpty ? nil : distance.burstMilliseconds
        case (.lookedAt, _): return nil
        }
    }

    /// Reads once. To be called when the descriptor is readable; it blocks otherwise.
    public func read(into listener: some PlainListener) -> TerminalInput.Outcome {
        guard let base = chunk.baseAddress, phase != .lost else { return .ended }
        let count = Glibc.read(input, base, chunk.count)
        if count < 0 { return errno == EINTR || errno == EAGAIN ? .nothing : .ended }
        // Ctrl-D acts as Ctrl-C, so that the user is asked before leaving where that is due.
        guard count > 0 else { return endTyped(listener) }
        decoder.feed(UnsafeRawBufferPointer(rebasing: chunk[..<count]), into: typed)
        cguard_wipe(base, count)
        if typed.endWasTyped {
            typed.endWasTyped = false
            return endTyped(listener)
        }
        if entered.isOverfull || typed.pasted.isOverfull {
            entered.isOverfull = false
            typed.pasted.isOverfull = false
            typed.wipe()
            reply([PlainText.tooLong(listener.language)])
        } else {
            lastBytes = .fresh
        }
        note(bytes: count)
        // Only where a secret can be entered may several lines belong together.
        if typed.hasPaste || !PlainPage(listener.view, language: listener.language).takesSecrets { use(listener) }
        return .decoded
    }

    private func note(bytes count: Int) {
        switch entry {
        // One key is a few bytes, and Enter may follow it closely.
        case .hidden: if count > 4 { arrival = .burst } else if !entered.hasLine { arrival = .typed }
        case .shown: arrival = count > Self.longestTypedBytes ? .burst : .typed
        }
    }

    private func endTyped(_ listener: some PlainListener) -> TerminalInput.Outcome {
        awaitsAnswer = true
        listener.key(.control("c"))
        return .decoded
    }

    /// Nothing has arrived for a while: uses what was entered.
    public func becameQuiet(_ listener: some PlainListener) {
        if decoder.isInPaste { decoder.endPaste(into: typed) } else { decoder.timeout(into: typed) }
        use(listener)
    }

    private func use(_ listener: some PlainListener) {
        lastBytes = .lookedAt
        if typed.lines == .none { usePaste(listener) }
        useLines(listener)
        usePaste(listener)
    }

    private func useLines(_ listener: some PlainListener) {
        while true {
            let page = PlainPage(listener.view, language: listener.language)
            if page.takesSecrets, entered.filledLines > 1, !beginsWithCommand(page, listener) {
                received()
                listener.pasteBegan()
                entered.takeAll { listener.paste($0) }
                listener.pasteEnded()
                return
            }
            let isSecret = listener.view.secretFocus != nil
            if isSecret, let key = entered.takeLoneKey() {
                received()
                switch key {
                case .tab: listener.key(.tab)
                case .escape: listener.key(.escape)
                }
            }
            guard entered.hasLine else { return }
            received()
            entered.takeLine { bytes in
                if isSecret { take(secret: bytes, page, listener) } else { take(String(decoding: bytes, as: UTF8.self), page, listener) }
            }
        }
    }

    /// A bracketed paste is used as a whole, and its line ends submit nothing.
    private func usePaste(_ listener: some PlainListener) {
        guard case .pasted(let ending) = typed.phase else { return }
        if PlainPage(listener.view, language: listener.language).takesSecrets, entry == .hidden || typed.pasted.filledLines > 1 {
            received()
            listener.pasteBegan()
            typed.pasted.takeAll { listener.paste($0) }
            listener.pasteEnded()
            if ending == .leftOpen { listener.pasteLeftOpen() }
        } else {
            typed.pasted.takeAll { entered.put($0) }
        }
        typed.pasteTaken()
    }

    /// Whether the first of several lines is a command that was entered before the others.
    private func beginsWithCommand(_ page: PlainPage, _ listener: some PlainListener) -> Bool {
        let words = LineCommand.commandWords(on: page, commands: listener.commands, language: listener.language)
        return words.contains { entered.firstLine(is: $0) }
    }

    /// The user has entered a line, and what is written next answers it.
    private func received() {
        awaitsAnswer = true
        // With echo off the terminal does not end the line, so it is done here.
        if entry == .hidden { write("\n") }
        line = .empty
    }

    private func take(secret bytes: UnsafeRawBufferPointer, _ page: PlainPage, _ listener: some PlainListener) {
        let words = LineCommand.commandWords(on: page, commands: listener.commands, language: listener.language)
        if let word = words.first(where: { $0.utf8.elementsEqual(bytes) }) {
            take(word, page, listener)
            return
        }
        if !bytes.isEmpty {
            if page.focusedSecretLength > 0 { listener.key(.control("u")) }
            var decoder = UTF8()
            var units = bytes.makeIterator()
            while case .scalarValue(let scalar) = decoder.decode(&units) { listener.key(.character(scalar)) }
        }
        listener.key(.enter)
    }

    private func take(_ text: String, _ page: PlainPage, _ listener: some PlainListener) {
        switch LineCommand(text, on: page, commands: listener.commands, language: listener.language) {
        case .press(let key): listener.key(key)
        case .choose(let number): choose(number, listener)
        case .option(let index): choose(option: index, listener)
        case .enter(let text):
            listener.key(.control("u"))
            for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F { listener.key(.character(scalar)) }
            listener.key(.enter)
        case .show: reply(speech.everything())
        case .commands: reply(PlainText.help(listener.commands, keyValues: listener.keyValues, listener.language))
        case .notUnderstood: reply([PlainText.notUnderstood(listener.language)])
        }
    }

    private func reply(_ lines: [String]) { say(lines) }

    // MARK: Choosing by keys

    /// Moves the choice to a number by pressing cursor keys, as a user would.
    private func choose(_ number: Int, _ listener: some PlainListener) {
        func page() -> PlainPage { PlainPage(listener.view, language: listener.language) }
        let start = page()
        if start.isChosen(number) {
            listener.key(.enter)
            return
        }
        var here = start
        for _ in 0..<start.longestWay {
            guard let key = here.key(towards: number) else { break }
            listener.key(key)
            var next = page()
            if next.hasSameChoice(as: here) {
                // In some forms, and between two lists, only Tab moves the choice.
                listener.key(key == .up ? .backTab : .tab)
                next = page()
                if next.hasSameChoice(as: here) { break }
            }
            here = next
        }
        if here.isChosen(number), here.isAction(number) { listener.key(.enter) }
    }

    private func choose(option wanted: Int, _ listener: some PlainListener) {
        for _ in 0..<PlainPage.mostOptions {
            guard let chosen = PlainPage(listener.view, language: listener.language).chosenOption, chosen != wanted else { return }
            listener.key(chosen < wanted ? .right : .left)
        }
    }

    // MARK: The terminal's modes

    private func set(_ wanted: Entry) {
        guard wanted != entry else { return }
        var modes = found
        if wanted == .hidden { modes.hideTyping() }
        if pasteMarks == .offered { output.write(wanted == .hidden ? ControlStrings.pasteBracketsOn : ControlStrings.pasteBracketsOff) }
        guard modes.set(on: input, when: TCSADRAIN) else {
            // A visible secret would be worse than none.
            if wanted == .hidden { phase = .lost }
            return
        }
        entry = wanted
        typed.placing = wanted == .hidden ? .apart : .inLine
    }

    private func remember() {
        var modes = found.modes
        let farewell = pasteMarks == .offered ? ControlStrings.pasteBracketsOff.map(CChar.init(bitPattern:)) : []
        _ = cguard_terminal_remember(input, &modes, farewell, farewell.count)
    }

    /// Gives the terminal to the shell until `resume`, with typing shown.
    public func suspend() {
        guard phase == .open else { return }
        endLine()
        set(.shown)
        cguard_terminal_forget()
        phase = .suspended
    }

    /// Takes the terminal again after `suspend`, with the modes that the shell has left.
    public func resume() {
        guard phase == .suspended else { return }
        if let modes = try? TerminalModes(of: input) { found = modes }
        remember()
        phase = .open
        awaitsAnswer = true
    }

    /// Gives the terminal back for good, as it was found. May be called more than once.
    public func restore() {
        guard phase != .closed else { return }
        if phase == .open {
            endLine()
            set(.shown)
            cguard_terminal_forget()
        }
        typed.wipe()
        phase = .closed
    }
}

/// Takes what is entered in the line mode, and tells what can be answered.
public protocol PlainListener: InputSink {
    /// The view that the next line answers.
    var view: View { get }
    /// What can be done now, in the order in which it is listed.
    var commands: [OfferedCommand] { get }
    /// The language of what is written.
    var language: Language { get }
    /// How many values make up a key of the exchange that is being connected.
    var keyValues: Int { get }
}
