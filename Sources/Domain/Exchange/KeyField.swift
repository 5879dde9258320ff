/// One of the values that make up a key, as its exchange declares it. Forms, pastes, standard input and the vault loop over these.
public struct KeyField: Hashable, Sendable, Identifiable {
    /// Identifies the field wherever values are held.
    public let id: ID
    /// Spelled as the exchange's own pages spell it.
    public let name: Phrase
    /// The labels that may stand beside the value where it is shown or kept, in lower case without spaces or punctuation, such as `apikey`.
    /// The id is always among them.
    public let labels: [String]
    /// How such values are written.
    public let form: Form
    /// What such values look like. Another shape is pointed out and never refused.
    public let shape: SecretSummary.Shape
    /// How much of such values may be shown.
    public let secrecy: Secrecy
    /// Whether there is a key without one.
    public let need: Need
    /// Whether the value itself is sent, or only signs.
    public let sending: Sending
    /// What is said of a value of another shape.
    public let unusualRemark: Phrase
    /// What is said of a value in another field that has this one's shape.
    public let lookalikeRemark: Phrase
    /// What goes wrong where this value is not right.
    public let causes: Set<Cause>
    /// What a private key has to be for, where the value is one.
    public let algorithms: [PrivateKeyAlgorithm]

    /// The name of a field in JSON and in the vault, such as `apiKey`.
    public struct ID: Hashable, Sendable {
        /// As it stands in JSON.
        public let name: String

        /// A field that is called so in JSON.
        public init(_ name: String) {
            self.name = name
        }

        /// The value by which the exchange knows the key. Every key has it, before all others.
        public static let apiKey = ID("apiKey")
        /// The secret of an HMAC that requests are signed with.
        public static let secretKey = ID("secretKey")
        /// A private key that requests are signed with, as a block of lines.
        public static let privateKey = ID("privateKey")
        /// What opens an encrypted private key.
        public static let privateKeyPassphrase = ID("privateKeyPassphrase")
    }

    /// Whether the exchange gets a value with each request; the API key it always gets.
    public enum Sending: Hashable, Sendable {
        /// In a header, as it is.
        case withEachRequest
        /// It signs.
        case never
    }

    /// How a value is written.
    public enum Form: Hashable, Sendable {
        case line
        /// A block of lines between `-----BEGIN … PRIVATE KEY-----` and its end (RFC 7468). It signs and is never sent.
        case pem
        /// The passphrase that opens the block in another field. It is neither sent nor kept.
        case unlocking(ID)
    }

    /// How much of a value may be shown.
    public enum Secrecy: Hashable, Sendable {
        /// A few characters of its ends.
        case masked
        /// Nothing but how long it is.
        case hidden
    }

    /// Whether there is a key without the value.
    public enum Need: Hashable, Sendable {
        case required
        case optional
        /// It may be given instead of the other one.
        case inPlace(of: ID)
    }

    /// A line that is hidden, is not sent and belongs to every key, where nothing else is said.
    public init(
        id: ID, name: Phrase, labels: [String], form: Form = .line, shape: SecretSummary.Shape, secrecy: Secrecy = .hidden,
        need: Need = .required, sending: Sending = .never, unusualRemark: Phrase, lookalikeRemark: Phrase, causes: Set<Cause> = [],
        algorithms: [PrivateKeyAlgorithm] = PrivateKeyAlgorithm.allCases
    ) {
        self.id = id
        self.name = name
        self.labels = labels
        self.form = form
        self.shape = shape
        self.secrecy = secrecy
        self.need = need
        self.sending = sending
        self.unusualRemark = unusualRemark
        self.lookalikeRemark = lookalikeRemark
        self.causes = causes
        self.algorithms = algorithms
    }

    /// Whether a value could be what it is given for: it is there, and where it is sent it can travel in a header.
    public func canHold(_ summary: SecretSummary) -> Bool {
        switch form {
        case .line: summary.canTravel
        case .pem, .unlocking: summary.length > 0
        }
    }
}

extension [KeyField] {
    /// The field of that id; `nil` where the key has none.
    public subscript(id: KeyField.ID) -> KeyField? { first { $0.id == id } }

    /// The fields that a key still lacks, given which fields have a value, in their order.
    public func missing(_ has: (KeyField.ID) -> Bool) -> [KeyField] {
        filter { field in
            switch field.need {
            case .required: !has(field.id) && !contains { $0.need == .inPlace(of: field.id) && has($0.id) }
            case .optional, .inPlace: false
            }
        }
    }

    /// The same by the summaries of the values; the passphrase of an encrypted PEM block counts as missing too.
    public func missing(in summary: (KeyField.ID) -> SecretSummary) -> [KeyField] {
        let needed = missing { summary($0).length > 0 }
        return filter { field in
            if needed.contains(field) { return true }
            guard case .unlocking(let block) = field.form else { return false }
            return summary(block).shape == .encryptedPEM && summary(field.id).length == 0
        }
    }

    /// The fields of which one may be given instead of another.
    public func alternatives(to id: KeyField.ID) -> [KeyField] { filter { $0.need == .inPlace(of: id) } }

    /// The field that another one stands in place of, where both have a value; a key has only one of them.
    public func rival(of field: KeyField, _ has: (KeyField.ID) -> Bool) -> KeyField? {
        guard case .inPlace(let id) = field.need, has(field.id), has(id) else { return nil }
        return self[id]
    }

    /// The first two fields, where their values could be in each other's place.
    public var swappable: (first: KeyField, second: KeyField)? {
        guard count >= 2, self[0].form == .line, self[1].form == .line else { return nil }
        return (self[0], self[1])
    }
}

/// What a private key signs with.
public enum PrivateKeyAlgorithm: String, CaseIterable, Hashable, Sendable {
    case rsa = "RSA"
    case ed25519 = "Ed25519"
}
