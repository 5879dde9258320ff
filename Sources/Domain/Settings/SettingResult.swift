/// What came of a change.
public enum SettingResult: String, CaseIterable, Hashable, Sendable {
    case changed
    /// The setting is as before: it was right already, or the request had no effect.
    case unchanged
    /// The exchange, or a check before the request, refused it.
    case refused
    /// The request was made, and its outcome could not be read.
    case unknown
}
