/// How the choice on a page is moved by keys.
extension PlainPage {
    /// More keys than this are never pressed for an option.
    public static let mostOptions = 100

    /// The keys that the longest way on this page may take.
    public var longestWay: Int { 2 * parts.count + 2 }

    /// Whether the part of that number has the focus.
    public func isChosen(_ number: Int) -> Bool { focused?.number == number }

    /// Whether it is something that happens when it is chosen.
    public func isAction(_ number: Int) -> Bool {
        if case .action? = parts.first(where: { $0.number == number })?.content { true } else { false }
    }

    /// The key that leads nearer to a number; `nil` where the way ends.
    public func key(towards number: Int) -> Key? {
        guard let here = focused?.number else { return .tab }
        return here == number ? nil : here < number ? .down : .up
    }

    /// Whether the same part has the focus on both pages, so that a key has moved nothing.
    public func hasSameChoice(as other: PlainPage) -> Bool { focused?.number == other.focused?.number }

    /// The option that is chosen in the field that has the focus.
    public var chosenOption: Int? {
        if case .option(_, let chosen)? = focused?.content { chosen } else { nil }
    }
}
