import Domain
import Exchanges
import Testing

@testable import Core

/// What an exchange tells by itself is applied to the account and shown, and nothing else moves.
struct MeadowStreamScreenTests {
    private static let moment = Moment(unixMilliseconds: 1_795_342_392_345, clockTime: "14:03:12", iso8601: "2026-11-22T14:03:12.345Z")
    private static let later = Moment(unixMilliseconds: 1_795_342_402_345, clockTime: "14:03:22", iso8601: "2026-11-22T14:03:22.345Z")

    private static func oats(_ amount: String) -> Asset {
        Asset(code: "OAT", total: Amount(amount), available: Amount(amount), inUse: nil, value: Amount(amount), unrealizedProfit: nil)
    }

    private static func snapshot(_ amount: String) -> AccountSnapshot {
        AccountSnapshot(
            key: KeyDescription(masked: "Mw7…b3r", label: "", permissions: [.read], addresses: .unbound, expiry: .never), kind: .main,
            settings: .untold, equity: .init(currency: "USD", total: Amount(amount) ?? .zero),
            wallets: [Wallet(kind: MeadowWallets.barn, total: Amount(amount), assets: [oats(amount)])], positions: .read([]), notices: [],
            clockOffsetMilliseconds: -7, asOf: moment, accountID: "7")
    }

    private static func delta(_ amount: String) -> AccountDelta {
        AccountDelta(
            wallets: [.init(kind: MeadowWallets.barn, total: Amount(amount), assets: .some([oats(amount)], gone: []))], asOf: later)
    }

