import Domain

/// What the store found in a paste. The paste itself stays in the store until the machine says where it goes.
public struct PasteFindings: Hashable, Sendable {
    /// Where the store holds the paste.
    public let paste: Paste
    /// In Unicode scalars, edges trimmed.
    public let length: Int
    /// How many lines it has that are not blank; a PEM block counts as one.
    public let lines: Int
    /// Which of the known ways of writing a key the paste follows.
    public let layout: Layout
    /// The values recognised of a key, each with what may be known of it.
    public let credentials: [KeyField.ID: SecretSummary]
    /// Whether anything in it could be a secret; such a paste is never released as text.
    public let secrecy: Secrecy
    /// White space, line ends, invisible and full-width characters removed from the edges of the values.
    public let trimmedCharacters: Int
    /// Whether the paste was longer than the store takes, and was cut.
    public let extent: Extent

    /// The number of a paste in the store.
    public struct Paste: Hashable, Sendable {
        /// Given by the store; no two pastes of one run share it.
        public let number: Int

        /// The number that the store gave to a paste.
        public init(_ number: Int) {
            self.number = number
        }
    }

    /// The ways in which an exchange, a person or a program may write the values of a key.
    public enum Layout: String, Hashable, Sendable {
        case empty
        case singleValue
        /// The values of a key without labels, in the order of its fields.
        case bareLines
        /// The values without labels in another order; their shapes tell which is which.
        case shapedLines
        /// Some of the values without labels, told by their shapes; others are missing.
        case partLines
        /// Lines with labels, as the exchange's page shows them.
        case labelledLines
        /// An object with a member for each field.
        case json
        /// Text that begins like JSON but is not valid, or has no credential in it; nothing is looked for in it.
        case brokenJSON
        /// The values of more than one key; none is given, so that values of two keys are never mixed.
        case twoKeys
        case unrecognised
    }

    /// Whether the text of a paste may be released from the store.
    public enum Secrecy: String, Hashable, Sendable {
        case plainText
        case mayBeSecret = "may-be-secret"
    }

    /// Whether all of the paste reached the store.
    public enum Extent: String, Hashable, Sendable {
        case whole
        case cut
    }

    /// Made by the store, which alone has seen the text of the paste.
    public init(
        paste: Paste, length: Int, lines: Int, layout: Layout, credentials: [KeyField.ID: SecretSummary], secrecy: Secrecy,
        trimmedCharacters: Int, extent: Extent
    ) {
        self.paste = paste
        self.length = length
        self.lines = lines
        self.layout = layout
        self.credentials = credentials
        self.secrecy = secrecy
        self.trimmedCharacters = trimmedCharacters
        self.extent = extent
    }
}
