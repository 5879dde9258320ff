/// The fields of a key in sentences.
extension [KeyField] {
    /// Their names as the exchange spells them, such as `API Key and Secret`.
    public func names() -> Phrase { .listed(map(\.name)) }

    /// The same as common nouns, such as `API key and secret`; Chinese keeps the exchange's spelling.
    public func commonNames() -> Phrase {
        .listed(map { Phrase(en: $0.commonNoun, zh: $0.name.simplifiedChinese) })
    }

    /// Their ids as members of a JSON object, such as `{"apiKey","secret"}`.
    public var members: String { "{" + map { "\"\($0.id.name)\"" }.joined(separator: ",") + "}" }

    /// What may be given in place of a value, a sentence for each; the key's block of lines is told from a line by itself.
    public var alternativeRemarks: [Phrase] {
        flatMap { field in
            alternatives(to: field.id).map { other in
                Phrase(
                    en: "\(other.name.english) may stand in place of \(field.name.english).",
                    zh: "也可用 \(other.name.simplifiedChinese) 代替 \(field.name.simplifiedChinese)。")
            }
        }
    }

    /// The name of a field with those that may stand in its place, for a question.
    public func question(for field: KeyField) -> Phrase {
        let all = [field] + alternatives(to: field.id)
        return Phrase(
            en: all.map(\.name.english).joined(separator: " or "), zh: all.map(\.name.simplifiedChinese).joined(separator: " 或 "))
    }

    /// How many there are, as a word.
    public var number: Phrase { .number(count) }

    /// The fields that every key needs, in their order.
    public var needed: [KeyField] { missing { _ in false } }

    /// Those of them that are secret.
    public var secrets: [KeyField] { needed.filter { $0.secrecy == .hidden } }
}

extension KeyField {
    /// The private keys that it takes, such as `RSA or Ed25519`.
    public var algorithmNames: Phrase {
        let names = algorithms.map(\.rawValue)
        return Phrase(en: names.joined(separator: " or "), zh: names.joined(separator: " 或 "))
    }

    /// Its English name in lower case, except for abbreviations, such as `API key`.
    public var commonNoun: String {
        name.english.split(separator: " ").map { $0 == $0.uppercased() ? String($0) : $0.lowercased() }.joined(separator: " ")
    }

    /// Whether its value travels in a header of each request.
    public var isSent: Bool {
        switch sending {
        case .withEachRequest: true
        case .never: id == .apiKey
        }
    }
}

/// The names that show which exchange a pasted key belongs to, in lower case without spaces or punctuation.
public struct KeyNames: Hashable, Sendable {
    /// Names of the exchange, as they stand in files and variables.
    public let exchange: [String]
    /// Other words that may stand before the label of a field.
    public let before: [String]
    /// Other words that may stand behind the label of a field.
    public let behind: [String]

    /// The names of one exchange.
    public init(exchange: [String], before: [String] = [], behind: [String] = []) {
        self.exchange = exchange
        self.before = before
        self.behind = behind
    }
}
