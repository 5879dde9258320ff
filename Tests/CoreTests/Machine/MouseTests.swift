import Testing

@testable import Core
@testable import Domain

/// The mouse chooses, scrolls and presses hints.
struct MouseTests {
    private static let size = Size(columns: 100, rows: 30)

    /// Where a text stands on the screen.
    private func position(of text: String, in transcript: MachineTranscript) throws -> Frame.Position {
        try position(of: text, in: Frame(transcript.view, size: Self.size))
    }

    private func position(of text: String, in frame: Frame) throws -> Frame.Position {
        for row in 0..<Self.size.rows {
            let line = frame.row(row).map { $0.isContinuation ? "" : $0.glyph }
            for column in line.indices where line[column...].joined().hasPrefix(text) { return Frame.Position(column: column, row: row) }
        }
        Issue.record("“\(text)” is not on the screen")
        return Frame.Position(column: 0, row: 0)
    }

    /// Presses the mouse on a text.
    @discardableResult
    private func press(_ text: String, _ transcript: inout MachineTranscript) throws -> [Effect] {
        let frame = Frame(transcript.view, size: Self.size)
        guard let target = frame.target(at: try position(of: text, in: transcript)) else { return [] }
        return transcript.send(.mousePressed(target))
    }

    private func connected(_ count: Int) throws -> MachineTranscript {
        var transcript = MachineTranscript(Scene.equipped(.english))
        for _ in 0..<count { try transcript.connect() }
        return transcript
    }

    @Test func aHintIsPressed() throws {
        var transcript = try connected(1)
        try press("refresh", &transcript)
        #expect(transcript.driver.openTickets.count == 1)
        try press("help", &transcript)
        #expect(transcript.machine.overlay == .help(line: 0))
        // Under the help there is nothing to press; the hints are those of the help.
        let below = Frame(transcript.view, size: Self.size).regions.filter { if case .item = $0.target { false } else { true } }
        #expect(below.allSatisfy { $0.row == Self.size.rows - 1 })
        transcript.press(.escape)
        try press("F2", &transcript)
        #expect(transcript.machine.language == .simplifiedChinese)
        transcript.end()
    }

    @Test func aConnectionIsChosen() throws {
        var transcript = try connected(3)
        guard case .myExchanges(let before)? = transcript.machine.screens.last else { return }
        #expect(before.chosen == 2)
        try press("main ", &transcript)
        guard case .myExchanges(let after)? = transcript.machine.screens.last else { return }
        #expect(after.chosen == 0)
        try press("main-3", &transcript)
        guard case .myExchanges(let last)? = transcript.machine.screens.last else { return }
        #expect(last.chosen == 2)
        transcript.end()
    }

    @Test func anAssetIsChosenInTheOtherPane() throws {
        var transcript = try connected(1)
        let before = transcript.view.focusedPane
        try press("USDT", &transcript)
        #expect(before == .first && transcript.view.focusedPane == .second)
        let chosen = transcript.view.items.first { $0.focus == .chosen }
        #expect(chosen?.place.pane == .second)
        transcript.end()
    }

    @Test func aFieldAndAnOptionAreChosen() throws {
        var transcript = MachineTranscript()
        transcript.goToEntry()
        try press("Passphrase", &transcript)
        #expect(transcript.view.secretFocus == transcript.machine.draftSlots.passphrase)
        try press("API Key", &transcript)
        #expect(transcript.view.secretFocus == transcript.machine.draftSlots.apiKey)
        try press(" Demo", &transcript)
        #expect(transcript.machine.draft.environment == .demo)
        // The button is pressed, and says what is missing.
        let screens = transcript.machine.screens
        try press("[Connect]", &transcript)
        #expect(transcript.machine.screens != screens)
        transcript.end()
    }

    @Test func theWheelScrolls() throws {
        var transcript = try connected(6)
        transcript.press(.home)
        #expect(transcript.send(.mouseScrolled(.down, over: .first)) == [])
        guard case .myExchanges(let model)? = transcript.machine.screens.last else { return }
        #expect(model.chosen == 1, "a row at a time")
        transcript.press(.character("?"))
        transcript.send(.mouseScrolled(.down, over: nil))
        #expect(transcript.machine.overlay == .help(line: 1))
        transcript.send(.mouseScrolled(.up, over: nil))
        #expect(transcript.machine.overlay == .help(line: 0))
        transcript.press(.escape)
        transcript.end()
    }

