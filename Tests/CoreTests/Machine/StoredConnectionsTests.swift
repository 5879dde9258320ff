import Testing

@testable import Core
@testable import Domain

/// Connections that live in the vault: every change goes there first, and what others change there shows here.
struct StoredConnectionsTests {
    private func startReplacing(_ transcript: inout MachineTranscript) throws {
        transcript.press(.character("u"))
        #expect(transcript.screenTitle == "Replace key")
        transcript.paste(.threeValues)
        transcript.press(.enter)
    }

    private func message(_ transcript: MachineTranscript) -> String { transcript.view.dialog?.strings.joined(separator: "\n") ?? "" }

    // MARK: Add

    @Test func whatWorksIsStored() throws {
        var transcript = try MachineTranscript.open("main")
        try transcript.add()
        #expect(transcript.names == ["main", "main-2"])
        let target = transcript.machine.connections[1].target
        #expect(transcript.vaultCommand?.command == .add(name: "main-2", target))
        try transcript.finishVaultCommand()
        #expect(transcript.view.notice?.text == Text.english.dialogs.stored("main-2"))
        #expect(transcript.machine.connections.map(\.target.slots) == transcript.driver.vault.stored.map(\.target.slots))
        #expect(transcript.machine.connections[1].snapshot != nil, "what has just been read is not read again")
        #expect(transcript.driver.openTickets.isEmpty)
        #expect(transcript.chosenName == "main-2")
        #expect(transcript.press(.character("q")).last == .quit)
        transcript.end()
    }

    @Test func nothingIsStoredBeforeItWorks() throws {
        var transcript = try MachineTranscript.open()
        transcript.submitKey()
        #expect(transcript.vaultCommand == nil)
        try transcript.finishVerification(.failed(Sample.failure(.keyUnknown)))
        #expect(transcript.vaultCommand == nil)
        #expect(transcript.machine.connections.isEmpty)
        transcript.end()
    }

    @Test func whatCannotBeStoredStaysForTheSessionAndIsMarked() throws {
        var transcript = try MachineTranscript.open("main")
        try transcript.add()
        #expect(try transcript.refuseOrder(.vaultUnwritable) == [])
        let failure = Sample.failure(.vaultUnwritable)
        #expect(message(transcript).contains(failure.message.english))
        #expect(message(transcript).contains(failure.remedy[0].english), "what to do is said, too")
        transcript.press(.enter)
        #expect(transcript.names == ["main", "main-2"])
        #expect(transcript.view.strings.contains(Text.english.home.notStored))
        #expect(transcript.strayNumbers == [])

        try transcript.elsewhere { $0.addElsewhere("bot") }
        transcript.finishReadings()
        #expect(transcript.names == ["main", "bot", "main-2"], "a new list does not take it away")
        transcript.press(.end, .up, .character("n"))
        transcript.type("x")
        transcript.press(.enter)
        #expect(transcript.names == ["main", "bot", "main-2x"], "it is renamed here only")
        #expect(transcript.vaultCommand == nil)
        #expect(transcript.press(.character("m")).allSatisfy { [.stopTimer(.notice), Sample.patience].contains($0) })

        transcript.press(.character("q"))
        #expect(message(transcript).contains("Not in the vault, and forgotten by quitting: main-2x."))
        transcript.press(.character("n"), .character("d"), .character("y"))
        #expect(transcript.names == ["main", "bot"])
        #expect(transcript.vaultCommand == nil)
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func theSameKeyTwiceIsRecognised() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.submitKey()
        try transcript.finishVerification(.failed(Sample.failure(.alreadyConnected)))
        guard case .verify(let verify)? = transcript.machine.screens.last else { return #expect(Bool(false), "not there") }
        #expect(verify.rows == [.key: .failed(Sample.failure(.alreadyConnected))])
        #expect(transcript.view.strings.contains("API Key: " + Sample.failure(.alreadyConnected).message.english))
        transcript.press(.enter)
        #expect(transcript.focus == .credential(.apiKey))
        transcript.press(.escape)
        #expect(transcript.strayNumbers == [], "the second copy is wiped")
        #expect(transcript.names == ["main"])
        transcript.end()
    }

    @Test func theKeysInUseLeaveOutTheOneThatIsBeingReplaced() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        let slots = transcript.machine.connections.map(\.target.slots.apiKey)
        #expect(transcript.machine.keysInUse.map(\.slot) == slots)
        #expect(transcript.machine.keysInUse.map(\.name) == ["main", "bot"])
        try startReplacing(&transcript)
        #expect(transcript.machine.keysInUse.map(\.slot) == [slots[1]])
        transcript.press(.escape, .escape)
        transcript.goToEntry()
        #expect(transcript.machine.keysInUse.map(\.slot) == slots)
        transcript.end()
    }

