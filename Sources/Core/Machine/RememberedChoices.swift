import Domain

/// What the user has chosen on the screen, for the next start. A part that is `nil` was never chosen.
public struct RememberedChoices: Hashable, Sendable {
    /// The language of the interface.
    public var language: Language?
    /// The name of the theme.
    public var theme: String?
    /// The currency of totals and values.
    public var currency: TotalCurrency?
    /// How accounts are sorted, such as `total`.
    public var accountOrder: String?
    /// How assets are sorted, such as `value descending`. A text that no order has is ignored.
    public var assetOrder: String?
    /// How positions are sorted, such as `profit ascending`.
    public var positionOrder: String?

    /// Nothing was ever chosen.
    public init() {}
}

extension Viewing {
    /// As it was chosen before.
    init(_ remembered: RememberedChoices) {
        currency = remembered.currency ?? currency
        accountOrder = remembered.accountOrder.flatMap { AccountOrder(rawValue: $0) } ?? accountOrder
        assetOrder = remembered.assetOrder.flatMap { SortOrder(remembered: $0) } ?? assetOrder
        positionOrder = remembered.positionOrder.flatMap { SortOrder(remembered: $0) }
    }
}

extension SortOrder where Column: RawRepresentable<String> {
    /// The order that a remembered text names; `nil` where it names none.
    init?(remembered: String) {
        let words = remembered.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 2, let column = Column(rawValue: words[0]), let direction = Direction(rawValue: words[1]) else { return nil }
        self.init(column, direction)
    }

    /// The text by which it is remembered.
    var remembered: String { "\(column.rawValue) \(direction.rawValue)" }
}

extension AppMachine {
    /// What can be chosen, as it is now.
    struct Choices: Hashable {
        var language: Language
        /// The theme that was kept, and not only looked at.
        var theme: String?
        var viewing: Viewing
    }

    var choices: Choices { Choices(language: context.language, theme: keptTheme, viewing: viewing) }

    /// Has what an event has changed of them remembered.
    mutating func remember(since before: Choices) -> [Effect] {
        let now = choices
        guard now != before else { return [] }
        var remembered = configuration.remembered
        if now.language != before.language { remembered.language = now.language }
        if now.theme != before.theme { remembered.theme = now.theme }
        if now.viewing.currency != before.viewing.currency { remembered.currency = now.viewing.currency }
        if now.viewing.accountOrder != before.viewing.accountOrder { remembered.accountOrder = now.viewing.accountOrder.rawValue }
        if now.viewing.assetOrder != before.viewing.assetOrder { remembered.assetOrder = now.viewing.assetOrder.remembered }
        if now.viewing.positionOrder != before.viewing.positionOrder { remembered.positionOrder = now.viewing.positionOrder?.remembered }
        guard remembered != configuration.remembered else { return [] }
        configuration.remembered = remembered
        return [.remember(remembered)]
    }
}
