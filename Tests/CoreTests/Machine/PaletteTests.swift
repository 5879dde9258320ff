import Testing

@testable import Core

/// Every command by its name.
struct PaletteTests {
    private func titles(_ transcript: MachineTranscript) -> [String] {
        for block in transcript.view.dialog?.blocks ?? [] {
            if case .choices(let choices) = block { return choices.map(\.title) }
        }
        return []
    }

    @Test func whatIsTypedNarrowsTheCommands() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        transcript.press(.character(":"))
        #expect(titles(transcript).count == CommandPalette.lines)
        transcript.type("refr")
        #expect(titles(transcript) == ["refresh"])
        transcript.press(.control("u"))
        transcript.type("更换")
        #expect(titles(transcript) == ["replace the key"], "names in every language count")
        transcript.press(.control("u"))
        transcript.type("langu")
        #expect(titles(transcript) == ["中文"], "and what it is called in the configuration")
        transcript.press(.control("u"))
        transcript.type("^L")
        #expect(titles(transcript) == ["draw the screen anew"], "keys count")
        #expect(transcript.press(.enter) == [.repaint])
        #expect(transcript.machine.overlay == nil)
        transcript.end()
    }

    @Test func enterDoesWhatTheKeyDoes() throws {
        for scene in Scene.all where try scene.transcript(.english).machine.overlay == nil {
            let before = try scene.transcript(.english)
            let commands = before.machine.paletteCommands
            let labels = CommandPalette().matches(commands)
            for (index, command) in labels.enumerated() {
                guard let key = command.keys.first else { continue }
                var byKey = before
                byKey.press(key)
                var byName = before
                byName.press(.control("p"))
                for _ in 0..<index { byName.press(.down) }
                byName.press(.enter)
                #expect(byName.machine.screens == byKey.machine.screens, "\(scene.name): \(command.label)")
                #expect(byName.machine.overlay == byKey.machine.overlay, "\(scene.name): \(command.label)")
                #expect(byName.driver.hasQuit == byKey.driver.hasQuit, "\(scene.name): \(command.label)")
                byName.end()
            }
        }
    }

    /// While a command is looked for, nothing of what is typed reaches the secret store or the field below.
    /// Line by line every command is typed by its name, and a list of them would only number its lines beside those of the screen.
    @Test func thereIsNoneWhereItIsNeedless() throws {
        var configuration = Sample.live()
        configuration.palette = .needless
        var transcript = MachineTranscript(configuration)
        #expect(!transcript.machine.commands.contains { $0.keys.contains(.character(":")) })
        transcript.press(.character(":"))
        #expect(transcript.machine.overlay == nil)
        transcript.press(.control("p"))
        #expect(transcript.machine.overlay == nil)
        transcript.end()
    }

    @Test func typedTextStaysInThePalette() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        let draft = transcript.machine.draft
        #expect(transcript.view.secretFocus != nil)
        // A colon would be a character of the secret: the driver keeps it to itself.
        #expect(transcript.machine.globalCommand(for: .character(":")) == nil)
        transcript.press(.control("p"))
        #expect(transcript.view.secretFocus == nil)
        transcript.type("clear field")
        #expect(titles(transcript) == ["clear field"])
        #expect(transcript.machine.draft == draft)
        transcript.press(.escape)
        #expect(transcript.view.secretFocus != nil)
        transcript.end()
    }

    @Test func theChoiceStaysWithinWhatIsThere() throws {
        var transcript = MachineTranscript()
        transcript.press(.character(":"), .up, .pageUp)
        for _ in 0..<20 { transcript.press(.pageDown) }
        guard case .palette(let palette)? = transcript.machine.overlay else { return #expect(Bool(false), "the palette is gone") }
        let matches = palette.matches(transcript.machine.paletteCommands)
        #expect(palette.chosen == matches.count - 1)
        #expect(titles(transcript).last == matches.last?.label)
        transcript.type("xyzzy")
        #expect(transcript.press(.enter) == [])
        #expect(transcript.machine.overlay != nil)
        transcript.press(.escape)
        transcript.end()
    }

    @Test func theThemeIsShownWhileItIsChosen() throws {
        var transcript = MachineTranscript(Scene.equipped(.english))
        transcript.press(.function(3))
        #expect(transcript.press(.down) == [.showTheme("mine")])
        #expect(transcript.press(.down) == [])
        #expect(transcript.press(.up, .up) == [.showTheme("tidegate-light"), .showTheme("tidegate-dark")])
        #expect(transcript.press(.escape) == [.showTheme("tidegate-light")])
        transcript.press(.function(3), .down)
        var remembered = RememberedChoices()
        remembered.theme = "mine"
        #expect(transcript.press(.enter) == [.remember(remembered)])
        #expect(transcript.machine.configuration.theme == "mine")
        transcript.press(.function(3))
        #expect(transcript.press(.escape) == [], "nothing has changed")
        transcript.press(.function(3), .up)
        #expect(
            transcript.press(.control("c")) == [.showTheme("mine"), .stopTimer(.refresh), .stopTimer(.notice), .stopTimer(.lock), .quit]
                || transcript.driver.hasQuit)
    }

    @Test func theTerminalsAnswerChangesTheThemeUnlessOneIsBeingChosen() {
        var transcript = MachineTranscript(Scene.equipped(.english))
        transcript.send(.themeShown("tidegate-dark"))
        #expect(transcript.machine.configuration.theme == "tidegate-dark")
        transcript.press(.function(3), .down)
        #expect(transcript.send(.themeShown("tidegate-dark")) == [.showTheme("tidegate-light")])
        transcript.press(.escape)
        transcript.end()
    }

    @Test func withoutThemesOrMouseTheirKeysDoNothing() {
        var transcript = MachineTranscript()
        #expect(transcript.press(.function(3), .function(6)) == [])
        #expect(transcript.machine.overlay == nil)
        #expect(!transcript.machine.paletteCommands.contains { $0.label == "theme" })
        transcript.end()
    }
}
