import Testing

@testable import Core
@testable import Domain

/// Help, questions and messages lie over a screen and take all keys.
struct OverlayTests {
    @Test func helpScrollsAndCloses() {
        var transcript = MachineTranscript()
        transcript.press(.character("?"))
        #expect(transcript.machine.overlay == .help(line: 0))
        transcript.press(.down, .down, .up)
        #expect(transcript.machine.overlay == .help(line: 1))
        transcript.press(.pageUp, .pageUp)
        #expect(transcript.machine.overlay == .help(line: 0))
        for _ in 0..<20 { transcript.press(.pageDown) }
        let last = transcript.machine.helpPage.count - 1
        #expect(transcript.machine.overlay == .help(line: last))
        for (key, line) in [(Key.home, 0), (.end, last), (.character("g"), 0), (.character("G"), last), (.character("k"), last - 1)] {
            transcript.press(key)
            #expect(transcript.machine.overlay == .help(line: line), "\(key.name)")
        }
        transcript.press(.escape)
        #expect(transcript.machine.overlay == nil)
        transcript.end()
    }

    /// Every key that help names for the screen in sight does something, in every scene.
    @Test(arguments: Scene.all)
    func helpListsOnlyWhatDoesSomething(scene: Scene) throws {
        let transcript = try scene.transcript(.english)
        guard transcript.machine.overlay == nil, let model = transcript.machine.screens.last?.model else { return }
        let offered = Set(EveryCommand.entries(transcript.machine).filter { $0.offer == .enabled }.map(\.label))
        for (situation, hints) in model.situations(transcript.machine.context) {
            let title = Text.english.tools.situation(situation)
            let group = try #require(transcript.machine.helpPage.groups.first { $0.title == title })
            #expect(group.lines.count == hints.count)
            for hint in hints { #expect(offered.contains(hint.label) || hint.label.contains("swap"), "\(scene.name): \(hint.label)") }
        }
    }

    /// Without a vault there is nothing to lock, and no other passphrase: neither here nor among the keys of other screens.
    @Test func theDemoNamesNoKeysOfAVault() throws {
        var transcript = MachineTranscript(Sample.demo())
        try transcript.connect()
        func named(_ words: String) -> Bool {
            transcript.machine.helpPage.groups.contains { $0.lines.contains { $0.hasSuffix("  " + words) } }
        }
        for words in [Text.english.keys.lock, Text.english.keys.keepWatching, Text.english.keys.changePassphrase] {
            #expect(!named(words), "\(words)")
        }
        transcript.goToEntry()
        for words in [Text.english.keys.lock, Text.english.keys.changePassphrase, Text.english.keys.unlock] {
            #expect(!named(words), "\(words)")
        }
        #expect(named(Text.english.keys.clearField) && named(Text.english.keys.rename))
        var vault = try MachineTranscript.open("main")
        vault.press(.character("?"))
        #expect(vault.view.dialog?.strings.contains { $0.hasPrefix("L ") } == true)
        vault.press(.escape)
        vault.end()
        transcript.end()
    }

    /// On the empty first screen every key that needs an account says so.
    @Test(arguments: Language.allCases) func keysThatNeedAnAccountSaySo(language: Language) {
        var transcript = MachineTranscript(Sample.live(language))
        for letter in ["r", "c", "f", "t", "/", "d", "n", "u", "e", "v", "h"] {
            transcript.pressInVain(.character(Unicode.Scalar(letter)!), because: .noAccount)
        }
        transcript.pressInVain(.character("!"), because: .nothingInTrouble)
        transcript.pressInVain(.character("m"), because: .noVault)
        transcript.end()
    }

    /// The footer, the plain mode and the dialog name the keys of what lies on top, from one table.
    @Test(arguments: Scene.all, Language.allCases)
    func theFooterTellsTheKeysOfWhatLiesOnTop(scene: Scene, language: Language) throws {
        let transcript = try scene.transcript(language)
        guard let overlay = transcript.machine.overlay else { return }
        let hints = transcript.view.hints
        #expect(hints == overlay.hints(transcript.machine.context) && !hints.isEmpty)
        for hint in hints {
            let key = try #require(hint.press)
            #expect(overlay.command(for: key) != nil, "\(scene.name): \(hint.key)")
        }
        // All of them are seen on the usual terminal, the one that leaves it last.
        let frame = Frame(transcript.view, size: Size(columns: 80, rows: 24))
        let footer = frame.row(23).map(\.glyph).joined()
        for hint in hints { #expect(footer.contains("\(hint.key) \(hint.label)"), "\(scene.name): \(footer)") }
        let last = try #require(hints.last?.press)
        var closed = transcript
        closed.press(last)
        #expect(closed.machine.overlay == nil, "\(scene.name)")
        let said = PlainPage(transcript.view, language: language).all.joined(separator: "\n")
        for hint in hints { #expect(said.contains(hint.label), "\(scene.name): \(hint.label)") }
    }

    @Test func keysDoNotReachTheScreenBelow() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        for opening in [Key.character("?"), .character("d")] {
            for key in [Key.character("a"), .character("r"), .enter, .tab, .character("/"), .function(2), .control("l"), .control("z")] {
                transcript.press(opening)
                let screens = transcript.machine.screens
                #expect(transcript.press(key) == [], "\(key) over \(opening)")
                #expect(transcript.machine.screens == screens)
                transcript.press(.escape)
                #expect(transcript.machine.overlay == nil)
            }
        }
        transcript.end()
    }

    @Test func pastesAreDiscardedUnderAnOverlay() {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        transcript.press(.function(1))
        #expect(transcript.view.secretFocus == nil, "the store gets no characters while help is read")
        for (index, content) in Sample.PasteContent.allCases.enumerated() {
            #expect(transcript.paste(content).first == .discardPaste(PasteFindings.Paste(index + 1)))
            #expect(transcript.view.notice?.text == Text.english.entry.pasteNowhere)
        }
        #expect(transcript.driver.secrets.isEmpty)
        transcript.press(.escape)
        #expect(transcript.view.secretFocus == Slot(1))
        transcript.end()
    }

    @Test func controlCOverHelpAsksBeforeAnythingIsLost() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        for opening in [Key.character("?"), .character("d")] {
            transcript.press(opening)
            #expect(transcript.press(.control("c")) == [])
            #expect(transcript.machine.overlay == .confirmation(.quit))
            transcript.press(.character("n"))
        }
        transcript.press(.character("?"), .control("c"))
        #expect(transcript.press(.control("c")).last == .quit)
        transcript.end()
    }

    @Test func theLanguageChangesEverywhere() throws {
        for scene in Scene.all {
            var transcript = try scene.transcript(.english)
            guard transcript.machine.overlay == nil else { continue }
            // Whoever presses a key has seen which figures moved.
            if transcript.machine.connections.contains(where: { $0.moves != FigureMoves() }) { transcript.press(.function(9)) }
            let english = transcript.view
            let effects = transcript.press(.function(2))
            #expect(
                effects.allSatisfy {
                    if case .remember(let choices) = $0 {
                        choices.language != nil
                    } else {
                        [.stopTimer(.notice), Sample.patience].contains($0)
                    }
                }, "\(scene.name)")
            // Where there is nothing but ASCII there is nothing but English.
            if english.glyphs == .ascii {
                #expect(transcript.view.title == english.title && english.corner.isEmpty, "\(scene.name)")
            } else {
                #expect(transcript.view.title == (try scene.transcript(.simplifiedChinese)).view.title, "\(scene.name)")
                #expect(transcript.view.title != english.title, "\(scene.name)")
            }
            transcript.press(.function(2))
            var expected = english
            expected.notice = nil
            #expect(transcript.view == expected, "\(scene.name)")
            transcript.end()
        }
    }

