import Domain

/// A theme that can be chosen.
public struct OfferedTheme: Hashable, Sendable {
    public let name: String
    public let title: Phrase

    public init(name: String, title: Phrase) {
        self.name = name
        self.title = title
    }
}
