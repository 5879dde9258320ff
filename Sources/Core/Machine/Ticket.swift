/// The number of a job in flight. A reply whose ticket is no longer held changes nothing.
public struct Ticket: Hashable, Sendable {
    public let number: Int

    public init(_ number: Int) {
        self.number = number
    }
}
