import Crypto
import Domain

/// The secrets with which a connection signs, each under its field.
public struct StoredCredentials: Sendable {
    /// The secrets themselves.
    public let values: KeyValues<StoredSecret>

    init(_ values: KeyValues<StoredSecret>) {
        self.values = values
    }

    /// Shares the secrets, which must not be wiped before the document has been saved.
    public init(_ secrets: KeyValues<SecretBytes>) {
        self.init(secrets.map { StoredSecret($0) })
    }

    /// The value by which the exchange knows the key.
    public var apiKey: StoredSecret { values.apiKey }

    /// The value of a field; `nil` where the key has none.
    public subscript(field: KeyField.ID) -> StoredSecret? { values[field] }

    /// Copies in locked memory. Throws `memoryExhausted`.
    public func copied() throws(VaultProblem) -> KeyValues<SecretBytes> {
        try values.map { (secret) throws(VaultProblem) in try secret.copied() }
    }

    /// Whether all are the same, under the same fields. Throws `memoryExhausted`.
    func isEqual(to other: StoredCredentials) throws(VaultProblem) -> Bool {
        guard values.ids == other.values.ids else { return false }
        var isEqual = true
        for (mine, theirs) in zip(values.all, other.values.all) {
            // Every field is compared, so that the time does not tell which one differs.
            let isSame = try mine.isEqual(to: theirs)
            isEqual = isEqual && isSame
        }
        return isEqual
    }
}
