import Domain

/// Something odd about a value entered for an API key; the screen and the commands report it in the same words.
public enum CredentialFinding: Hashable, Sendable {
    /// Two values are in each other's place.
    case swapped(KeyField, KeyField)
    /// It has the shape of the value of another field.
    case looksLike(KeyField)
    /// The same value stands in two fields.
    case twice
    /// A value of which the key needs one or the other, and has both.
    case beside(KeyField)
    /// The half of a pair of keys that the exchange gets.
    case publicKey
    /// A shape that such values do not have; it may be right.
    case unusual(KeyField)
    case trouble(SecretSummary.Trouble)

    /// Whether the value may be what it is taken for all the same.
    public enum Likelihood: Hashable, Sendable {
        case possible
        case impossible
    }

    /// Swapped, misplaced, repeated and superfluous values cannot be right; an unusual shape, or a space within, can.
    public var likelihood: Likelihood {
        switch self {
        case .swapped, .looksLike, .twice, .beside, .publicKey: .impossible
        case .unusual: .possible
        case .trouble(let trouble): trouble.character == .space ? .possible : .impossible
        }
    }

    /// What is odd about the value of one of the fields of a key, given all values.
    public static func findings(on field: KeyField, of fields: [KeyField], in summaries: [KeyField.ID: SecretSummary])
        -> [CredentialFinding]
    {
        let summary = summaries[field.id] ?? .empty
        guard summary.length > 0 else { return [] }
        if let other = fields.rival(of: field, { summaries[$0].map { $0.length > 0 } ?? false }) { return [.beside(other)] }
        if summary.shape == .publicPEM { return [.publicKey] }
        switch field.form {
        // Any passphrase is plausible; only decrypting the private key shows whether it is right.
        case .unlocking: return []
        case .pem where summary.shape == .encryptedPEM: return []
        case .pem, .line: break
        }
        guard summary.troubles.isEmpty else { return summary.troubles.map(CredentialFinding.trouble) }
        guard summary.shape != field.shape else { return [] }
        let shape = summary.shape == .encryptedPEM ? .pem : summary.shape
        guard shape.isDistinctive, let other = fields.first(where: { $0.shape == shape }) else { return [.unusual(field)] }
        if let pair = fields.swappable, pair.first == field, pair.second == other, summaries[other.id]?.shape == field.shape {
            return [.swapped(field, other)]
        }
        return [.looksLike(other)]
    }

    /// The sentence that is shown below the field, and written to standard error by the commands.
    public var words: Phrase {
        switch self {
        case .swapped(let first, let second):
            Phrase { Text.of($0).entry.areSwapped(first.name[$0], second.name[$0]) }
        case .looksLike(let field): field.lookalikeRemark
        case .twice: Phrase { Text.of($0).entry.sameTwice }
        case .beside(let other): Phrase { Text.of($0).entry.beside(other.name[$0]) }
        case .publicKey: Phrase { Text.of($0).entry.publicKey }
        case .unusual(let field): field.unusualRemark
        case .trouble(let trouble): Phrase { Text.of($0).entry.trouble(trouble) }
        }
    }
}

/// What is said of a paste as a whole, on the screen and by the commands.
public enum PasteRemark: Hashable, Sendable {
    case twoKeys
    case notJSON
    /// The values came in another order, and their shapes tell which is which.
    case toldByShape(values: Int)
    case trimmed(Int)

    /// The sentence that is shown below the form, and written to standard error by the commands.
    public var words: Phrase {
        Phrase { language in
            let entry = Text.of(language).entry
            return switch self {
            case .twoKeys: entry.pasteTwoKeys
            case .notJSON: entry.pasteNotJSON
            case .toldByShape(let count): entry.pasteToldByShape(count)
            case .trimmed(let count): entry.trimmed(count)
            }
        }
    }
}
