import Core
import Domain
import Glibc
import Testing

@testable import Terminal

/// The plain mode on a terminal: what it takes for a command, a text, a secret and a paste, and that nothing it writes moves a cursor.
@Suite(.serialized)
struct PlainTerminalTests {
    /// Shows a form with a text and two secrets, and writes down what it is told.
    private final class Form: PlainListener {
        let recorder = KeyRecorder()
        var focus = 1
        var secretLength = 0

        var view: View {
            func focus(_ index: Int) -> Block.Focus { index == self.focus ? .chosen : .none }
            return View(
                title: "Form",
                blocks: [
                    .fields([
                        Block.Field(label: "Name", content: .text("", cursor: 0, placeholder: ""), focus: focus(0)),
                        Block.Field(label: "Secret", content: .secret(length: secretLength, shown: ""), focus: focus(1)),
                        Block.Field(label: "", content: .action("Go"), focus: focus(2)),
                    ])
                ], secretFocus: self.focus == 1 ? Slot(1) : nil)
        }

        var commands: [OfferedCommand] {
            [OfferedCommand(keys: [.escape], label: "back"), OfferedCommand(keys: [.character("r")], label: "refresh")]
        }
        var language: Language { .english }
        var keyValues: Int { 2 }

        func key(_ key: Key) {
            recorder.key(key)
            switch key {
            case .down, .tab: focus = min(2, focus + 1)
            case .up, .backTab: focus = max(0, focus - 1)
            case .character, .control, .alt, .enter, .escape, .backspace, .delete, .insert, .left, .right, .home, .end, .pageUp, .pageDown,
                .function:
                break
            }
        }

        func pasteBegan() { recorder.pasteBegan() }
        func paste(_ bytes: UnsafeRawBufferPointer) { recorder.paste(bytes) }
        func pasteEnded() { recorder.pasteEnded() }
    }

    /// What was done and what was written, once everything that was typed has been read.
    private func session(_ typed: [String], focus: Int = 1, length: Int = 0) throws -> (
        form: Form, output: String, wasHidden: Bool, isAsBefore: Bool
    ) {
        let pseudoterminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { pseudoterminal.close() }
        let before = pseudoterminal.modes
        let setup = TerminalSetup(
            inputDescriptor: pseudoterminal.program, outputDescriptor: pseudoterminal.program, type: "dumb", colours: .none,
            multiplexer: .none)
        let terminal = try PlainTerminal(setup: setup, language: .english)
        let form = Form()
        form.focus = focus
        form.secretLength = length
        terminal.present(form.view, language: .english)
        let hidden = pseudoterminal.modes != before
        for text in typed {
            pseudoterminal.type(text)
            var polled = pollfd(fd: pseudoterminal.program, events: Int16(POLLIN), revents: 0)
            while poll(&polled, 1, 300) > 0 { #expect(terminal.read(into: form) == .decoded) }
            terminal.becameQuiet(form)
            terminal.present(form.view, language: .english)
        }
        terminal.restore()
        return (form, try pseudoterminal.output(), hidden, pseudoterminal.modes == before)
    }

    private func keys(_ text: String) -> [KeyRecorder.Happening] { text.unicodeScalars.map { .key(.character($0)) } }

    @Test func aSecretIsNotShownAndArrivesAsCharacters() throws {
        let session = try session(["Geheim.1ß\n"])
        #expect(session.form.recorder.happenings == keys("Geheim.1ß") + [.key(.enter)])
        #expect(!session.output.contains("Geheim"))
        #expect(session.wasHidden && session.isAsBefore)
        #expect(!session.output.utf8.contains(0x1B))
        #expect(session.output.contains("Secret (not shown while typed): "))
    }

    @Test func aSecretThatIsThereIsReplaced() throws {
        #expect(try session(["ab\n"], length: 3).form.recorder.happenings == [.key(.control("u"))] + keys("ab") + [.key(.enter)])
    }

    @Test func aSecretCanBeEditedWhileItIsTyped() throws {
        let session = try session(["axß", "\u{7F}\u{7F}", "b\u{1B}[A", "nothing\u{15}", "ac\r"])
        #expect(session.form.recorder.happenings == keys("ac") + [.key(.enter)])
    }

    @Test func severalLinesAreOnePasteEvenWithoutAnEndOfTheLast() throws {
        for text in ["one\ntwo\nthree", "one\r\ntwo\r\nthree\r\n"] {
            let happenings = try session([text]).form.recorder.happenings
            #expect(happenings.first == .pasteBegan && happenings.last == .pasteEnded && happenings.count == 3)
            guard happenings.count == 3, case .pasted(let bytes) = happenings[1] else { continue }
            #expect(String(decoding: bytes, as: UTF8.self).split(separator: "\n") == ["one", "two", "three"])
        }
    }

    @Test func commandsHaveAColonWhereSecretsAreEntered() throws {
        #expect(try session([":back\n"]).form.recorder.happenings == [.key(.escape)])
        #expect(try session([":1\n"]).form.recorder.happenings == [.key(.up)])
        #expect(try session([":3\n"]).form.recorder.happenings == [.key(.down), .key(.enter)], "what happens when it is chosen happens")
        #expect(try session(["back\n"]).form.recorder.happenings == keys("back") + [.key(.enter)])
        #expect(try session([":no such word\n"]).form.recorder.happenings == keys(":no such word") + [.key(.enter)])
    }

    @Test func loneKeysWorkWhereNothingIsShown() throws {
        #expect(try session(["\t"]).form.recorder.happenings == [.key(.tab)])
        #expect(try session(["\u{1B}"]).form.recorder.happenings == [.key(.escape)])
        #expect(try session(["\u{04}"]).form.recorder.happenings == [.key(.control("c"))])
    }

    @Test func aLineIsTheContentOfATextAndTheEndOfInputAsks() throws {
        let session = try session(["desk\n", "\u{04}"], focus: 0)
        #expect(session.form.recorder.happenings == [.key(.control("u"))] + keys("desk") + [.key(.enter), .key(.control("c"))])
        #expect(session.isAsBefore)
    }

    @Test func whatIsNotUnderstoodIsNotRepeated() throws {
        let output = try session(["1E7E68B0265662BC022C\n"], focus: 2).output
        #expect(output.contains("Not understood."))
        // Once, by the terminal itself.
        #expect(output.split(separator: "1E7E68B0265662BC022C", omittingEmptySubsequences: false).count == 2)
    }

    @Test func nothingIsWrittenWhileNothingMatters() throws {
        let pseudoterminal = try CollectedTerminal(columns: 80, rows: 24)
        defer { pseudoterminal.close() }
        let setup = TerminalSetup(
            inputDescriptor: pseudoterminal.program, outputDescriptor: pseudoterminal.program, type: "dumb", colours: .none,
            multiplexer: .none)
        let terminal = try PlainTerminal(setup: setup, language: .english)
        let form = Form()
        terminal.present(form.view, language: .english)
        _ = try pseudoterminal.output()
        terminal.present(form.view, language: .english)
        #expect(try pseudoterminal.output() == "")
        #expect(terminal.timeoutMilliseconds == nil)
        terminal.restore()
    }

    @Test func tooMuchIsThrownAway() throws {
        let session = try session(Array(repeating: String(repeating: "a", count: 1_000), count: 17))
        #expect(session.output.contains("too long"))
    }
}
