/// Something that can be done now: the keys that do it, and what it is called.
public struct OfferedCommand: Hashable, Sendable {
    public let keys: [Key]
    public let label: String

    public init(keys: [Key], label: String) {
        self.keys = keys
        self.label = label
    }
}
