import Testing

@testable import Core
@testable import Domain

/// Making, opening, locking the vault, and changing its passphrase.
struct VaultTests {
    private static let new = Slot(-2)
    private static let repeated = Slot(-3)
    private static let current = Slot(-1)

    /// Types a new passphrase twice; the second time perhaps another one.
    private func typeTwice(_ transcript: inout MachineTranscript, again: SecretSummary = Sample.vaultPassphrase) throws {
        #expect(transcript.view.secretFocus == Self.new)
        try transcript.typeSecret(Sample.vaultPassphrase)
        #expect(transcript.press(.enter).filter { $0 != Sample.patience } == [])
        #expect(transcript.view.secretFocus == Self.repeated)
        try transcript.typeSecret(again)
    }

    /// Types the passphrase that the vault has now, where it is asked for first.
    private func typePresent(_ transcript: inout MachineTranscript) throws {
        #expect(transcript.view.secretFocus == Self.current)
        try transcript.typeSecret(Sample.vaultPassphrase)
        #expect(transcript.press(.enter).filter { $0 != Sample.patience } == [])
    }

    // MARK: Create

    @Test func aVaultIsMadeFromTwoEqualPassphrases() throws {
        var transcript = MachineTranscript(Sample.vaultless())
        #expect(transcript.screenTitle == "Create vault")
        try typeTwice(&transcript)
        #expect(transcript.press(.enter) == [.compare(Self.new, Self.repeated)])
        #expect(try transcript.runningJob().job == .vault(.create(passphrase: Self.new)))
        #expect(transcript.view.secretFocus == nil, "nothing is typed while the file is being written")
        transcript.pressInVain(.escape, .enter, because: .vaultBusy)
        #expect(transcript.press(.tab, .backspace, .control("u")) == [])
        #expect(try transcript.finishVaultCommand() == [.wipe(Self.new), .wipe(Self.repeated), Sample.patience])
        #expect(transcript.screenTitle == "My Exchanges")
        #expect(transcript.driver.secrets.isEmpty)
        #expect(transcript.driver.runningTimers == [.lock])
        #expect(transcript.machine.context.storage == .vault)
        transcript.end()
    }

