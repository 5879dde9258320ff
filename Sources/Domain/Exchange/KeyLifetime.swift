/// That an exchange ends keys at a time that it tells.
public struct KeyLifetime: Hashable, Sendable {
    /// So many days before the end it is worth a warning.
    public let noticeDays: Int64
    /// What keeps a key, or makes one without an end; empty where nothing does.
    public let remedy: [Phrase]

    /// Two weeks, and nothing that helps, unless said otherwise.
    public init(noticeDays: Int64 = 14, remedy: [Phrase] = []) {
        self.noticeDays = noticeDays
        self.remedy = remedy
    }
}
