import Domain

/// What the store found in a paste. The paste itself stays in the store until the machine says where it goes.
public struct PasteFindings: Hashable, Sendable {
    /// Where the store holds the paste.
    public let paste: Paste
    /// In Unicode scalars, edges trimmed.
    public let length: Int
    public let lines: Int
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
        public let number: Int

        public init(_ number: Int) {
            self.number = number
        }
    }

    public enum Layout: String, Hashable, Sendable {
        case empty
        case singleValue
        /// The values of a key without labels, in the order of its fields.
        case bareLines
        /// The same in another order, of which the shapes tell what each is.
        case shapedLines
        /// Lines with labels, as the exchange's page shows them.
        case labelledLines
        /// An object with a member for each field.
        case json
        /// What begins as JSON and is none, or none with a credential in it. Nothing is looked for in it.
        case brokenJSON
        /// More than one key; no value of any is given, so that nothing of two keys is mixed.
        case twoKeys
        case unrecognised
    }

    public enum Secrecy: String, Hashable, Sendable {
        case plainText
        case mayBeSecret = "may-be-secret"
    }

    public enum Extent: String, Hashable, Sendable {
        case whole
        case cut
    }

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
