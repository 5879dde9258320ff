/// Whether two slots hold the same value.
public enum SecretComparison: String, Hashable, Sendable {
    case same
    case different
}
