/// What is to be said about a setting.
public enum SettingState: String, CaseIterable, Hashable, Sendable {
    case right
    /// Different, and a request can mend it.
    case fixable
    /// Different, and the user has to go to the exchange's website once.
    case needsWebsite = "needs-website"
    /// Different, and what stands in the way is named.
    case blocked
    /// Not offered for this account or site.
    case unavailable
    /// It could not be read.
    case unknown

    /// Whether the setting is known to be another than the wanted one.
    public var differs: Bool {
        switch self {
        case .right, .unavailable, .unknown: false
        case .fixable, .needsWebsite, .blocked: true
        }
    }
}