    @Test func aCommandOfThePaletteIsGiven() throws {
        var transcript = try connected(1)
        transcript.press(.character(":"))
        transcript.type("refr")
        try press("refresh", &transcript)
        #expect(transcript.machine.overlay == nil)
        #expect(transcript.driver.openTickets.count == 1)
        transcript.end()
    }

    @Test func aQuestionIsNotAnsweredByAPressBesideIt() throws {
        var transcript = try connected(1)
        transcript.press(.character("d"))
        let overlay = transcript.machine.overlay
        for target in [HitTarget.key(.character("r")), .key(.enter), .item(ItemPlace(block: 0, item: 0)), .pane(.first)] {
            #expect(transcript.send(.mousePressed(target)) == [])
            #expect(transcript.machine.overlay == overlay)
        }
        transcript.press(.escape)
        transcript.end()
    }

    @Test func aQuestionIsAnsweredByAPressOnTheAnswer() throws {
        var transcript = try connected(2)
        transcript.press(.character("d"))
        try press("n no", &transcript)
        #expect(transcript.machine.overlay == nil && transcript.names.count == 2)
        transcript.press(.character("d"))
        try press("y yes", &transcript)
        #expect(transcript.machine.overlay == nil && transcript.names.count == 1)
        transcript.end()
    }

    @Test func theMouseIsGivenBackAndTakenAgain() {
        var transcript = MachineTranscript(Scene.equipped(.english))
        #expect(transcript.press(.function(6)).first == .useMouse(.terminal))
        #expect(transcript.press(.function(6)).contains(.useMouse(.program)))
        transcript.end()
    }

    @Test func aPartOfALineHasAKeyOfItsOwn() throws {
        let ranges = Block.paragraph(
            [Span("range "), Span("day", .accent, press: .character("1")), Span(" "), Span("week", press: .character("2"))], indent: 2)
        let table = Block.table(
            Block.Table(
                columns: [
                    Block.Table.Column(title: "Coin", alignment: .leading, rank: 1),
                    Block.Table.Column(title: "Worth", alignment: .trailing, rank: 2, press: .character("w")),
                ], rows: [[Span("BTC"), Span("12.5", press: .function(5))]], chosenRow: 0, focus: .chosen))
        let choice = Block.choices([
            Block.Choice(title: "main", trailing: Span("notices", press: .character("n")), details: [Span("more", press: .character("m"))])
        ])
        let pane = Block.Pane(.first, title: "Left", trailing: Span("live", press: .character("l")), blocks: [ranges, choice])
        let view = View(
            title: "", blocks: [.panes([pane, Block.Pane(.second, title: "Right", blocks: [table])])],
            notice: Span("said", press: .character("s")))
        let frame = Frame(view, size: Self.size)
        let words: [(String, HitTarget?)] = [
            ("range", .pane(.first)), ("day", .key(.character("1"))), ("week", .key(.character("2"))), ("notices", .key(.character("n"))),
            ("more", .key(.character("m"))), ("main", .item(ItemPlace(pane: .first, block: 1, item: 0))), ("live", .key(.character("l"))),
            ("Coin", .column(ItemPlace(pane: .second, block: 0, item: 0))), ("Worth", .key(.character("w"))), ("12.5", .key(.function(5))),
            ("BTC", .item(ItemPlace(pane: .second, block: 0, item: 0))), ("said", .key(.character("s"))),
        ]
        for (word, target) in words { #expect(frame.target(at: try position(of: word, in: frame)) == target, "\(word)") }
        // Broken over two lines it is pressed on both.
        let long = Frame(
            View(title: "", blocks: [.paragraph([Span(String(repeating: "tab ", count: 40), press: .tab)], indent: 0)]), size: Self.size)
        #expect(Set(long.regions.filter { $0.target == .key(.tab) }.map(\.row)) == [1, 2])
    }

    /// Wherever the list stands: what is pressed stays under the pointer.
    @Test(arguments: Scene.all)
    func aPressNeverMovesWhatWasPressed(scene: Scene) throws {
        for size in [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)] {
            var before = try scene.transcript(.english)
            before.send(.resized(size))
            guard before.machine.overlay == nil else { continue }
            var frame = Frame(before.view, size: size)
            // From the state of the scene, and from further down.
            for steps in [0, 4, 3] {
                for _ in 0..<steps where before.machine.overlay == nil {
                    before.press(.down)
                    frame = Frame(before.view, size: size, after: frame)
                }
                let items = before.view.items
                // Many accounts are many of the same.
                let step = scene.stored.count > 5 ? 5 : 1
                for (number, target) in Set(frame.regions.map(\.target)).enumerated() where number % step == 0 {
                    guard case .item(let place) = target, let item = items.first(where: { $0.place == place }) else { continue }
                    // A button does what it says.
                    if case .field(.action) = item.kind { continue }
                    var transcript = before
                    transcript.send(.mousePressed(target))
                    guard transcript.screenTitle == before.screenTitle, transcript.machine.overlay == nil else { continue }
                    let after = Frame(transcript.view, size: size, after: frame)
                    func rows(_ frame: Frame) -> [Int] { frame.regions.filter { $0.target == target }.map(\.row) }
                    guard let was = rows(frame).first, let now = rows(after).first else { continue }
                    #expect(was == now, "\(scene.name), \(size), after \(steps): \(place)")
                }
            }
        }
    }