    @Test func twoDifferentPassphrasesMakeNoVault() throws {
        var transcript = MachineTranscript(Sample.vaultless())
        try typeTwice(&transcript, again: Sample.weakPassphrase)
        #expect(transcript.press(.enter) == [.compare(Self.new, Self.repeated)])
        #expect(transcript.driver.openTickets.isEmpty)
        #expect(transcript.view.strings.contains(Text.english.vault.different))
        #expect(transcript.view.secretFocus == Self.repeated)
        #expect(transcript.press(.control("u")) == [.editSecret(Self.repeated, .clear)])
        #expect(!transcript.view.strings.contains(Text.english.vault.different))
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.enter)
        #expect(transcript.vaultCommand?.command == .create(passphrase: Self.new))
        try transcript.finishVaultCommand()
        transcript.end()
    }

    @Test func anEmptyPassphraseMakesNoVault() throws {
        var transcript = MachineTranscript(Sample.vaultless())
        #expect(transcript.press(.enter) == [])
        #expect(transcript.view.strings.contains(Text.english.vault.empty))
        #expect(transcript.press(.tab, .tab, .enter) == [])
        #expect(transcript.view.secretFocus == Self.new, "the focus goes where something is missing")
        try transcript.typeSecret(Sample.weakPassphrase)
        #expect(!transcript.view.strings.contains(Text.english.vault.empty))
        #expect(transcript.view.strings.contains(Text.english.vault.strength(.weak)), "a weak one is named and not forbidden")
        transcript.press(.tab, .tab, .enter)
        #expect(transcript.driver.openTickets.isEmpty, "an empty second one is not the same")
        transcript.end()
    }

    @Test func whatWasTypedAfterTheComparisonIsComparedAgain() throws {
        var transcript = MachineTranscript(Sample.vaultless())
        try typeTwice(&transcript)
        transcript.answering = .later
        transcript.press(.enter)
        try transcript.typeSecret(Sample.weakPassphrase)
        transcript.deliverAnswers()
        #expect(transcript.driver.openTickets.isEmpty)
        #expect(transcript.press(.enter, .enter) == [.compare(Self.new, Self.repeated), .compare(Self.new, Self.repeated)])
        transcript.send(.secretsCompared(.same))
        transcript.send(.secretsCompared(.same))
        #expect(transcript.driver.openTickets.count == 1, "one order is enough")
        transcript.end()
    }

    @Test func withoutAVaultConnectionsLastForTheSession() throws {
        var transcript = MachineTranscript(Sample.vaultless())
        try transcript.typeSecret(Sample.weakPassphrase)
        transcript.press(.backTab)
        #expect(transcript.view.strings.contains(Text.english.vault.withoutRemark))
        #expect(transcript.press(.enter) == [.wipe(Self.new), .wipe(Self.repeated)])
        #expect(transcript.driver.secrets.isEmpty)
        try transcript.connect()
        #expect(transcript.driver.openTickets.isEmpty, "nothing is stored")
        transcript.pressInVain(.character("L"), .character("K"), .character("P"), because: .noVault)
        #expect(transcript.press(.function(4)) == [])
        #expect(transcript.send(.vaultChanged) == [])
        transcript.press(.character("q"))
        #expect(transcript.view.dialog?.strings.contains(Text.english.dialogs.quitSession) == true)
        transcript.end()
    }

    @Test func aVaultThatCannotBeWrittenIsSaidAndNothingIsKept() throws {
        var transcript = MachineTranscript(Sample.vaultless())
        try typeTwice(&transcript)
        transcript.press(.enter)
        #expect(try transcript.refuseOrder(.vaultUnwritable) == [.wipe(Self.new), .wipe(Self.repeated)])
        let failure = Sample.failure(.vaultUnwritable)
        #expect(transcript.view.strings.contains(failure.message.english))
        #expect(transcript.view.strings.contains(failure.remedy[0].english))
        #expect(transcript.driver.secrets.isEmpty)
        try typeTwice(&transcript)
        transcript.press(.enter)
        try transcript.finishVaultCommand()
        #expect(transcript.screenTitle == "My Exchanges")
        transcript.end()
    }

    /// Another program was quicker, or has left only the backup meanwhile.
    @Test(arguments: [Cause.vaultExists, .vaultMissing]) func whatIsThereAfterAllIsOpened(cause: Cause) throws {
        var transcript = MachineTranscript(Sample.vaultless(), stored: ["main"])
        try typeTwice(&transcript)
        transcript.press(.enter)
        try transcript.refuseOrder(cause, backup: cause == .vaultMissing ? "vault.age.bak" : nil)
        #expect(transcript.screenTitle == "Unlock")
        #expect(transcript.view.strings.contains(Sample.failure(cause).message.english))
        #expect(transcript.view.strings.contains(Text.english.vault.backupOffer) == (cause == .vaultMissing))
        try transcript.unlock()
        #expect(transcript.names == ["main"])
        transcript.end()
    }

    @Test func leavingTheFirstScreenWipesWhatWasTyped() throws {
        var transcript = MachineTranscript(Sample.vaultless())
        try typeTwice(&transcript)
        // There is nothing to go back to.
        transcript.pressInVain(.escape, because: .vaultOrSession)
        #expect(transcript.press(.control("c")).last == .quit)
        transcript.end()
    }

    // MARK: Unlock

    @Test(arguments: [[], ["main"], ["main", "bot", "desk"]])
    func theRightPassphraseOpensIt(names: [String]) throws {
        var transcript = MachineTranscript(Sample.locked(), stored: names)
        #expect(transcript.screenTitle == "Unlock")
        #expect(transcript.press(.enter) == [])
        #expect(transcript.view.strings.contains(Text.english.vault.empty))
        try transcript.typeSecret(Sample.vaultPassphrase)
        #expect(!transcript.view.strings.contains(Text.english.vault.empty))
        #expect(transcript.press(.enter) == [.start(Ticket(1), .vault(.unlock(passphrase: Self.current, .current)))])
        #expect(transcript.view.strings.contains(Text.english.vault.unlocking))
        #expect(transcript.view.secretFocus == nil)
        let effects = try transcript.finishVaultCommand()
        #expect(transcript.view.notice?.text == "Unlocked in 1.2 s.")
        #expect(transcript.screenTitle == "My Exchanges")
        #expect(transcript.names == names)
        #expect(transcript.machine.connections.map(\.isDefault) == names.indices.map { $0 == 0 })
        #expect(transcript.machine.connections.allSatisfy { $0.status == .checking })
        let readings = transcript.machine.connections.enumerated().map { Effect.start(Ticket($0 + 2), .refresh($1.target)) }
        #expect(effects.contains(.wipe(Self.current)), "the open vault has a copy of its own")
        #expect(effects.filter { if case .start = $0 { true } else { false } } == readings)
        #expect(transcript.driver.runningTimers == (names.isEmpty ? [.notice, .lock] : [.notice, .lock, .refresh, .history]))
        #expect(transcript.strayNumbers == [])
        transcript.finishReadings()
        #expect(transcript.machine.connections.allSatisfy { $0.status == .connected })
        transcript.end()
    }

    private static let origin = Phrase(en: "It came from a file.", zh: "来自文件。")

    /// What came from elsewhere is tried at once, and after locking the user is asked.
    @Test func anOfferedPassphraseOpensItAtTheStartOnly() throws {
        let offer = Event.passphraseOffered(.inSlot(Sample.vaultPassphrase, origin: Self.origin))
        var transcript = MachineTranscript(Sample.locked(), stored: ["main"])
        #expect(transcript.send(offer) == [.start(Ticket(1), .vault(.unlock(passphrase: Self.current, .current)))])
        #expect(transcript.view.strings.contains(Text.english.vault.unlocking) && transcript.view.secretFocus == nil)
        #expect(try transcript.finishVaultCommand().contains(.wipe(Self.current)))
        #expect(transcript.names == ["main"])
        transcript.finishReadings()
        transcript.press(.function(4))
        #expect(transcript.screenTitle == "Unlock" && transcript.driver.secrets.isEmpty && transcript.driver.openTickets.isEmpty)
        #expect(transcript.send(offer) == [.wipe(Self.current)])
        #expect(transcript.screenTitle == "Unlock" && transcript.driver.openTickets.isEmpty)
        transcript.end()
    }

    @Test func anOfferedPassphraseThatIsWrongIsSaidToBe() throws {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main"])
        transcript.send(.passphraseOffered(.inSlot(Sample.weakPassphrase, origin: Self.origin)))
        #expect(try transcript.refuseOrder(.vaultPassphraseWrong) == [.wipe(Self.current)])
        #expect(transcript.view.strings.contains(Sample.failure(.vaultPassphraseWrong).message.english))
        #expect(transcript.view.strings.contains(Self.origin.english))
        #expect(transcript.driver.secrets.isEmpty && transcript.view.secretFocus == Self.current)
        // What is typed then did not come from there.
        try transcript.typeSecret(Sample.vaultPassphrase)
        #expect(!transcript.view.strings.contains(Self.origin.english))
        transcript.press(.enter)
        try transcript.finishVaultCommand()
        #expect(transcript.names == ["main"])
        transcript.end()
    }

    /// Why none came stands on the screen that asks for one; where there is no vault, nothing is to be opened.
    @Test func whyNoPassphraseCameIsSaid() throws {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main"])
        let failure = Sample.failure(.vaultLocked)
        #expect(transcript.send(.passphraseOffered(.failed(failure))) == [])
        #expect(transcript.view.strings.contains(failure.message.english) && transcript.view.secretFocus == Self.current)
        try transcript.unlock()
        transcript.end()
        var other = MachineTranscript(Sample.vaultless())
        #expect(other.send(.passphraseOffered(.inSlot(Sample.vaultPassphrase, origin: Self.origin))) == [.wipe(Self.current)])
        #expect(other.driver.openTickets.isEmpty && other.driver.secrets.isEmpty)
        other.end()
    }

    @Test func aWrongPassphraseCostsNothingButTime() throws {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main"])
        try transcript.typeSecret(Sample.weakPassphrase)
        transcript.press(.enter)
        #expect(try transcript.refuseOrder(.vaultPassphraseWrong) == [.wipe(Self.current)])
        #expect(transcript.view.strings.contains(Sample.failure(.vaultPassphraseWrong).message.english))
        #expect(transcript.view.secretFocus == Self.current)
        #expect(transcript.driver.secrets.isEmpty)
        // A wrong passphrase is no reason to open the backup.
        transcript.pressInVain(.control("b"))
        #expect(transcript.press(.enter) == [])
        #expect(transcript.view.strings.contains(Text.english.vault.empty), "nothing is typed, and that is said beside the failure")
        try transcript.unlock()
        #expect(transcript.names == ["main"])
        transcript.end()
    }

    @Test(arguments: [Cause.vaultDamaged, .vaultMissing])
    func aFileThatFailsHasABackup(cause: Cause) throws {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main"])
        transcript.pressInVain(.control("b"))
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.enter)
        #expect(try transcript.refuseOrder(cause, backup: "vault.age.bak") == [], "the passphrase is kept for the backup")
        #expect(transcript.view.strings.contains(Text.english.vault.backupOffer))
        #expect(transcript.press(.control("b")) == [.start(Ticket(2), .vault(.unlock(passphrase: Self.current, .backup)))])
        try transcript.finishVaultCommand()
        #expect(transcript.names == ["main"])
        transcript.end()
    }

    @Test func quittingWhileItIsBeingOpenedAsksNothing() throws {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main"])
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.enter)
        let ticket = try transcript.runningJob().ticket
        #expect(transcript.press(.control("c")).last == .quit)
        let (machine, outcome) = (transcript.machine, transcript.outcome(of: .reread))
        var later = machine
        let slots = outcome.slots
        #expect(!slots.isEmpty)
        #expect(later.handle(.operation(ticket, outcome)) == slots.map(Effect.wipe), "what comes late is wiped")
        #expect(later == machine)
        transcript.end()
    }

    @Test func aPasteGoesIntoThePassphraseWhereItIsOneLine() throws {
        for content in Sample.PasteContent.allCases {
            var transcript = MachineTranscript(Sample.locked())
            let effects = transcript.paste(content)
            let paste = PasteFindings.Paste(1)
            switch content {
            case .keyInOneLine, .toldKey, .plainWord, .secretWithLabel:
                #expect(effects == [.appendPaste(paste, Self.current), .discardPaste(paste)])
            case .nothing: #expect(effects.contains(.discardPaste(paste)))
            case .threeValues, .keyAndSecret, .keyAndSecretBare, .twoPlainLines, .endless:
                #expect(effects == [.discardPaste(paste), .startTimer(.notice, milliseconds: 6_000)])
                #expect(transcript.view.notice?.text == Text.english.vault.pasteRefused)
            }
            transcript.end()
        }
    }

    @Test func anotherProgramIsWaitedForAndSaidSo() throws {
        var transcript = MachineTranscript(Sample.vaultless())
        try typeTwice(&transcript)
        transcript.press(.enter)
        let ticket = try transcript.runningJob().ticket
        #expect(transcript.send(.operation(ticket, .vaultAwaited)) == [])
        #expect(transcript.view.notice?.text == Text.english.vault.waiting)
        try transcript.finishVaultCommand()
        #expect(transcript.view.notice == nil)
        #expect(transcript.send(.operation(ticket, .vaultAwaited)) == [])
        #expect(transcript.view.notice == nil, "it is over")
        transcript.end()
    }

    // MARK: Lock

    /// Every way to lock.
    enum ConnectionSetup: CaseIterable {
        case letter, key, time
    }

    private func lock(_ transcript: inout MachineTranscript, _ way: ConnectionSetup) -> [Effect] {
        switch way {
        case .letter: transcript.press(.character("L"))
        case .key: transcript.press(.function(4))
        case .time: transcript.send(.timerFired(.lock))
        }
    }

    @Test(arguments: ConnectionSetup.allCases)
    func lockingWipesEverythingAndEndsEveryReading(way: ConnectionSetup) throws {
        var transcript = try MachineTranscript.open("main", "bot")
        transcript.press(.character("r"))
        let slots = transcript.machine.connections.flatMap(\.target.slots.all)
        let tickets = transcript.machine.connections.compactMap { connection in
            transcript.machine.running.first { $0.refreshes(connection.target.slots) }
        }
        #expect(slots.count == 6 && tickets.count == 2)
        let effects = lock(&transcript, way)
        #expect(slots.allSatisfy { effects.contains(.wipe($0)) })
        #expect(tickets.allSatisfy { effects.contains(.cancel($0)) })
        #expect(effects.last == .lock)
        #expect(transcript.driver.secrets.isEmpty)
        #expect(transcript.driver.openTickets.isEmpty)
        #expect(transcript.driver.runningTimers.isEmpty, "a locked program sleeps")
        #expect(transcript.machine.connections.isEmpty)
        #expect(transcript.screenTitle == "Unlock")
        let seen = transcript.view.strings.joined(separator: "\n")
        for word in ["main", "bot", "BTC", "152 550", "terminal01", "37c"] { #expect(!seen.contains(word), "\(word)") }
        #expect(seen.contains(way == .time ? Text.english.vault.lockedByTimeLead : Text.english.vault.lockedLead))

        let locked = transcript.machine
        for ticket in tickets {
            #expect(transcript.send(.operation(ticket, .read(Sample.snapshot()))) == [])
            #expect(transcript.send(.operation(ticket, .failed(Sample.failure(.timeout)))) == [])
        }
        #expect(transcript.send(.timerFired(.refresh)) == [])
        #expect(transcript.send(.timerFired(.lock)) == [])
        #expect(transcript.send(.vaultChanged) == [])
        #expect(transcript.machine == locked, "what comes late changes nothing")
        try transcript.unlock()
        #expect(transcript.names == ["main", "bot"])
        transcript.end()
    }

    @Test func lockingWorksFromEveryScreenAndOverEverythingThatLiesOnIt() throws {
        var count = 0
        for scene in Scene.all {
            var transcript = try scene.transcript(.english)
            guard transcript.machine.vault == .open else { continue }
            count += 1
            #expect(transcript.press(.function(4)).last == .lock, "\(scene.name)")
            #expect(transcript.driver.secrets.isEmpty, "\(scene.name)")
            #expect(transcript.driver.openTickets.isEmpty, "\(scene.name)")
            #expect(transcript.view.dialog == nil, "\(scene.name)")
            #expect(transcript.view.title == "Unlock", "\(scene.name)")
            transcript.end()
        }
        #expect(count > 10)
    }

    @Test func lockingInTheMiddleOfConnectingWipesTheDraft() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.submitKey()
        let ticket = try #require(transcript.machine.verification)
        #expect(transcript.press(.function(4)).contains(.cancel(ticket)))
        #expect(transcript.driver.secrets.isEmpty)
        #expect(transcript.send(.operation(ticket, .read(Sample.snapshot()))) == [])
        #expect(transcript.machine.connections.isEmpty)
        // The store may still have something to tell of keys that were pressed before.
        for slot in [Slot(1), Self.new, Self.repeated] {
            #expect(transcript.send(.secretChanged(slot, Sample.weakPassphrase)) == [.wipe(slot)])
        }
        #expect(transcript.driver.secrets.isEmpty)
        transcript.end()
    }

    @Test func anOrderThatEndsAfterLockingLeaksNothing() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("u"))
        transcript.paste(.threeValues)
        transcript.press(.enter)
        try transcript.finishVerification(.read(Sample.snapshot()))
        let (ticket, command) = try #require(transcript.vaultCommand)
        guard case .replace(_, let target) = command else { return #expect(Bool(false), "\(command)") }
        let effects = transcript.press(.function(4))
        #expect(target.slots.all.allSatisfy { effects.contains(.wipe($0)) }, "no connection has the new key yet")
        #expect(transcript.driver.secrets.isEmpty)
        let outcome = transcript.outcome(of: command)
        #expect(transcript.send(.operation(ticket, outcome)) == outcome.slots.map(Effect.wipe))
        #expect(transcript.driver.secrets.isEmpty)
        #expect(transcript.screenTitle == "Unlock")
        transcript.end()
    }

    @Test func everySignOfLifePutsTheLockOff() throws {
        var transcript = try MachineTranscript.open("main")
        #expect(transcript.press(.down) == [Sample.patience])
        transcript.goToEntry()
        #expect(
            transcript.send(.secretChanged(Slot(1), Sample.summary(.apiKey))) == [Sample.patience], "characters of secrets are keys, too")
        #expect(transcript.paste(.keyInOneLine).last != nil)
        #expect(transcript.paste(.nothing).contains(Sample.patience))
        #expect(!transcript.send(.timerFired(.refresh)).contains(Sample.patience), "what happens by itself is none")
        transcript.finishReadings()
        transcript.end()
    }

    @Test func withoutPatienceItIsNeverLockedByTime() throws {
        var configuration = Sample.locked()
        configuration.lockMilliseconds = 0
        var transcript = MachineTranscript(configuration, stored: ["main"])
        try transcript.unlock()
        #expect(transcript.press(.down, .up) == [])
        #expect(!transcript.driver.runningTimers.contains(.lock))
        transcript.end()
    }

    @Test func keepWatchingLastsUntilTheNextLock() throws {
        var transcript = try MachineTranscript.open("main")
        #expect(transcript.press(.character("K")) == [.stopTimer(.lock), .startTimer(.notice, milliseconds: 6_000)])
        #expect(transcript.view.notice?.text == Text.english.vault.keepsWatching)
        #expect(transcript.press(.down) == [.stopTimer(.notice)])
        #expect(transcript.send(.timerFired(.lock)) == [], "a timer that fired at that moment locks nothing")
        #expect(transcript.machine.connections.count == 1)
        #expect(transcript.press(.character("K")) == [.startTimer(.notice, milliseconds: 6_000), Sample.patience])
        #expect(transcript.view.notice?.text == Text.english.vault.locksAgain)
        transcript.press(.character("K"), .character("L"))
        try transcript.unlock()
        #expect(transcript.driver.runningTimers.contains(.lock), "the next session begins carefully")
        transcript.end()
    }

    // MARK: Passphrase

    @Test func thePassphraseIsChanged() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("P"))
        #expect(transcript.screenTitle == "Change passphrase")
        try typePresent(&transcript)
        try typeTwice(&transcript, again: Sample.weakPassphrase)
        transcript.press(.enter)
        #expect(transcript.view.strings.contains(Text.english.vault.different))
        transcript.press(.control("u"))
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.enter)
        #expect(transcript.vaultCommand?.command == .changePassphrase(from: Self.current, to: Self.new))
        #expect(try transcript.refuseOrder(.vaultBusy) == [.wipe(Self.current), .wipe(Self.new), .wipe(Self.repeated)])
        #expect(transcript.view.strings.contains(Sample.failure(.vaultBusy).message.english))
        #expect(transcript.strayNumbers == [])
        try typePresent(&transcript)
        try typeTwice(&transcript)
        transcript.press(.enter)
        let effects = try transcript.finishVaultCommand()
        #expect(effects.contains(.wipe(Self.new)) && effects.contains(.wipe(Self.repeated)))
        #expect(transcript.screenTitle == "My Exchanges")
        #expect(transcript.view.notice?.text == Text.english.vault.changed)
        #expect(transcript.names == ["main"])
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    /// Somebody who finds an unlocked screen cannot change the passphrase.
    @Test func thePresentPassphraseIsAskedForFirst() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("P"))
        #expect(transcript.press(.enter).filter { $0 != Sample.patience } == [])
        #expect(transcript.view.secretFocus == Self.current, "nothing goes on without it")
        #expect(transcript.view.strings.contains(Text.english.vault.empty))
        transcript.press(.tab)
        try typeTwice(&transcript)
        #expect(transcript.press(.enter).filter { $0 != Sample.patience } == [], "the two alone change nothing")
        #expect(transcript.view.secretFocus == Self.current)
        #expect(transcript.vaultCommand == nil)
        try transcript.typeSecret(Sample.weakPassphrase)
        transcript.press(.tab, .tab, .tab, .enter)
        #expect(transcript.vaultCommand?.command == .changePassphrase(from: Self.current, to: Self.new))
        #expect(try transcript.refuseOrder(.vaultPassphraseWrong) == [.wipe(Self.current)], "a wrong one costs nothing else")
        #expect(transcript.view.strings.contains(Sample.failure(.vaultPassphraseWrong).message.english))
        #expect(transcript.view.secretFocus == Self.current)
        #expect(transcript.machine.vault == .open && transcript.names == ["main"])
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.backTab, .enter)
        #expect(transcript.vaultCommand?.command == .changePassphrase(from: Self.current, to: Self.new))
        let effects = try transcript.finishVaultCommand()
        #expect([Self.current, Self.new, Self.repeated].allSatisfy { effects.contains(.wipe($0)) })
        #expect(transcript.driver.secrets.keys.allSatisfy { $0.number > 0 }, "no passphrase is left")
        transcript.end()
    }

    @Test func lockingWipesThePresentPassphraseToo() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("P"))
        try typePresent(&transcript)
        #expect(transcript.press(.function(4)).contains(.wipe(Self.current)))
        #expect(transcript.driver.secrets.isEmpty)
        transcript.end()
    }

    /// Without a backup there is no word of one.
    @Test func aDamagedVaultWithoutABackupOffersNone() throws {
        for language in Language.allCases {
            var transcript = MachineTranscript(Sample.locked(language), stored: ["main"])
            try transcript.typeSecret(Sample.vaultPassphrase)
            transcript.press(.enter)
            #expect(try transcript.refuseOrder(.vaultDamaged) == [.wipe(Self.current)])
            #expect(!transcript.view.strings.contains(Text.of(language).vault.backupOffer))
            #expect(!transcript.machine.commands.contains { $0.keys.contains(.control("b")) })
            transcript.pressInVain(.control("b"))
            transcript.end()
        }
    }

    @Test func goingBackWipesTheNewPassphrase() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("P"))
        try typePresent(&transcript)
        try typeTwice(&transcript)
        #expect(transcript.press(.escape) == [.wipe(Self.current), .wipe(Self.new), .wipe(Self.repeated), Sample.patience])
        #expect(transcript.screenTitle == "My Exchanges")
        transcript.press(.character("P"))
        #expect(transcript.machine.context.summary(.newPassphrase).length == 0)
        transcript.end()
    }

    @Test func quittingWhileTheFileIsBeingWrittenAsks() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("P"))
        try typePresent(&transcript)
        try typeTwice(&transcript)
        transcript.press(.enter)
        #expect(transcript.press(.control("c")) == [Sample.patience])
        let words = try #require(transcript.view.dialog).strings
        #expect(words.contains("Your connections stay in the vault. " + Text.english.dialogs.quitWriting))
        transcript.press(.character("n"))
        try transcript.finishVaultCommand()
        #expect(transcript.press(.character("q")).last == .quit, "nothing to lose, nothing to ask")
        transcript.end()
    }
}

extension OperationEvent {
    /// The slots of everything listed.
    var slots: [Slot] {
        guard case .vault(let stored, _) = self else { return [] }
        return stored.flatMap(\.target.slots.all)
    }
}
