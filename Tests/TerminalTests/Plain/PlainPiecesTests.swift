import Core
import Domain
import Glibc
import Testing

@testable import Terminal

/// The plain mode with what arrives in pieces, from other keyboards, and from terminals that mark a paste.
@Suite(.serialized)
struct PlainPiecesTests {
    /// Shows a form with three secrets and a button, as that for a key, and writes down what it is told.
    private final class Form: PlainListener {
        let recorder = KeyRecorder()
        var focus = 0

        var view: View {
            func focus(_ index: Int) -> Block.Focus { index == self.focus ? .chosen : .none }
            return View(
                title: "Form",
                blocks: [
                    .fields(
                        (0..<3).map { Block.Field(label: "Secret \($0)", content: .secret(length: 0, shown: ""), focus: focus($0)) } + [
                            Block.Field(label: "", content: .action("Go"), focus: focus(3))
                        ])
                ], secretFocus: self.focus < 3 ? Slot(1) : nil)
        }

        var commands: [OfferedCommand] { [OfferedCommand(keys: [.escape], label: "back")] }
        var language: Language { .english }
        var keyValues: Int { 3 }

        func key(_ key: Key) {
            recorder.key(key)
            if key == .enter || key == .tab { focus = min(3, focus + 1) }
        }

        func pasteBegan() { recorder.pasteBegan() }
        func paste(_ bytes: UnsafeRawBufferPointer) { recorder.paste(bytes) }
        func pasteEnded() { recorder.pasteEnded() }
        func pasteLeftOpen() { recorder.pasteLeftOpen() }
    }

    /// What was done with pieces that silence lies between: as long as nothing more is waited for, or, for `silence`, as long as that.
    private func session(_ pieces: [String], type: String = "xterm-256color", silence: Silence = .shorterThanPatience) throws -> (
        form: Form, output: String, isAsBefore: Bool
    ) {
        let pseudoterminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { pseudoterminal.close() }
        let before = pseudoterminal.modes
        let setup = TerminalSetup(
            inputDescriptor: pseudoterminal.program, outputDescriptor: pseudoterminal.program, type: type, colours: .none,
            multiplexer: .none)
        let terminal = try PlainTerminal(setup: setup, language: .english)
        let form = Form()
        terminal.present(form.view, language: .english)
        func quiet() {
            terminal.becameQuiet(form)
            terminal.present(form.view, language: .english)
        }
        for piece in pieces {
            pseudoterminal.type(piece)
            var polled = pollfd(fd: pseudoterminal.program, events: Int16(POLLIN), revents: 0)
            while poll(&polled, 1, 300) > 0 { #expect(terminal.read(into: form) == .decoded) }
            switch (silence, terminal.timeoutMilliseconds) {
            case (.longerThanAny, _): quiet()
            case (.shorterThanPatience, let patience?): if patience <= 500 { quiet() }
            case (.shorterThanPatience, nil): break
            }
        }
        while terminal.timeoutMilliseconds != nil { quiet() }
        terminal.restore()
        return (form, try pseudoterminal.output(), pseudoterminal.modes == before)
    }

    private enum Silence {
        case shorterThanPatience
        case longerThanAny
    }

    private func keys(_ text: String) -> [KeyRecorder.Happening] { text.unicodeScalars.map { .key(.character($0)) } }

    @Test func theTerminalIsAskedToMarkPastesWhereItCan() throws {
        let session = try session(["ab\r"])
        #expect(session.form.recorder.happenings == keys("ab") + [.key(.enter)])
        #expect(session.output.contains("\u{1B}[?2004h") && session.output.hasSuffix("\u{1B}[?2004l") && session.isAsBefore)
        for type in ["dumb", "linux", "vt220", ""] {
            #expect(try !self.session(["ab\r"], type: type).output.utf8.contains(0x1B), "\(type)")
        }
    }

    /// No line end within a paste submits anything, wherever the line cuts it and however long it is silent.
    @Test func aMarkedPasteIsOneWhereverItIsCut() throws {
        let content = "key\nsecret\npass\n"
        let stream = "\u{1B}[200~\(content)\u{1B}[201~"
        for cut in [1, 2, 4, 5, 6, 8, 10, 17, 22, 23, 25, 27] {
            let session = try session([String(stream.prefix(cut)), String(stream.dropFirst(cut))])
            let happenings = session.form.recorder.happenings.filter { $0 != .key(.escape) }
            #expect(happenings == [.pasteBegan, .pasted(Array(content.utf8)), .pasteEnded], "cut at \(cut)")
        }
        let broken = try session(["\u{1B}[200~key\nsec", "ret\npass\n", "\u{1B}[201~", "x\n"], silence: .longerThanAny)
        #expect(
            broken.form.recorder.happenings == [.pasteBegan, .pasted(Array("key\nsec".utf8)), .pasteEnded, .pasteLeftOpen] + keys("x") + [
                .key(.enter)
            ])
    }

