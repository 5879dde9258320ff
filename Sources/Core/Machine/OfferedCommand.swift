/// Something that can be done now: the keys that do it, and what it is called.
public struct OfferedCommand: Hashable, Sendable {
    public let keys: [Key]
    public let label: String
    /// What it is called in every language, and in the configuration.
    public let names: [String]

    public init(keys: [Key], label: String, names: [String] = []) {
        self.keys = keys
        self.label = label
        self.names = names.isEmpty ? [label] : names
    }
}
