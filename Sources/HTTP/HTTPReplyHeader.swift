/// One header line of a reply. The value comes from outside and may hold any character.
public struct HTTPReplyHeader: Hashable, Sendable {
    /// In lower case.
    public let name: String
    public let value: String

    public init(name: String, value: String) {
        self.name = name.lowercased()
        self.value = value
    }
}