    /// The guide is longer than the smallest terminal: a step that is pressed stays, and so does everything around it.
    @Test func aLongListStaysWhereItIs() throws {
        let size = Size(columns: 60, rows: 20)
        var transcript = MachineTranscript()
        transcript.press(.enter, .enter, .enter, .enter)
        var frame = Frame(transcript.view, size: size)
        for _ in 0..<4 {
            transcript.press(.down)
            frame = Frame(transcript.view, size: size, after: frame)
        }
        let pressed = frame.regions.filter { if case .item = $0.target { true } else { false } }
        #expect(Set(pressed.map(\.target)).count >= 3)
        for region in pressed {
            var other = transcript
            other.send(.mousePressed(region.target))
            let after = Frame(other.view, size: size, after: frame)
            func rows(_ frame: Frame) -> [Int] { frame.regions.filter { $0.target == region.target }.map(\.row) }
            #expect(rows(after) == rows(frame))
        }
        // A step by key within what is seen moves nothing either, and at the ends the page shows all that is there.
        for _ in 0..<12 {
            transcript.press(.down)
            frame = Frame(transcript.view, size: size, after: frame)
        }
        let places = frame.scroll.values.filter { $0 > 0 }
        #expect(places.count == 1 && !frame.row(17).map(\.glyph).joined().contains("▼"))
        for _ in 0..<12 {
            transcript.press(.up)
            frame = Frame(transcript.view, size: size, after: frame)
        }
        #expect(frame == Frame(transcript.view, size: size))
        transcript.end()
    }

    /// Every region lies on the screen, and pressing one that chooses something chooses it or changes nothing.
    @Test(arguments: Scene.all)
    func everyRegionLeadsSomewhere(scene: Scene) throws {
        for size in [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 120, rows: 40)] {
            var before = try scene.transcript(.english)
            before.send(.resized(size))
            let frame = Frame(before.view, size: size)
            for region in frame.regions {
                #expect((0..<size.rows).contains(region.row) && region.columns.lowerBound >= 0 && region.columns.upperBound <= size.columns)
            }
            guard before.machine.overlay == nil else { continue }
            let items = before.view.items
            for target in Set(frame.regions.map(\.target)) {
                guard case .item(let place) = target, let item = items.first(where: { $0.place == place }) else { continue }
                guard case .line = item.kind, item.focus == .none,
                    items.contains(where: { $0.focus != .none && $0.place.pane == place.pane && $0.place.block == place.block })
                else { continue }
                var transcript = before
                #expect(transcript.send(.mousePressed(target)).allSatisfy { [.stopTimer(.notice), Sample.patience].contains($0) })
                #expect(transcript.view.items.first { $0.place == place }?.focus == .chosen, "\(scene.name): \(place)")
            }
        }
    }
}
