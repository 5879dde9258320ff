/// A change of a secret field that needs none of its characters.
public enum SecretEdit: Hashable, Sendable {
    case removeLast
    /// Goes on in a new line of a value that has several.
    case breakLine
    case clear
}
