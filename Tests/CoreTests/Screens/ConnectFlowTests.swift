import TestSupport
import Testing

@testable import Core
@testable import Domain

/// The way from an empty start to a connected account.
struct ConnectFlowTests {
    private static let slots = CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3))

    @Test func connectsByTyping() throws {
        var transcript = MachineTranscript()
        #expect(transcript.press(.enter) == [])
        #expect(transcript.screenTitle == "Choose exchange")
        transcript.press(.enter, .enter, .enter, .enter)
        #expect(transcript.focus == .credential(.apiKey))
        for credential in Credential.allCases {
            try transcript.typeSecret(Sample.summary(credential))
            if credential != .passphrase { #expect(transcript.press(.enter) == []) }
        }
        let target = AccessTarget(exchange: "okx", site: ExchangeProfile.okx.sites[0], environment: .live, slots: Self.slots)
        #expect(transcript.press(.enter) == [.start(Ticket(1), .verify(target))])
        for row in VerificationRow.allCases { #expect(transcript.send(.operation(Ticket(1), .rowSettled(row, Sample.good(row)))) == []) }
        #expect(
            try transcript.finishJob(.read(Sample.snapshot())) == [
                .startTimer(.refresh, milliseconds: 15_000), .startTimer(.notice, milliseconds: 6_000),
            ])
        #expect(transcript.phase == .passed(Sample.snapshot()))
        #expect(transcript.view.notice == Span("“main” is connected.", .good))
        #expect(transcript.press(.enter) == [.stopTimer(.notice)])
        #expect(transcript.screenTitle == "My Exchanges")
        let connection = try #require(transcript.machine.connections.first)
        #expect(
            connection == Connection(id: 1, name: "main", target: target, account: Account(Sample.snapshot())))
        #expect(connection.status == .connected)
        transcript.end()
    }

    @Test func connectsByOnePaste() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        let paste = PasteFindings.Paste(1)
        #expect(
            transcript.paste(.threeValues) == [
                .takeFromPaste(paste, .apiKey, Slot(1)), .takeFromPaste(paste, .secretKey, Slot(2)),
                .takeFromPaste(paste, .passphrase, Slot(3)),
                .discardPaste(paste),
            ])
        #expect(transcript.focus == .connect)
        #expect(transcript.driver.openTickets.isEmpty, "a paste never submits")
        transcript.press(.enter)
        try transcript.finishJob(.read(Sample.snapshot()))
        #expect(transcript.machine.connections.map(\.name) == ["main"])
        transcript.end()
    }

    @Test func connectsASample() throws {
        var transcript = MachineTranscript(Sample.demo())
        transcript.goToEntry()
        #expect(transcript.focus == .sample)
        transcript.press(.right)
        #expect(transcript.press(.enter) == [.fillSample("practice", Self.slots)])
        #expect(transcript.focus == .connect)
        #expect(transcript.machine.draft.environment == .demo, "a sample brings its environment")
        transcript.press(.enter)
        guard case .verify(let target) = try transcript.runningJob().job else { return #expect(Bool(false), "no verification runs") }
        #expect(target.environment == .demo)
        #expect(target.site.origin == .sandbox)
        try transcript.finishJob(.read(Sample.snapshot()))
        transcript.press(.enter)
        #expect(transcript.view.badge == .sandboxDemo)
        transcript.end()
    }

    @Test func samplesGoRound() {
        var transcript = MachineTranscript(Sample.demo())
        transcript.goToEntry()
        transcript.press(.left)
        #expect(transcript.press(.enter) == [.fillSample("empty", Self.slots)])
        transcript.end()
    }

    @Test func aSecondConnectionHasSlotsAndANameOfItsOwn() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        transcript.goToEntry()
        #expect(transcript.paste(.keyAndSecret).contains(.takeFromPaste(PasteFindings.Paste(2), .apiKey, Slot(4))))
        #expect(transcript.focus == .credential(.passphrase), "the value that is missing is next")
        try transcript.typeSecret(Sample.summary(.passphrase))
        transcript.press(.enter)
        try transcript.finishJob(.read(Sample.snapshot(kind: .sub)))
        #expect(transcript.machine.connections.map(\.name) == ["main", "main-2"])
        #expect(transcript.machine.connections.map(\.target.slots.apiKey) == [Slot(1), Slot(4)])
        transcript.end()
    }

    @Test func goingBackKeepsEverythingButSecrets() throws {
        var transcript = MachineTranscript()
        transcript.press(.enter, .enter, .character(" "), .character("n"))
        #expect(transcript.machine.draft.tickedSettings == [0])
        #expect(transcript.machine.draft.futures == .notUsed)
        transcript.press(.enter, .enter, .enter)
        transcript.goTo(.site)
        transcript.press(.right, .right, .right, .down, .right)
        transcript.goTo(.name)
        transcript.press(.control("u"))
        transcript.type("desk ")
        transcript.paste(.threeValues)
        #expect(transcript.driver.secrets.count == 3)
        #expect(transcript.press(.escape) == [.wipe(Slot(1)), .wipe(Slot(2)), .wipe(Slot(3))])
        #expect(transcript.driver.secrets.isEmpty)
        transcript.press(.escape)
        #expect(transcript.view.notice?.text == Text.english.tools.oneMoreLeaves)
        transcript.press(.escape)
        #expect(transcript.screenTitle == "My Exchanges", "the third in a row leads out")

        transcript.goToEntry()
        let draft = transcript.machine.draft
        #expect(draft.siteIndex == 2)
        #expect(draft.environment == .demo)
        #expect(draft.name == "desk ")
        #expect(draft.tickedSettings == [0])
        #expect(draft.futures == .notUsed)
        #expect(transcript.machine.context.summaries.isEmpty)
        #expect(transcript.view.badge == .demo)
        transcript.paste(.threeValues)
        transcript.press(.enter)
        guard case .verify(let target) = try transcript.runningJob().job else { return #expect(Bool(false), "no verification runs") }
        #expect(target.site.id == "us")
        #expect(target.environment == .demo)
        #expect(target.futures == .notUsed)
        try transcript.finishJob(.read(Sample.snapshot()))
        #expect(transcript.machine.connections.map(\.name) == ["desk"])
        transcript.end()
    }

    /// What was said of one account is nothing that is known of the next.
    @Test(arguments: ["futures", "site", "environment", "name", "ticks"]) func nothingCarriesOverToTheNextAccount(what: String) throws {
        var transcript = MachineTranscript()
        transcript.press(.enter, .enter)
        if what == "ticks" { transcript.press(.character(" ")) }
        if what == "futures" { transcript.press(.character("n")) }
        transcript.press(.enter, .enter, .enter)
        if what == "site" {
            transcript.goTo(.site)
            transcript.press(.right)
        }
        if what == "environment" {
            transcript.goTo(.environment)
            transcript.press(.right)
        }
        if what == "name" {
            transcript.goTo(.name)
            transcript.type("-one")
        }
        let told = transcript.machine.draft
        #expect(told != Draft(exchange: told.exchange), "\(what) was told")
        transcript.paste(.threeValues)
        transcript.press(.enter)
        try transcript.finishJob(.read(Sample.snapshot()))
        // The verification still says where it was.
        #expect(transcript.machine.draft.siteIndex == told.siteIndex)
        transcript.press(.enter, .character("a"))
        #expect(transcript.machine.draft == Draft(exchange: told.exchange))
        transcript.end()
    }

    /// From each step of the way, and in whatever state it is.
    @Test func threeEscapesAtMostLeadOut() throws {
        for configuration in [Sample.live(), Sample.approved()] {
            for steps in 1...6 {
                var transcript = MachineTranscript(configuration)
                transcript.press(.character("a"))
                for _ in 1..<steps { transcript.press(.enter) }
                if transcript.focus != nil { transcript.paste(.threeValues) }
                let depth = transcript.machine.screens.count - 1
                for count in 1...3 {
                    transcript.press(.escape)
                    let left = transcript.machine.screens.count - 1
                    #expect(left == (count == 3 ? 0 : max(0, depth - count)), "\(steps) steps, Esc \(count)")
                }
                #expect(transcript.driver.secrets.isEmpty && transcript.driver.openTickets.isEmpty)
                transcript.end()
            }
        }
        // Another key between begins anew.
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.press(.escape, .escape, .down, .escape)
        #expect(transcript.screenTitle == "Futures settings")
        transcript.end()
    }

    @Test func fastAPIIsPreselectedWhereAClientIsConfigured() {
        for (configuration, title) in [(Sample.live(), "Make an API key at OKX"), (Sample.approved(), "Fast API: authorize")] {
            var transcript = MachineTranscript(configuration)
            transcript.press(.character("a"), .enter, .enter, .enter)
            #expect(transcript.screenTitle == title)
            transcript.end()
        }
    }

    @Test func anotherExchangeStartsAFreshDraft() {
        var configuration = Sample.live()
        configuration.exchanges.append(Sample.otherExchange)
        var transcript = MachineTranscript(configuration)
        transcript.press(.enter, .enter, .character(" "), .escape, .down, .enter)
        #expect(transcript.machine.draft == Draft(exchange: "borrowed"))
        transcript.press(.enter, .enter, .enter)
        #expect(transcript.screenTitle == "Connect to Borrowed Bourse")
        transcript.press(.escape, .escape, .escape, .escape, .enter)
        #expect(transcript.machine.draft == Draft(exchange: "borrowed"), "the same exchange keeps its draft")
        transcript.end()
    }

    @Test func arrowsMoveTheCursorOfTheFilter() {
        var transcript = MachineTranscript()
        transcript.press(.enter, .character("/"))
        transcript.type("kx")
        transcript.press(.left, .left, .left)
        transcript.type("o")
        #expect(transcript.screenTitle == "Choose exchange")
        #expect(transcript.view.strings.contains("okx"))
        transcript.press(.right, .backspace)
        #expect(transcript.view.strings.contains("ox"))
        transcript.press(.escape, .left)
        #expect(transcript.screenTitle == "My Exchanges", "while browsing they lead back and on")
        transcript.press(.enter, .right)
        #expect(transcript.screenTitle == "Futures settings")
        transcript.end()
    }

    @Test func theFilterNarrowsTheList() {
        var configuration = Sample.live()
        configuration.exchanges.append(Sample.otherExchange)
        var transcript = MachineTranscript(configuration)
        transcript.press(.enter, .character("/"))
        transcript.type("tulip?q")
        #expect(transcript.machine.overlay == nil, "while letters are text, ? is one")
        // Nothing matches, nothing is chosen.
        transcript.pressInVain(.enter, because: .noMatch)
        transcript.press(.backspace, .backspace, .enter)
        #expect(transcript.machine.draft.exchange == "borrowed")
        transcript.press(.escape)
        transcript.press(.character("/"), .control("u"))
        transcript.type("OKX")
        transcript.press(.escape)
        guard case .chooseExchange(let model)? = transcript.machine.screens.last else {
            return #expect(Bool(false), "Esc ends the filter first")
        }
        #expect(model.shown(transcript.machine.context).count == 2)
        transcript.end()
    }

    @Test func aNameThatIsTakenOrBlankIsRefused() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        transcript.goToEntry()
        transcript.paste(.threeValues)
        for name in ["main", "main  ", "  ", ""] {
            transcript.goTo(.name)
            transcript.press(.control("u"))
            transcript.type(name)
            transcript.goTo(.connect)
            #expect(transcript.press(.enter) == [], "“\(name)”")
            #expect(transcript.focus == .name)
        }
        transcript.type("二")
        transcript.goTo(.connect)
        transcript.press(.enter)
        #expect(transcript.phase == .running)
        transcript.end()
    }

    @Test func aNameCannotGrowWithoutBound() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        for _ in 0..<400 { transcript.type("e\u{301}\u{301}\u{301}\u{301}\u{301}") }
        let name = transcript.machine.draft.name ?? ""
        #expect(name.count <= 32)
        #expect(name.unicodeScalars.count <= 128)
        transcript.end()
    }

    @Test func theLineEditorMovesAndErases() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.name)
        transcript.press(.control("a"), .delete, .delete)
        #expect(transcript.machine.draft.name == "in")
        transcript.type("ba")
        transcript.press(.end, .left, .backspace)
        #expect(transcript.machine.draft.name == "ban")
        transcript.press(.home, .backspace, .left, .end, .right, .delete)
        #expect(transcript.machine.draft.name == "ban")
        transcript.end()
    }

    @Test func whatIsMissingOrCannotTravelIsNamed() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.goTo(.connect)
        #expect(transcript.press(.enter) == [])
        #expect(transcript.focus == .credential(.apiKey))
        #expect(transcript.view.strings.count { $0 == Text.english.entry.fieldEmpty } == 3)
        let trouble = SecretSummary.Trouble(position: 3, character: .fullWidth)
        try transcript.typeSecret(SecretSummary(length: 36, shape: .other, masked: nil, troubles: [trouble]))
        transcript.paste(.secretWithLabel)
        transcript.goTo(.credential(.passphrase))
        try transcript.typeSecret(Sample.summary(.passphrase))
        #expect(transcript.press(.enter) == [])
        #expect(transcript.focus == .credential(.apiKey))
        #expect(transcript.view.strings.contains(Text.english.entry.cannotTravel))
        #expect(transcript.view.strings.contains("Character 3 is a full-width character."))
        transcript.end()
    }

    @Test func keyAndSecretChangePlaces() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        try transcript.typeSecret(Sample.summary(.secretKey))
        transcript.goTo(.credential(.secretKey))
        try transcript.typeSecret(Sample.summary(.apiKey))
        #expect(transcript.view.strings.contains(Text.english.entry.looksSwapped("API Key", "Secret Key")))
        #expect(transcript.press(.control("x")) == [])
        #expect(
            transcript.machine.context.summaries == [
                .credential(.apiKey): Sample.summary(.apiKey), .credential(.secretKey): Sample.summary(.secretKey),
            ])
        #expect(!transcript.view.strings.contains(Text.english.entry.looksSwapped("API Key", "Secret Key")))
        transcript.goTo(.credential(.passphrase))
        try transcript.typeSecret(Sample.summary(.passphrase))
        transcript.press(.enter)
        guard case .verify(let target) = try transcript.runningJob().job else { return #expect(Bool(false), "no verification runs") }
        #expect(target.slots == CredentialSlots(apiKey: Slot(2), secretKey: Slot(1), passphrase: Slot(3)))
        transcript.end()
    }

    @Test func erasingASecretIsLeftToTheStore() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        try transcript.typeSecret(Sample.summary(.apiKey))
        #expect(transcript.press(.backspace) == [.editSecret(Slot(1), .removeLast)])
        #expect(transcript.machine.context.summary(.apiKey).length == 35)
        #expect(transcript.press(.control("u")) == [.editSecret(Slot(1), .clear)])
        #expect(transcript.machine.context.summaries.isEmpty)
        transcript.end()
    }

    @Test func aSampleThatIsFilledInLateIsKeptForItsVerification() throws {
        var transcript = MachineTranscript(Sample.demo())
        transcript.goToEntry()
        transcript.press(.enter)
        transcript.goTo(.sample)
        transcript.answering = .later
        transcript.press(.enter, .enter)
        #expect(transcript.phase == .running)
        transcript.deliverAnswers()
        #expect(transcript.driver.secrets.count == 3)
        try transcript.finishJob(.read(Sample.snapshot()))
        transcript.press(.enter)
        transcript.refresh([.read(Sample.snapshot())])
        transcript.end()
    }

    @Test func aSecretThatArrivesAfterItsScreenWasLeftIsWiped() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.press(.escape)
        #expect(transcript.send(.secretChanged(Slot(2), Sample.summary(.secretKey))) == [.wipe(Slot(2))])
        #expect(transcript.send(.secretChanged(Slot(77), .empty)) == [])
        transcript.end()
    }

    @Test func fastAPIExplainsItself() {
        var transcript = MachineTranscript()
        transcript.press(.enter, .enter, .enter, .up)
        #expect(transcript.press(.enter) == [])
        #expect(transcript.view.dialog?.title == "Fast API is not configured")
        transcript.press(.enter)
        #expect(transcript.view.dialog == nil)
        #expect(transcript.screenTitle == "Connect method")
        transcript.press(.down, .enter)
        #expect(transcript.screenTitle == "Make an API key at OKX")
        transcript.end()
    }

    @Test func addressesAreCopied() {
        var transcript = MachineTranscript()
        transcript.press(.enter, .enter)
        #expect(transcript.press(.character("y")) == [.copy("https://www.okx.com"), .startTimer(.notice, milliseconds: 6_000)])
        #expect(transcript.view.notice?.text == "Copied: https://www.okx.com")
        transcript.press(.enter, .enter, .up, .right, .up, .right)
        let page = "https://my.okx.com/account/my-api?go-demo-trading=1"
        #expect(transcript.press(.character("y")) == [.copy(page), .startTimer(.notice, milliseconds: 6_000)])
        transcript.end()
    }

    /// "Copied" is a promise, and is given only where it can be kept; everywhere else the text is there to be copied.
    @Test(arguments: Language.allCases) func copiedIsSaidOnlyWhereItIsKnown(language: Language) {
        let words = Text.of(language)
        for copying in [AppConfiguration.Copying.clipboard, .unconfirmed, .keptByTmux, .byHand] {
            var configuration = Sample.live(language)
            configuration.copying = copying
            var transcript = MachineTranscript(configuration)
            transcript.press(.enter, .enter, .character("y"))
            let notice = transcript.view.notice?.text ?? ""
            #expect(notice.hasSuffix("https://www.okx.com"))
            #expect(notice.hasPrefix(words.dialogs.copied + words.colon) == (copying == .clipboard))
            #expect(notice.contains("set -g set-clipboard on") == (copying == .keptByTmux))
            #expect(transcript.driver.copied.isEmpty == (copying == .byHand))
            // All of it is seen on the smallest terminal.
            let frame = Frame(transcript.view, size: Frame.smallestSize)
            let shown = (0..<frame.size.rows).map { frame.row($0).map(\.glyph).joined() }.joined().replacing(" ", with: "")
            #expect(shown.contains(notice.replacing(" ", with: "")), "\(copying)")
            transcript.end()
        }
    }
}
