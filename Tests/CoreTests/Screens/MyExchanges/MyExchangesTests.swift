import TestSupport
import Testing

@testable import Core
@testable import Domain

/// Connected accounts: readings, removal, choice.
struct MyExchangesTests {
    private func connected(_ count: Int = 1) throws -> MachineTranscript {
        var transcript = MachineTranscript()
        for _ in 0..<count { try transcript.connect() }
        return transcript
    }

    @Test func readsEveryAccountWhenItsTimeHasCome() throws {
        var transcript = try connected(2)
        let targets = transcript.machine.connections.map(\.target)
        #expect(
            transcript.send(.timerFired(.refresh)) == [
                .start(Ticket(3), .refresh(targets[0])), .start(Ticket(4), .refresh(targets[1])),
                .startTimer(.refresh, milliseconds: 15_000),
            ])
        transcript.send(.operation(Ticket(4), .read(Sample.attention)))
        #expect(transcript.machine.connections.map(\.status) == [.connected, .attention])
        #expect(
            transcript.send(.timerFired(.refresh)) == [
                .start(Ticket(5), .refresh(targets[1])), .startTimer(.refresh, milliseconds: 15_000),
            ], "an account that is still being read is not read twice")
        transcript.end()
    }

    @Test func readsOnDemand() throws {
        var transcript = try connected()
        let target = transcript.machine.connections[0].target
        #expect(transcript.press(.character("r")) == [.start(Ticket(2), .refresh(target)), .startTimer(.notice, milliseconds: 3_000)])
        #expect(transcript.view.notice?.text == "Reading all accounts…")
        #expect(transcript.press(.character("r")) == [.stopTimer(.notice), .startTimer(.notice, milliseconds: 3_000)])
        transcript.send(.timerFired(.notice))
        #expect(transcript.view.notice == nil)
        transcript.end()
    }

    @Test func withoutATimerNothingIsReadByItself() throws {
        var configuration = Sample.live()
        configuration.refreshMilliseconds = 0
        var transcript = MachineTranscript(configuration)
        try transcript.connect()
        #expect(transcript.driver.runningTimers == [.keepAlive])
        #expect(transcript.send(.timerFired(.refresh)) == [])
        transcript.end()
    }

    @Test func aFailedReadingLeavesTheOldOneOrSaysFailed() throws {
        var transcript = try connected()
        transcript.refresh([.failed(Sample.failure(.timeout))])
        #expect(transcript.machine.connections.map(\.status) == [.stale])
        #expect(transcript.machine.connections[0].snapshot == Sample.snapshot())
        transcript.refresh([.failed(Sample.failure(.keyUnknown))])
        #expect(transcript.machine.connections.map(\.status) == [.failed])
        transcript.refresh([.read(Sample.snapshot())])
        #expect(transcript.machine.connections.map(\.status) == [.connected])
        #expect(transcript.machine.connections[0].failure == nil)
        transcript.end()
    }

    @Test func everyStatusHasItsCondition() {
        let target = AccessTarget(
            exchange: "okx", site: ExchangeProfile.okx.sites[0], environment: .live,
            slots: CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3)))
        func status(_ snapshot: AccountSnapshot?, _ failure: Failure?) -> ConnectionStatus {
            var account = snapshot.map { Account($0) } ?? Account()
            if let failure { account.apply(.failure(failure), futures: .used) }
            return Connection(id: 1, name: "main", target: target, account: account).status
        }
        #expect(status(nil, nil) == .checking)
        #expect(status(Sample.snapshot(), nil) == .connected)
        #expect(status(Sample.attention, nil) == .attention)
        #expect(status(nil, Sample.failure(.timeout)) == .failed, "there is no old reading to show")
        #expect(status(Sample.snapshot(), Sample.failure(.timeout)) == .stale)
        #expect(status(Sample.snapshot(), Sample.failure(.keyUnknown)) == .failed)
    }

    @Test func removesAfterAYes() throws {
        var transcript = try connected(2)
        transcript.press(.character("r"))
        #expect(transcript.press(.character("d")) == [.stopTimer(.notice)])
        #expect(transcript.view.dialog?.title == "Remove?")
        #expect(transcript.press(.character("x"), .enter, .character(" ")) == [], "only an answer is an answer")
        #expect(transcript.press(.character("n")) == [])
        #expect(transcript.machine.connections.count == 2)
        transcript.press(.character("d"))
        #expect(
            transcript.press(.character("y")) == [
                .cancel(Ticket(4)), .wipe(Slot(4)), .wipe(Slot(5)), .wipe(Slot(6)), .startTimer(.notice, milliseconds: 6_000),
            ])
        #expect(transcript.machine.connections.map(\.name) == ["main"])
        #expect(transcript.send(.operation(Ticket(4), .read(Sample.snapshot()))) == [])
        #expect(transcript.machine.connections.map(\.name) == ["main"])
        transcript.press(.character("d"), .character("y"))
        #expect(transcript.driver.secrets.isEmpty)
        #expect(transcript.driver.runningTimers == [.notice], "with no account left there is nothing to read")
        transcript.send(.timerFired(.notice))
        #expect(transcript.send(.timerFired(.refresh)) == [])
        #expect(transcript.view.strings.contains("No account is connected yet."))
        #expect(transcript.press(.control("c")).last == .quit, "nothing to lose, nothing to ask")
        transcript.end()
    }

    @Test func aTimerRunsAgainAfterTheLastAccountWasReplaced() throws {
        var transcript = try connected()
        transcript.press(.character("d"), .character("y"))
        try transcript.connect()
        #expect(transcript.driver.runningTimers.contains(.refresh))
        #expect(transcript.machine.connections.map(\.id) == [2], "an id is never used again")
        transcript.end()
    }

    @Test func choiceStaysAmongWhatIsThere() throws {
        var transcript = try connected(3)
        func chosen() -> Int? {
            guard case .myExchanges(let home)? = transcript.machine.screens.last else { return nil }
            return home.chosen
        }
        #expect(chosen() == 2, "the account that was just added")
        transcript.press(.up, .up, .up, .up)
        #expect(chosen() == 0)
        transcript.press(.end, .up, .character("d"), .character("y"))
        #expect(chosen() == 1)
        transcript.press(.home, .pageDown, .up)
        #expect(chosen() == 1)
        transcript.end()
    }

    @Test func theDetailsPaneWalksThroughTheAssets() throws {
        var transcript = try connected()
        func asset() -> Int? {
            guard case .myExchanges(let home)? = transcript.machine.screens.last, home.pane == .details else { return nil }
            return transcript.chosenAssetPlace
        }
        transcript.press(.enter)
        #expect(asset() == nil, "the details begin at their top")
        transcript.press(.down, .down, .down)
        #expect(asset() == 2)
        transcript.press(.pageDown, .down)
        #expect(asset() == 4)
        transcript.press(.pageUp)
        #expect(asset() == nil)
        transcript.press(.up, .down)
        #expect(asset() == 0)
        transcript.press(.escape)
        guard case .myExchanges(let home)? = transcript.machine.screens.last else { return }
        #expect(home.pane == .list)
        transcript.end()
    }

    @Test func theChosenAssetIsShownInFull() throws {
        var transcript = MachineTranscript()
        try transcript.connect(Sample.unusual)
        transcript.press(.enter, .end, .enter)
        let exact = ["123456789012345678901234567890.12345678", "0.00000000000000000000000000000000000001"]
        for size in [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)] {
            transcript.send(.resized(size))
            let frame = Frame(transcript.view, size: size)
            let screen = (0..<size.rows).map { frame.row($0).map(\.glyph).joined() }.joined(separator: "\n")
            for amount in exact { #expect(screen.contains(amount), "\(size)") }
        }
        transcript.press(.home)
        #expect(!transcript.view.strings.contains(exact[0]))
        transcript.end()
    }

    @Test func theFullAmountsStayInSightInALongTable() throws {
        var transcript = MachineTranscript()
        let assets = (0..<60).map { Sample.asset("C\($0)", "\($0).123456789012345678", value: "\(100 - $0)") }
        try transcript.connect(Sample.snapshot(wallets: [Wallet(kind: .trading, total: Amount("1"), assets: assets)]))
        transcript.send(.resized(Size(columns: 60, rows: 20)))
        transcript.press(.enter, .down, .enter)
        for step in 0..<60 {
            if step > 0 { transcript.press(.down) }
            let frame = Frame(transcript.view, size: Size(columns: 60, rows: 20))
            let rows = (0..<20).map { frame.row($0) }
            let screen = rows.map { $0.map(\.glyph).joined() }.joined(separator: "\n")
            #expect(screen.contains("C\(step)  Trading") && screen.contains("Total \(step).123456789012345678"), "\(step)")
            #expect(rows.contains { $0.contains { $0.role == .selection } }, "\(step): the chosen row is in sight")
        }
        transcript.end()
    }

    @Test func assetsAreInOrderOfValue() {
        let rows = AssetRow.rows(of: Sample.unusual)
        #expect(rows.map { $0.asset.code }.prefix(3) == ["ETH", "比特币🚀👨‍👩‍👧", "USDT"])
        #expect(rows.map { AmountText.thousandths($0.asset.value, of: Sample.unusual.equity?.total) } == [2215, 0, -1296, nil, nil])
    }

    @Test func quittingIsAskedOnlyWhereSomethingIsLost() throws {
        var empty = MachineTranscript()
        #expect(empty.press(.character("q")).last == .quit)
        empty.end()

        var typed = MachineTranscript()
        typed.goToEntry()
        try typed.typeSecret(Sample.summary(.apiKey))
        #expect(typed.press(.control("c")) == [])
        #expect(typed.machine.overlay == .confirmation(.quit))
        #expect(typed.press(.escape) == [])
        #expect(typed.driver.secrets.count == 1)
        typed.end()

        var transcript = try connected()
        #expect(transcript.press(.character("q")) == [])
        #expect(transcript.press(.character("q")) == [], "q is no yes")
        #expect(!transcript.driver.hasQuit)
        #expect(transcript.press(.character("q"), .character("y")).last == .quit)
        transcript.end()
    }

    @Test func eachConnectionHasItsOwnBadge() throws {
        var transcript = try connected()
        #expect(transcript.view.badge == .live)
        transcript.goToEntry()
        transcript.goTo(.environment)
        transcript.press(.right)
        #expect(transcript.view.badge == .demo)
        transcript.paste(.threeValues)
        transcript.press(.enter)
        try transcript.finishJob(.read(Sample.snapshot()))
        transcript.press(.enter)
        #expect(transcript.view.badge == .demo)
        transcript.press(.up)
        #expect(transcript.view.badge == .live)
        transcript.end()
    }
}
