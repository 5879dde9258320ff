/// A change of a secret field that needs none of its characters.
public enum SecretEdit: Hashable, Sendable {
    case removeLast
    case clear
}
