import Testing

@testable import Core
@testable import Domain

/// Where pastes go, and where they never go.
struct PasteTests {
    private static let paste = PasteFindings.Paste(1)

    @Test func screensWithoutFieldsDiscardEveryPaste() throws {
        for scene in Scene.all {
            for content in Sample.PasteContent.allCases {
                var transcript = try scene.transcript(.english)
                guard !transcript.takesPastes else { continue }
                let secrets = transcript.driver.secrets
                let effects = transcript.paste(content).filter { $0 != Sample.patience }
                guard case .discardPaste? = effects.first else { return #expect(Bool(false), "\(scene.name), \(content)") }
                #expect(effects.dropFirst() == [.startTimer(.notice, milliseconds: 6_000)], "\(scene.name), \(content)")
                #expect(transcript.view.notice?.text == Text.english.entry.pasteNowhere)
                #expect(transcript.driver.secrets == secrets)
                transcript.end()
            }
        }
    }

    @Test(arguments: Sample.PasteContent.allCases)
    func aPlainFieldNeverShowsWhatMayBeSecret(content: Sample.PasteContent) {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        let effects = transcript.paste(content)
        let isReleased = effects.contains(.releasePaste(Self.paste))
        #expect(isReleased == (content == .plainWord))
        #expect(effects.last == .discardPaste(Self.paste))
        if content == .keyInOneLine { #expect(transcript.view.strings.contains(Text.english.entry.pasteSecretInPlainField)) }
        transcript.end()
    }

    @Test func aPlainWordGoesIntoTheName() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        #expect(transcript.paste(.plainWord) == [.releasePaste(Self.paste), .discardPaste(Self.paste)])
        transcript.send(.pasteReleased(Self.paste, "-bot\u{1B}[2J\u{202E}\n1"))
        #expect(transcript.machine.draft.name == "main-bot[2J 1")
        transcript.end()
    }

    @Test func aReleasedTextThatComesLateChangesNothing() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        transcript.paste(.plainWord)
        transcript.press(.tab)
        let before = transcript.machine
        transcript.send(.pasteReleased(Self.paste, "late"))
        #expect(transcript.machine == before)
        transcript.press(.escape)
        transcript.send(.pasteReleased(Self.paste, "later"))
        #expect(transcript.machine.draft.name == nil)
        transcript.end()
    }

