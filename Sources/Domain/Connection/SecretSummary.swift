/// What may be known of a secret outside the store: its length, its shape, and what would stop it from working.
public struct SecretSummary: Hashable, Sendable {
    /// In Unicode scalars.
    public let length: Int
    /// What kind of value it looks like, as far as that can be told.
    public let shape: Shape
    /// How many lines it has.
    public let lines: Int
    /// The first and last three characters, only for a value of a shape that no secret has; never for any other.
    public let masked: String?
    /// Characters that credentials do not have, in order; at most eight are named.
    public let troubles: [Trouble]
    /// How hard the value would be to guess, as a vault's passphrase.
    public let strength: Strength

    /// How hard a passphrase is to guess for someone who has a copy of the vault. A rough upper bound: nobody can tell what
    /// else the user has used it for.
    public enum Strength: String, Hashable, Sendable {
        /// Nothing to judge.
        case none
        /// Found in hours with a graphics card.
        case weak
        /// Found in weeks to years.
        case fair
        /// Not to be found by trying.
        case strong
    }

    /// What the value looks like. Shapes warn and never block.
    public enum Shape: Hashable, Sendable {
        case empty
        /// Five groups of hexadecimal digits joined by hyphens (8-4-4-4-12).
        case uuid
        /// 32 hexadecimal digits.
        case hexadecimal32
        /// Letters and digits of ASCII alone, at least 16 of them.
        case alphanumeric(count: Int)
        /// 8 to 32 printable ASCII characters with a lower-case and an upper-case letter, a digit and another sign.
        case passphraseRule
        /// The block of lines of a private key.
        case pem
        /// The same, encrypted with a passphrase.
        case encryptedPEM
        /// A PEM block whose end is missing.
        case unfinishedPEM
        /// The block of lines of a public key, which is no secret.
        case publicPEM
        case other

        /// Whether the shape is a strong sign of which field a value belongs to; what people choose for themselves can have any shape.
        public var isDistinctive: Bool {
            switch self {
            case .uuid, .hexadecimal32, .alphanumeric, .pem, .encryptedPEM: true
            case .empty, .passphraseRule, .unfinishedPEM, .publicPEM, .other: false
            }
        }
    }

    /// A character that does not belong into a credential.
    public struct Trouble: Hashable, Sendable {
        /// Counted from 1, in Unicode scalars.
        public let position: Int
        /// What kind of character it is; the character itself is not kept.
        public let character: Character

        /// The kinds of characters that a credential does not have, each with its own advice.
        public enum Character: String, CaseIterable, Hashable, Sendable {
            case space
            case tab
            case lineEnd
            case control
            /// Zero-width, direction and other characters that show nothing.
            case invisible
            /// A full-width letter, digit or sign, as a Chinese input method makes it.
            case fullWidth
            /// A typographic quotation mark.
            case curlyQuote
            /// Anything else outside ASCII.
            case notASCII
        }

        /// A character by its place, counted from 1, and its kind.
        public init(position: Int, character: Character) {
            self.position = position
            self.character = character
        }
    }

    /// Whether the value could travel in an HTTP header: not empty, and printable ASCII throughout.
    public var canTravel: Bool {
        length > 0 && lines <= 1 && !troubles.contains { $0.character != .space }
    }

    /// A summary of one line whose strength was not judged, unless said otherwise.
    public init(length: Int, shape: Shape, masked: String?, troubles: [Trouble], strength: Strength = .none, lines: Int = 1) {
        self.length = length
        self.lines = lines
        self.shape = shape
        self.masked = masked
        self.troubles = troubles
        self.strength = strength
    }

    /// The summary of a slot that holds nothing.
    public static let empty = SecretSummary(length: 0, shape: .empty, masked: nil, troubles: [])
}
