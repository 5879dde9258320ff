import Domain

/// Something odd about a value that is to be part of a key. The screen and the commands say the same of it.
public enum CredentialFinding: Hashable, Sendable {
    /// API key and secret key are in each other's place.
    case swapped
    case looksLikeKey
    case looksLikeSecret
    /// The same value stands in two fields.
    case twice
    /// A shape that such values do not have; it may be right.
    case unusual(Credential)
    case trouble(SecretSummary.Trouble)

    /// Whether the value may be what it is taken for all the same.
    public enum Likelihood: Hashable, Sendable {
        case possible
        case impossible
    }

    public var likelihood: Likelihood {
        switch self {
        case .swapped, .looksLikeKey, .looksLikeSecret, .twice: .impossible
        case .unusual: .possible
        case .trouble(let trouble): trouble.character == .space ? .possible : .impossible
        }
    }

    /// What is odd about one of the values, given all of them.
    public static func findings(on credential: Credential, in summaries: [Credential: SecretSummary]) -> [CredentialFinding] {
        let summary = summaries[credential] ?? .empty
        guard summary.length > 0 else { return [] }
        guard summary.troubles.isEmpty else { return summary.troubles.map(CredentialFinding.trouble) }
        let usual: [Credential: SecretSummary.Shape] = [.apiKey: .uuid, .secretKey: .hexadecimal32, .passphrase: .passphraseRule]
        guard summary.shape != usual[credential] else { return [] }
        switch summary.shape {
        case .uuid: return [.looksLikeKey]
        case .hexadecimal32: return [credential == .apiKey && summaries[.secretKey]?.shape == .uuid ? .swapped : .looksLikeSecret]
        case .empty, .passphraseRule, .other: return [.unusual(credential)]
        }
    }

    public var words: Phrase { Phrase { words(Text.of($0)) } }

    private func words(_ text: Text) -> String {
        switch self {
        case .swapped: text.entry.areSwapped
        case .looksLikeKey: text.entry.looksLikeKey
        case .looksLikeSecret: text.entry.looksLikeSecret
        case .twice: text.entry.sameTwice
        case .unusual(.apiKey): text.entry.oddKey
        case .unusual(.secretKey): text.entry.oddSecret
        case .unusual(.passphrase): text.entry.oddPassphrase
        case .trouble(let trouble): text.entry.trouble(trouble)
        }
    }
}

/// What is said of a paste as a whole, on the screen and by the commands.
public enum PasteRemark: Hashable, Sendable {
    case twoKeys
    case notJSON
    /// The values came in another order, and their shapes tell which is which.
    case toldByShape
    case trimmed(Int)

    public var words: Phrase {
        Phrase { language in
            let entry = Text.of(language).entry
            return switch self {
            case .twoKeys: entry.pasteTwoKeys
            case .notJSON: entry.pasteNotJSON
            case .toldByShape: entry.pasteToldByShape
            case .trimmed(let count): entry.trimmed(count)
            }
        }
    }
}