    @Test func aNameThatWasTakenMeanwhileIsRefusedAndTheKeyStays() throws {
        var transcript = try MachineTranscript.open()
        try transcript.add()
        let slots = transcript.machine.connections[0].target.slots
        transcript.send(.vaultChanged)
        let orders = transcript.driver.openTickets.keys.sorted { $0.number < $1.number }
        var other = VaultDouble(["main"])
        transcript.send(.operation(orders[1], other.outcome(of: .reread)))
        #expect(transcript.names == ["main", "main"], "one is on its way into the vault, one was there before")
        #expect(transcript.machine.connections.contains { $0.target.slots == slots })
        transcript.finishReadings()
        try transcript.refuseOrder(.nameTaken)
        #expect(transcript.machine.connections.map { $0.storageFailure?.cause } == [nil, .nameTaken])
        #expect(transcript.machine.connections[1].target.slots == slots)
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    // MARK: Rename

    @Test func aConnectionIsRenamedInTheVaultFirst() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        transcript.press(.character("n"), .control("u"), .enter)
        #expect(message(transcript).contains(Text.english.entry.nameEmpty))
        transcript.type("-x")
        transcript.press(.enter)
        #expect(message(transcript).contains(Text.english.entry.nameHyphen))
        transcript.press(.control("u"))
        #expect(!message(transcript).contains(Text.english.entry.nameHyphen))
        transcript.type("bot")
        transcript.press(.enter)
        #expect(message(transcript).contains(Text.english.entry.nameTaken))
        #expect(transcript.vaultCommand == nil)
        transcript.press(.left, .delete, .home, .delete, .end, .backspace)
        transcript.type(" desk ")
        transcript.press(.enter)
        #expect(transcript.vaultCommand?.command == .rename(from: "main", to: "desk"))
        #expect(transcript.view.dialog == nil)
        #expect(transcript.names == ["main", "bot"])
        let before = transcript.machine.connections
        try transcript.finishVaultCommand()
        #expect(transcript.names == ["desk", "bot"])
        #expect(transcript.machine.connections.map(\.id) == before.map(\.id))
        #expect(transcript.machine.connections.map(\.snapshot) == before.map(\.snapshot))
        #expect(transcript.chosenName == "desk")
        #expect(transcript.view.notice?.text == Text.english.dialogs.renamed("desk"))
        transcript.end()
    }

    @Test func theSameNameIsNoChangeAndEscapeTakesItBack() throws {
        var transcript = try MachineTranscript.open("main")
        let effects = transcript.press(.character("n"), .enter)
        #expect(effects == [Sample.patience, .startTimer(.notice, milliseconds: 6_000), Sample.patience], "nothing is written")
        #expect(transcript.view.dialog == nil)
        #expect(transcript.view.notice?.text == Text.english.dialogs.nameKept)
        transcript.press(.character("n"))
        transcript.type("2")
        transcript.press(.escape)
        #expect(transcript.names == ["main"])
        #expect(transcript.vaultCommand == nil)
        transcript.end()
    }

