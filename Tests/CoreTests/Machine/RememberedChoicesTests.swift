import Testing

@testable import Core
@testable import Domain

/// What is chosen on the screen is handed over to be kept, and is there at the start.
struct RememberedChoicesTests {
    private func choices(_ change: (inout RememberedChoices) -> Void) -> RememberedChoices {
        var choices = RememberedChoices()
        change(&choices)
        return choices
    }

    @Test func everyChoiceIsHandedOverOnce() throws {
        var transcript = MachineTranscript(Scene.equipped(.english))
        try transcript.connect()
        #expect(transcript.press(.function(2)) == [.remember(choices { $0.language = .simplifiedChinese })])
        transcript.press(.function(2))
        #expect(transcript.driver.remembered == choices { $0.language = .english })
        // A theme that is looked at is not chosen.
        #expect(transcript.press(.function(3), .down) == [.showTheme("mine")])
        transcript.press(.escape)
        #expect(transcript.driver.remembered?.theme == nil)
        transcript.press(.function(3), .down, .enter)
        #expect(transcript.driver.remembered?.theme == "mine")
        transcript.send(.themeShown("tidegate-dark"))
        #expect(transcript.driver.remembered?.theme == "mine", "the terminal chooses for this session")
        // Hiding amounts and folding rows is for now.
        let before = transcript.driver.remembered
        transcript.press(.character("p"), .character("p"), .character("h"), .character("h"), .down, .up, .enter, .escape)
        #expect(transcript.driver.remembered == before)
        transcript.end()
    }

    @Test func whatWasChosenIsThereAtTheStart() throws {
        var configuration = Scene.equipped(.english)
        configuration.remembered = choices {
            $0.currency = .bitcoin
            $0.accountOrder = "total"
            $0.assetOrder = "asset ascending"
            $0.positionOrder = "liquidation descending"
        }
        let machine = AppMachine(configuration)
        #expect(machine.viewing.currency == .bitcoin && machine.viewing.accountOrder == .total)
        #expect(machine.viewing.assetOrder == SortOrder(.asset, .ascending))
        #expect(machine.viewing.positionOrder == SortOrder(.liquidation, .descending))
        // Nothing is handed over that was not chosen now.
        var transcript = MachineTranscript(configuration)
        transcript.send(.resized(Size(columns: 80, rows: 24)))
        #expect(transcript.driver.remembered == nil)
        transcript.press(.function(2))
        #expect(transcript.driver.remembered?.currency == .bitcoin && transcript.driver.remembered?.language == .simplifiedChinese)
        transcript.end()
    }

    /// Of a newer program, or written by hand.
    @Test(arguments: ["", "value", "value sideways", "value  descending", "worth descending", "value descending now"])
    func anOrderThatIsNoneIsIgnored(order: String) {
        let viewing = Viewing(
            choices {
                $0.accountOrder = order
                $0.assetOrder = order
                $0.positionOrder = order
            })
        #expect(viewing == Viewing(RememberedChoices()))
    }

    /// The words in the file are not to change with the names in the code.
    @Test func everyOrderHasItsWord() {
        #expect(
            AssetColumn.allCases.map(\.rawValue)
                == ["asset", "wallet", "total", "available", "in-use", "price", "24h", "value", "share", "profit"])
        #expect(AccountOrder.allCases.map(\.rawValue) == ["added", "name", "total", "trouble"])
        #expect(
            PositionColumn.allCases.map(\.rawValue)
                == ["instrument", "side", "size", "entry", "mark", "profit", "leverage", "marginMode", "liquidation"])
        for column in AssetColumn.allCases {
            for direction in [SortOrder<AssetColumn>.Direction.ascending, .descending] {
                let order = SortOrder(column, direction)
                #expect(SortOrder<AssetColumn>(remembered: order.remembered) == order)
            }
        }
    }
}
