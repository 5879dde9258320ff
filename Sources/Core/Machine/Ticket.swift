/// The number of an operation under way. An answer whose ticket is no longer held changes nothing.
public struct Ticket: Hashable, Sendable {
    public let number: Int

    public init(_ number: Int) {
        self.number = number
    }
}