    @Test func repaintsAndSuspendsEverywhere() throws {
        for scene in Scene.all {
            var transcript = try scene.transcript(.english)
            guard transcript.machine.overlay == nil else { continue }
            let screens = transcript.machine.screens
            #expect(transcript.press(.control("l")).contains(.repaint), "\(scene.name)")
            #expect(transcript.press(.control("z")).contains(.suspend), "\(scene.name)")
            #expect(transcript.machine.screens == screens, "\(scene.name)")
            transcript.end()
        }
    }

    @Test func resizingChangesNothing() throws {
        for scene in Scene.all {
            var transcript = try scene.transcript(.english)
            let before = transcript.machine
            #expect(transcript.send(.resized(Size(columns: 3, rows: 2))) == [])
            #expect(transcript.send(.resized(Size(columns: 80, rows: 24))) == [])
            #expect(transcript.machine == before)
            transcript.end()
        }
    }

    @Test func whatCouldNotBeMadeSafeIsSaidOnce() {
        var configuration = Sample.live()
        configuration.startNotices = [
            Phrase(en: "Memory could not be locked.", zh: "无法锁定内存。"), Phrase(en: "A core file may be written.", zh: "可能写入核心文件。"),
        ]
        var transcript = MachineTranscript(configuration)
        #expect(transcript.view.notice == Span("Memory could not be locked.", .caution))
        #expect(transcript.press(.function(9)) == [.stopTimer(.notice)])
        #expect(transcript.view.notice == Span("A core file may be written.", .caution), "one after the other")
        transcript.press(.function(9))
        #expect(transcript.view.notice == nil)
        transcript.end()
    }
}

/// A terminal that is too small shows only the wish for a larger one; keys meant for what it showed before do nothing.
struct ObstructedSightTests {
    @Test func keysWaitUntilTheScreenIsSeen() {
        var machine = AppMachine(AppConfiguration(language: .english, exchanges: [.okx]))
        _ = machine.handle(.resized(Size(columns: 40, rows: 10)))
        #expect(machine.handle(.keyPressed(.character("q"))) == [])
        #expect(machine.handle(.keyPressed(.enter)) == [])
        _ = machine.handle(.resized(Size(columns: 80, rows: 24)))
        #expect(machine.view.title == Text.english.home.title)
        _ = machine.handle(.keyPressed(.enter))
        #expect(machine.view.title == Text.english.choose.title)
    }

    @Test func controlCQuitsAtOnce() {
        var machine = AppMachine(AppConfiguration(language: .english, exchanges: [.okx]))
        _ = machine.handle(.resized(Size(columns: 40, rows: 10)))
        #expect(machine.handle(.keyPressed(.control("c"))).last == .quit)
    }
}