    @Test func aRefusedRenamingChangesNothing() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("n"))
        transcript.type("2")
        transcript.press(.enter)
        #expect(try transcript.refuseOrder(.nameTaken) == [])
        #expect(transcript.names == ["main"])
        #expect(message(transcript).contains(Sample.failure(.nameTaken).message.english))
        transcript.end()
    }

    @Test func whatIsBeingTypedIsNotTakenAwayByAMessage() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        transcript.press(.character("m"), .character("n"))
        transcript.type("xyz")
        try transcript.refuseOrder(.vaultBusy)
        #expect(message(transcript).contains("mainxyz"))
        #expect(transcript.view.notice?.text == Sample.failure(.vaultBusy).message.english)
        transcript.end()
    }

    // MARK: Replace

    @Test func aNewKeyTakesOverOnceTheVaultHasIt() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        let old = transcript.machine.connections[0].target
        try startReplacing(&transcript)
        try transcript.finishVerification(.read(Sample.attention))
        guard case .replace("main", let target)? = transcript.vaultCommand?.command else { return #expect(Bool(false), "no order") }
        #expect(target.site == old.site && target.environment == old.environment && target.futures == old.futures)
        #expect(transcript.machine.connections[0].target == old, "until then the old one is used")
        #expect(transcript.machine.connections[0].snapshot == Sample.snapshot())
        let effects = try transcript.finishVaultCommand()
        #expect(old.slots.all.allSatisfy { effects.contains(.wipe($0)) })
        #expect(transcript.machine.connections[0].target.slots == target.slots)
        #expect(transcript.machine.connections[0].id == 1)
        #expect(transcript.machine.connections[0].status == .checking, "what the old key read says nothing of the new one")
        #expect(transcript.view.notice?.text == Text.english.dialogs.replaced("main"))
        transcript.finishReadings()
        transcript.press(.enter)
        #expect(transcript.names == ["main", "bot"])
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func aNewKeyThatFailsLeavesTheOld() throws {
        var transcript = try MachineTranscript.open("main")
        let old = transcript.machine.connections[0]
        try startReplacing(&transcript)
        try transcript.finishVerification(.failed(Sample.failure(.wrongEnvironment)))
        #expect(transcript.view.strings.contains { $0.contains("The old key stays in use.") })
        transcript.press(.enter)
        #expect(transcript.focus == .credential(.apiKey), "the form of a new key has no environment to choose")
        transcript.press(.escape)
        #expect(transcript.machine.connections == [old])
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func aNewKeyThatCannotBeStoredIsForgotten() throws {
        var transcript = try MachineTranscript.open("main")
        let old = transcript.machine.connections[0]
        try startReplacing(&transcript)
        try transcript.finishVerification(.read(Sample.attention))
        guard case .replace(_, let target)? = transcript.vaultCommand?.command else { return #expect(Bool(false), "no order") }
        #expect(try transcript.refuseOrder(.vaultBusy) == target.slots.all.map(Effect.wipe))
        #expect(transcript.machine.connections == [old])
        #expect(message(transcript).contains(Sample.failure(.vaultBusy).message.english))
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func theSameKeyOnceMoreIsNotKeptTwice() throws {
        var transcript = try MachineTranscript.open("main")
        let old = transcript.machine.connections[0]
        try startReplacing(&transcript)
        try transcript.finishVerification(.read(Sample.snapshot()))
        let ticket = try #require(transcript.vaultCommand).ticket
        // The file holds what it held, and its slots are those that it had.
        transcript.send(.operation(ticket, .vault(transcript.driver.vault.stored, milliseconds: 5)))
        #expect(transcript.machine.connections == [old])
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func aConnectionOfTheSessionIsReplacedAtOnce() throws {
        var transcript = MachineTranscript()
        try transcript.connect()
        try startReplacing(&transcript)
        let effects = try transcript.finishVerification(.read(Sample.attention))
        #expect([Slot(1), Slot(2), Slot(3)].allSatisfy { effects.contains(.wipe($0)) })
        #expect(transcript.machine.connections.map(\.snapshot) == [Sample.attention])
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func whatWasRemovedMeanwhileIsConnectedAnew() throws {
        var transcript = try MachineTranscript.open("main")
        try startReplacing(&transcript)
        try transcript.elsewhere { $0.removeElsewhere("main") }
        #expect(transcript.machine.connections.isEmpty)
        try transcript.finishVerification(.read(Sample.snapshot()))
        guard case .add("main", _)? = transcript.vaultCommand?.command else { return #expect(Bool(false), "no order") }
        try transcript.finishVaultCommand()
        #expect(transcript.names == ["main"])
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    // MARK: Remove, default

    @Test func aConnectionIsRemovedFromTheVaultFirst() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        transcript.press(.character("d"), .character("y"))
        #expect(transcript.vaultCommand?.command == .remove(name: "main"))
        #expect(transcript.names == ["main", "bot"])
        #expect(try transcript.refuseOrder(.vaultBusy) == [])
        #expect(transcript.names == ["main", "bot"])
        transcript.press(.enter, .character("r"), .character("d"), .character("y"))
        let connection = transcript.machine.connections[0]
        let reading = try #require(transcript.machine.running.first { $0.refreshes(connection.target.slots) })
        let effects = try transcript.finishVaultCommand()
        #expect(effects.contains(.cancel(reading)))
        #expect(connection.target.slots.all.allSatisfy { effects.contains(.wipe($0)) })
        #expect(transcript.names == ["bot"])
        #expect(transcript.chosenName == "bot")
        #expect(transcript.view.notice?.text == Text.english.dialogs.removed("main"))
        transcript.finishReadings()
        transcript.press(.character("d"), .character("y"))
        #expect(try transcript.finishVaultCommand().contains(.stopTimer(.refresh)), "with no account left there is nothing to read")
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func oneIsTheDefault() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        #expect(transcript.view.strings.contains("main *"))
        transcript.press(.down, .character("m"))
        #expect(transcript.vaultCommand?.command == .makeDefault(name: "bot"))
        try transcript.finishVaultCommand()
        #expect(transcript.machine.connections.map(\.isDefault) == [false, true])
        #expect(transcript.view.strings.contains("bot *"))
        #expect(transcript.chosenName == "bot")
        transcript.end()
    }

    // MARK: Other programs

    @Test func whatOthersAddRemoveAndRenameShows() throws {
        var transcript = try MachineTranscript.open("main", "bot", "desk")
        transcript.press(.down, .enter, .down, .down)
        func asset() -> Int? {
            transcript.chosenAssetPlace
        }
        #expect(transcript.chosenName == "bot" && asset() == 1)
        try transcript.elsewhere { $0.addElsewhere("new") }
        #expect(transcript.names == ["main", "bot", "desk", "new"])
        #expect(transcript.driver.openTickets.count == 1, "only the new one is read")
        transcript.finishReadings()
        #expect(transcript.chosenName == "bot" && asset() == 1, "the chosen line stays chosen")
        let removed = transcript.machine.connections[0]
        try transcript.elsewhere { $0.removeElsewhere("main") }
        #expect(transcript.names == ["bot", "desk", "new"])
        #expect(removed.target.slots.all.allSatisfy { transcript.driver.secrets[$0] == nil })
        #expect(transcript.chosenName == "bot" && asset() == 1)
        try transcript.elsewhere { $0.renameElsewhere("bot", to: "other") }
        #expect(transcript.names == ["other", "desk", "new"])
        #expect(transcript.chosenName == "other" && asset() == 1)
        #expect(transcript.driver.openTickets.isEmpty)
        try transcript.elsewhere { $0.removeElsewhere("other") }
        #expect(transcript.chosenName == "desk" && asset() == nil)
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func whatOthersReplaceIsReadAnew() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        let old = transcript.machine.connections
        transcript.press(.character("r"))
        try transcript.elsewhere { $0.replaceElsewhere("main") }
        #expect(transcript.machine.connections.map(\.id) == old.map(\.id))
        #expect(old[0].target.slots.all.allSatisfy { transcript.driver.secrets[$0] == nil })
        #expect(transcript.machine.connections[0].status == .checking)
        #expect(transcript.machine.connections[1].snapshot != nil)
        transcript.finishReadings()
        #expect(transcript.machine.connections.allSatisfy { $0.status == .connected })
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test func namesThatChangePlacesKeepTheirKeys() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        let old = transcript.machine.connections
        try transcript.elsewhere {
            $0.renameElsewhere("main", to: "x")
            $0.replaceElsewhere("x")
            $0.renameElsewhere("bot", to: "main")
            $0.renameElsewhere("x", to: "bot")
        }
        #expect(transcript.names == ["bot", "main"])
        #expect(transcript.machine.connections[1].target.slots == old[1].target.slots)
        #expect(transcript.machine.connections[1].snapshot != nil)
        #expect(transcript.machine.connections.flatMap(\.target.slots.all).allSatisfy { transcript.driver.secrets[$0] != nil })
        #expect(transcript.strayNumbers == [])
        transcript.finishReadings()
        transcript.end()
    }

    @Test func aQuestionAboutWhatIsGoneGoesWithIt() throws {
        for opening in [Key.character("n"), .character("d")] {
            var transcript = try MachineTranscript.open("main", "bot")
            transcript.press(opening)
            try transcript.elsewhere { $0.addElsewhere("new") }
            #expect(transcript.view.dialog != nil, "the question is still about something")
            try transcript.elsewhere { $0.removeElsewhere("main") }
            #expect(transcript.view.dialog == nil)
            transcript.finishReadings()
            transcript.end()
        }
    }

    @Test func manyChangesAreReadTwiceAtMost() throws {
        var transcript = try MachineTranscript.open("main")
        for _ in 0..<5 { transcript.send(.vaultChanged) }
        #expect(transcript.driver.openTickets.count == 2, "one that runs, and one that will see what comes meanwhile")
        try transcript.finishVaultCommand()
        try transcript.finishVaultCommand()
        transcript.send(.vaultChanged)
        try transcript.refuseOrder(.vaultDamaged)
        #expect(transcript.view.notice?.text == Sample.failure(.vaultDamaged).message.english)
        #expect(transcript.names == ["main"], "what was read before stays")
        transcript.end()
    }

    @Test func aConnectionWhoseSiteIsGoneIsNeverContacted() throws {
        var transcript = try MachineTranscript.open("main", "bot")
        try transcript.elsewhere { $0.lose("main") }
        #expect(transcript.machine.connections.map(\.status) == [.failed, .connected])
        #expect(transcript.facts().contains(Sample.failure(.configurationInvalid).message.english))
        transcript.send(.timerFired(.refresh))
        #expect(transcript.driver.openTickets.count == 1)
        transcript.finishReadings()
        #expect(transcript.machine.connections[0].status == .failed)
        transcript.press(.character("u"))
        #expect(message(transcript).contains(Sample.failure(.configurationInvalid).remedy[0].english), "a new key has nowhere to go either")
        transcript.press(.enter)
        transcript.press(.character("L"))
        try transcript.unlock()
        #expect(transcript.machine.connections.map(\.status) == [.failed, .connected])
        transcript.end()
    }
}
