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

    /// How many there are, as a word.
    public var number: Phrase { .number(count) }

    /// The fields that every key needs, in their order.
    public var needed: [KeyField] { missing { _ in false } }

    /// Those of them that are secret.
    public var secrets: [KeyField] { needed.filter { $0.secrecy == .hidden } }
}

extension KeyField {
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