    @Test func aMarkedPasteOfOneLineEndsNoLine() throws {
        #expect(
            try session(["\u{1B}[200~key\n\u{1B}[201~"]).form.recorder.happenings == [
                .pasteBegan, .pasted(Array("key\n".utf8)), .pasteEnded,
            ])
        #expect(
            try session(["\u{1B}[200~key\u{1B}[201~\r"]).form.recorder.happenings == [
                .pasteBegan, .pasted(Array("key".utf8)), .pasteEnded, .key(.enter),
            ])
        #expect(
            try session(["ab\r\u{1B}[200~key\u{1B}[201~"]).form.recorder.happenings == keys("ab") + [
                .key(.enter), .pasteBegan, .pasted(Array("key".utf8)), .pasteEnded,
            ])
    }

    /// Where nothing marks a paste, a line that came at once is waited behind for more.
    @Test func aLineThatCameAtOnceIsWaitedBehind() throws {
        let pseudoterminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { pseudoterminal.close() }
        for distance in [LineDistance.near, .far] {
            var setup = TerminalSetup(
                inputDescriptor: pseudoterminal.program, outputDescriptor: pseudoterminal.program, type: "dumb", colours: .none,
                multiplexer: .none)
            setup.distance = distance
            let terminal = try PlainTerminal(setup: setup, language: .english)
            let form = Form()
            terminal.present(form.view, language: .english)
            func read(_ text: String) {
                pseudoterminal.type(text)
                var polled = pollfd(fd: pseudoterminal.program, events: Int16(POLLIN), revents: 0)
                while poll(&polled, 1, 300) > 0 { #expect(terminal.read(into: form) == .decoded) }
            }
            read("a")
            read("\n")
            #expect(terminal.timeoutMilliseconds == distance.typedLineMilliseconds)
            terminal.becameQuiet(form)
            read("37c541a1-1111\n")
            #expect(terminal.timeoutMilliseconds == distance.burstMilliseconds)
            read("22582BD0\nAbcd")
            terminal.becameQuiet(form)
            #expect(
                form.recorder.happenings == keys("a") + [
                    .key(.enter), .pasteBegan, .pasted(Array("37c541a1-1111\n22582BD0\nAbcd".utf8)), .pasteEnded,
                ])
            terminal.restore()
        }
    }

    @Test func keysOfOtherKeyboardsAreTyped() throws {
        let typed =
            "\u{1B}[97;1u\u{1B}[97;1:3u\u{1B}[57441;2u\u{1B}[98:66;2u\u{1B}[57441;1:3u\u{1B}[99;1u\u{1B}[127;1u\u{1B}[127;1:3u\u{1B}[1;1:3D\u{1B}[27;2;100~\u{1B}[13;1u\u{1B}[13;1:3u"
        #expect(try session([typed]).form.recorder.happenings == keys("aBD") + [.key(.enter)])
        for cut in [3, 9, 14, 30] {
            #expect(
                try session([String(typed.prefix(cut)), String(typed.dropFirst(cut))]).form.recorder.happenings == keys("aBD") + [
                    .key(.enter)
                ], "cut at \(cut)")
        }
        #expect(try session(["ab\u{1B}[117;5u\u{1B}[99;1u\r"]).form.recorder.happenings == keys("c") + [.key(.enter)])
        #expect(try session(["\u{1B}[27u"]).form.recorder.happenings == [.key(.escape)])
        #expect(try session(["\u{1B}[100;5u"]).form.recorder.happenings == [.key(.control("c"))])
    }
}