    @Test func oneValueGoesIntoTheFieldThatHasTheFocus() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        #expect(
            transcript.paste(.keyInOneLine) == [
                .editSecret(Slot(1), .clear), .appendPaste(Self.paste, Slot(1)), .discardPaste(Self.paste),
            ])
        #expect(
            transcript.view.strings.contains(
                "Filled in: API Key. Removed 1 stray character at the edges. Still missing: Secret Key, Passphrase."))
        let second = PasteFindings.Paste(2)
        #expect(transcript.paste(.keyInOneLine) == [.appendPaste(second, Slot(1)), .discardPaste(second)])
        #expect(transcript.machine.context.summary(.apiKey).length == 72)
        transcript.end()
    }

    @Test func aRemarkIsDroppedWhenItsFieldIsEdited() throws {
        let filled = "Filled in: API Key, Secret Key, Passphrase. Removed 2 stray characters at the edges."
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.paste(.threeValues)
        #expect(transcript.view.strings.contains(filled))
        transcript.press(.tab, .tab)
        #expect(transcript.view.strings.contains(filled), "moving on is no edit")
        transcript.goTo(.credential(.secretKey))
        transcript.press(.backspace)
        #expect(!transcript.view.strings.contains(filled))
        #expect(transcript.view.strings.contains(Text.english.entry.pasteOffer(3)))
        transcript.press(.control("u"))
        transcript.paste(.keyInOneLine)
        #expect(transcript.view.strings.contains("Filled in: Secret Key. Removed 1 stray character at the edges."))
        transcript.goTo(.credential(.passphrase))
        try transcript.typeSecret(Sample.summary(.passphrase))
        #expect(
            transcript.view.strings.contains("Filled in: Secret Key. Removed 1 stray character at the edges."), "it is about another field")
        transcript.goTo(.credential(.secretKey))
        transcript.press(.control("u"))
        #expect(transcript.view.strings.contains(Text.english.entry.pasteOffer(3)))
        transcript.goTo(.name)
        transcript.paste(.keyInOneLine)
        #expect(transcript.view.strings.contains(Text.english.entry.pasteSecretInPlainField))
        transcript.type("x")
        #expect(!transcript.view.strings.contains(Text.english.entry.pasteSecretInPlainField))
        transcript.end()
    }

    /// A value of a shape of its own is put where it belongs, wherever the focus is, and the focus goes on to what is missing.
    @Test func oneValueAtATimeFindsItsField() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        #expect(transcript.paste(.toldKey) == [.takeFromPaste(Self.paste, .apiKey, Slot(1)), .discardPaste(Self.paste)])
        #expect(transcript.focus == .credential(.secretKey))
        #expect(transcript.view.strings.contains("Filled in: API Key. Still missing: Secret Key, Passphrase."))
        // Where another value stands already, the user's choice counts.
        let second = PasteFindings.Paste(2)
        #expect(transcript.paste(.toldKey).contains(.appendPaste(second, Slot(2))))
        transcript.goTo(.credential(.apiKey))
        let third = PasteFindings.Paste(3)
        #expect(transcript.paste(.toldKey) == [.takeFromPaste(third, .apiKey, Slot(1)), .discardPaste(third)])
        transcript.end()
    }

    @Test func twoValuesWithoutLabelsAreTakenAndTheThirdIsAskedFor() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        #expect(
            transcript.paste(.keyAndSecretBare) == [
                .takeFromPaste(Self.paste, .apiKey, Slot(1)), .takeFromPaste(Self.paste, .secretKey, Slot(2)), .discardPaste(Self.paste),
            ])
        #expect(transcript.focus == .credential(.passphrase))
        #expect(transcript.view.strings.contains("Filled in: API Key, Secret Key. Still missing: Passphrase."))
        try transcript.typeSecret(Sample.summary(.passphrase))
        #expect(transcript.view.strings.contains("Filled in: API Key, Secret Key."), "nothing is missing any more")
        transcript.end()
    }

    @Test func oneLabelledValueFindsItsField() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        #expect(transcript.paste(.secretWithLabel) == [.takeFromPaste(Self.paste, .secretKey, Slot(2)), .discardPaste(Self.paste)])
        #expect(transcript.focus == .credential(.apiKey), "the first value that is missing")
        transcript.end()
    }

    @Test(arguments: [
        (Sample.PasteContent.nothing, Text.english.entry.pasteEmpty), (.endless, Text.english.entry.pasteTooLong),
        (.twoPlainLines, Text.english.entry.pasteNotRecognised(2, 3)),
    ])
    func whatIsOfNoUseIsNamed(content: Sample.PasteContent, words: String) {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        #expect(transcript.paste(content) == [.discardPaste(Self.paste)])
        #expect(transcript.view.strings.contains(words))
        #expect(transcript.driver.secrets.isEmpty)
        transcript.end()
    }

    @Test func theFilterTakesAPlainWordOnly() {
        for content in Sample.PasteContent.allCases {
            var transcript = MachineTranscript()
            transcript.press(.enter)
            let told = Effect.startTimer(.notice, milliseconds: 6_000)
            #expect(transcript.paste(content) == [.discardPaste(Self.paste), told], "letters are commands here")
            transcript.press(.character("/"))
            let second = PasteFindings.Paste(2)
            switch content {
            case .plainWord:
                #expect(transcript.paste(content) == [.releasePaste(second), .discardPaste(second)])
                transcript.send(.pasteReleased(second, "okx"))
                #expect(transcript.view.strings.contains("okx"))
            case .threeValues, .keyAndSecret, .keyAndSecretBare, .secretWithLabel, .toldKey, .keyInOneLine, .twoPlainLines, .nothing,
                .endless:
                #expect(transcript.paste(content) == [.discardPaste(second), told])
                #expect(transcript.view.notice?.text == Text.english.entry.pasteNowhere)
            }
            transcript.end()
        }
    }
}