    /// Connected, in My Exchanges, with a stream under way.
    private func connected() throws -> (desk: MeadowDesk, stream: Ticket) {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.paste(Meadow.key + "\n" + Meadow.block)
        desk.press(.enter)
        desk.send(.operation(try #require(desk.tickets.last), .read(Self.snapshot("123.25"))))
        desk.press(.enter)
        return (desk, try #require(stream(desk).last))
    }

    private func stream(_ desk: MeadowDesk) -> [Ticket] {
        zip(desk.tickets, desk.started).compactMap { if case .stream = $1 { $0 } else { nil } }
    }

    private func refreshes(_ desk: MeadowDesk) -> [Ticket] {
        zip(desk.tickets, desk.started).compactMap { if case .refresh = $1 { $0 } else { nil } }
    }

    private func isShown(_ desk: MeadowDesk, _ words: String) -> Bool { desk.shown.contains { $0.contains(words) } }

    /// The stream goes on from the reading, with the clock that it has measured; what was missed in between is read.
    @Test func aChangeIsShown() throws {
        var (desk, stream) = try connected()
        #expect(
            self.stream(desk).count == 1 && desk.started.contains(.stream(desk.machine.connections[0].target, clockOffsetMilliseconds: -7)))
        #expect(isShown(desk, "123.25"))
        desk.send(.operation(stream, .streamLive))
        let reading = try #require(refreshes(desk).last)
        desk.send(.operation(reading, .read(Self.snapshot("123.25"))))
        desk.send(.operation(stream, .changed(Self.delta("124.75"))))
        #expect(isShown(desk, "124.75") && !isShown(desk, "123.25"))
        #expect(desk.machine.connections[0].snapshot?.equity?.total == Amount("124.75"))
        #expect(self.stream(desk).count == 1, "one stream for an account, however often it is read")
    }

    /// A live account is read now and then all the same, one that is not, each time.
    @Test func whatIsLiveIsReadAtASlowerPace() throws {
        var (desk, stream) = try connected()
        desk.send(.operation(stream, .streamLive))
        var read = 0
        func round() {
            let before = refreshes(desk).count
            desk.send(.timerFired(.refresh))
            for ticket in refreshes(desk).dropFirst(before) {
                desk.send(.operation(ticket, .read(Self.snapshot("123.25"))))
                read += 1
            }
        }
        desk.send(.operation(try #require(refreshes(desk).last), .read(Self.snapshot("123.25"))))
        for _ in 0..<24 { round() }
        #expect(read == 3)
        desk.send(.operation(stream, .streamInterrupted))
        desk.send(.operation(try #require(refreshes(desk).last), .read(Self.snapshot("123.25"))))
        read = 0
        for _ in 0..<3 { round() }
        #expect(read == 3)
    }

    /// What is refused is told by a reading, in the words for it.
    @Test func aRefusalIsReadAgain() throws {
        var (desk, stream) = try connected()
        desk.send(.operation(stream, .streamLive))
        desk.send(.operation(try #require(refreshes(desk).last), .read(Self.snapshot("123.25"))))
        let before = refreshes(desk).count
        let failure = Failure(.keyUnknown, message: Phrase(en: "Nobody knows the key.", zh: "没有人认识该 Key。"), remedy: [])
        desk.send(.operation(stream, .failed(failure)))
        #expect(refreshes(desk).count == before + 1 && !desk.machine.connections[0].isLive)
        desk.send(.operation(try #require(refreshes(desk).last), .failed(failure)))
        #expect(isShown(desk, "Nobody knows the key."))
    }

    /// Removed, it is of nobody: its line is closed, and what still comes changes nothing.
    @Test func whatNobodyWaitsForChangesNothing() throws {
        var (desk, stream) = try connected()
        desk.press(.character("d"), .character("y"))
        #expect(desk.machine.connections.isEmpty && desk.transcript.contains("\(Effect.cancel(stream))"))
        let before = desk.machine
        desk.send(.operation(stream, .changed(Self.delta("999"))))
        #expect(desk.machine == before)
    }

    private func cells(_ desk: MeadowDesk) -> [[Cell]] {
        let frame = Frame(desk.machine.view, size: Size(columns: 80, rows: 24))
        return (0..<24).map { Array(frame.row($0)) }
    }

    private func row(_ desk: MeadowDesk, _ word: String) -> String {
        cells(desk).map { $0.map(\.glyph).joined() }.first { $0.contains(word) } ?? ""
    }

    /// What moved has a sign beside it until a key is pressed, in the empty column that was there before; nothing else changes.
    @Test func whatMovedIsMarkedUntilTheNextKey() throws {
        var (desk, stream) = try connected()
        desk.send(.operation(stream, .streamLive))
        desk.send(.operation(try #require(refreshes(desk).last), .read(Self.snapshot("123.25"))))
        let before = cells(desk)
        desk.send(.operation(stream, .changed(Self.delta("123.25"))))
        #expect(cells(desk) == before, "the same figures draw nothing")
        desk.send(.operation(stream, .changed(Self.delta("124.75"))))
        #expect(row(desk, "OAT").contains(" ▴124.75") && row(desk, "Total").contains(" ▴124.75 USD"), "\(desk.shown)")
        for (old, new) in zip(before, cells(desk)) where old != new {
            let differing = zip(old, new).filter { $0 != $1 }
            #expect(differing.allSatisfy { "▴▾0123456789.".contains($1.glyph) || "0123456789.".contains($0.glyph) }, "\(differing)")
        }
        desk.send(.operation(stream, .changed(Self.delta("124.5"))))
        #expect(row(desk, "OAT").contains(" ▾124.5"))
        desk.press(.character("p"))
        desk.press(.character("p"))
        #expect(!row(desk, "OAT").contains("▾") && row(desk, "OAT").contains("124.5"))
        // What is hidden does not tell which way it went.
        desk.press(.character("p"))
        desk.send(.operation(stream, .changed(Self.delta("130"))))
        #expect(!cells(desk).joined().contains { "▴▾".contains($0.glyph) })
    }

    /// A figure with fewer digits leaves the columns where they are, until a key is pressed.
    @Test func noColumnBecomesNarrower() throws {
        var (desk, stream) = try connected()
        desk.send(.operation(stream, .streamLive))
        desk.send(.operation(try #require(refreshes(desk).last), .read(Self.snapshot("123.25"))))
        desk.send(.operation(stream, .changed(Self.delta("123.250000000001"))))
        func title() throws -> String.Index { try #require(row(desk, "Asset").firstRange(of: "Wallet")).lowerBound }
        let wide = try title()
        desk.send(.operation(stream, .changed(Self.delta("123.3"))))
        #expect(try title() == wide && row(desk, "OAT").contains("▴123.3"))
        desk.press(.tab)
        #expect(desk.machine.connections[0].moves == FigureMoves(), "then they take what they need")
    }

    /// The title says so, with no time that would change.
    @Test func theTitleSaysLive() throws {
        var (desk, stream) = try connected()
        #expect(row(desk, "Meadow").contains("every 15 s"))
        desk.send(.operation(stream, .streamLive))
        desk.send(.operation(try #require(refreshes(desk).last), .read(Self.snapshot("123.25"))))
        #expect(row(desk, "Meadow").contains("─ live ─"))
        desk.send(.operation(stream, .streamInterrupted))
        #expect(row(desk, "Meadow").contains("every 15 s"))
    }

    @Test func streamsCanBeSwitchedOff() throws {
        var off = MeadowDesk(streams: false)
        off.goToEntry()
        off.paste(Meadow.key + "\n" + Meadow.block)
        off.press(.enter)
        off.send(.operation(try #require(off.tickets.last), .read(Self.snapshot("123.25"))))
        off.press(.enter)
        #expect(off.machine.connections.count == 1 && stream(off).isEmpty)
    }
}
