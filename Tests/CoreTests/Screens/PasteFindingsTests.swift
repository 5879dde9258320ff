import TestSupport
import Testing

@testable import Core
@testable import Domain

/// What the form for a key says of pastes that are not just three values.
struct PasteFindingsTests {
    private func findings(_ layout: PasteFindings.Layout, _ found: [Credential] = [], lines: Int = 3, length: Int = 90) -> PasteFindings {
        PasteFindings(
            paste: PasteFindings.Paste(1), length: length, lines: lines, layout: layout,
            credentials: Dictionary(uniqueKeysWithValues: found.map { ($0, Sample.summary($0)) }),
            secrecy: .mayBeSecret, trimmedCharacters: 0, extent: .whole)
    }

    private func form(_ language: Language = .english) -> (entry: KeyEntry, context: ScreenContext) {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        guard case .keyEntry(let entry)? = transcript.machine.screens.last else { fatalError("no form") }
        return (entry, transcript.machine.context)
    }

    @Test func valuesInAnotherOrderAreSaidToBe() {
        var (entry, context) = form()
        #expect(entry.receive(findings(.shapedLines, Credential.allCases), context) == .take(Credential.allCases))
        #expect(entry.view(context).strings.contains { $0.contains("came in another order") })
    }

    @Test(arguments: [(PasteFindings.Layout.twoKeys, "There are two keys in it"), (.brokenJSON, "begins as JSON")])
    func nothingIsTakenOfWhatIsNotOneKey(layout: PasteFindings.Layout, words: String) {
        var (entry, context) = form()
        #expect(entry.receive(findings(layout), context) == .discard)
        #expect(entry.view(context).strings.contains { $0.contains(words) })
    }

    @Test func aPassphraseMayBeginWithABrace() {
        var (entry, context) = form()
        for _ in 0..<2 { _ = entry.perform(.next, &context) }
        #expect(entry.focus == .credential(.passphrase))
        #expect(entry.receive(findings(.brokenJSON, lines: 1, length: 12), context) == .replace(.passphrase))
        #expect(entry.receive(findings(.brokenJSON, lines: 1, length: 120), context) == .discard)
    }

    @Test func aPasteWithoutAnEndIsSaid() {
        for language in Language.allCases {
            var transcript = MachineTranscript(Sample.live(language))
            transcript.goToEntry()
            transcript.send(.pasteLeftOpen)
            #expect(transcript.view.notice?.text == Text.of(language).entry.pasteLeftOpen)
            transcript.end()
        }
    }

    /// The screen and the commands judge by the same rule.
    @Test func findingsSayWhatCannotBe() {
        let fields = ExchangeProfile.okx.keyFields
        func findings(_ shapes: SecretSummary.Shape...) -> [[CredentialFinding]] {
            let summaries = Dictionary(
                uniqueKeysWithValues: zip(Credential.allCases, shapes).map {
                    ($0, SecretSummary(length: 32, shape: $1, masked: nil, troubles: []))
                })
            return fields.map { CredentialFinding.findings(on: $0, of: fields, in: summaries) }
        }
        #expect(findings(.uuid, .hexadecimal32, .passphraseRule) == [[], [], []])
        #expect(findings(.hexadecimal32, .uuid, .passphraseRule) == [[.swapped(fields[0], fields[1])], [.looksLike(fields[0])], []])
        #expect(findings(.uuid, .passphraseRule, .hexadecimal32) == [[], [.unusual(fields[1])], [.looksLike(fields[1])]])
        #expect(findings(.other, .other, .other) == fields.map { [.unusual($0)] })
        for finding in [CredentialFinding.swapped(fields[0], fields[1]), .looksLike(fields[0]), .twice] {
            #expect(finding.likelihood == .impossible)
        }
        for finding in fields.map(CredentialFinding.unusual) { #expect(finding.likelihood == .possible) }
        #expect(CredentialFinding.trouble(.init(position: 1, character: .space)).likelihood == .possible)
        #expect(CredentialFinding.trouble(.init(position: 1, character: .fullWidth)).likelihood == .impossible)
    }
}
