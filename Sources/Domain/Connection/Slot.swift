/// The number of a place in the secret store. The machine names secrets by it and never sees one.
public struct Slot: Hashable, Sendable {
    public let number: Int

    public init(_ number: Int) {
        self.number = number
    }
}
