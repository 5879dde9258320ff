/// One of the values that make up the credentials of a manual API key, in the order in which exchanges show them.
public enum Credential: String, CaseIterable, Hashable, Sendable {
    case apiKey
    case secretKey
    case passphrase
}
