import Domain

/// What a character means in a credential.
package enum ScalarKind: Hashable {
    /// Printable ASCII other than the space.
    case ordinary
    case space
    case tab
    case lineEnd
    case control
    case invisible
    /// The ideographic space and the full-width quotation marks, which surround a value only by accident.
    case fullWidthEdge
    case fullWidth
    case curlyQuote
    case notASCII

    /// The kind of a Unicode scalar value; what is no scalar counts as `notASCII`.
    package init(_ value: UInt32) {
        switch value {
        case 0x21...0x7E: self = .ordinary
        case 0x20: self = .space
        case 0x09: self = .tab
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: self = .lineEnd
        case 0x00...0x1F, 0x7F...0x9F: self = .control
        case 0x3000, 0xFF02, 0xFF07: self = .fullWidthEdge
        case 0xFF01...0xFF5E, 0xFFE0...0xFFE6: self = .fullWidth
        case 0x2018...0x201F: self = .curlyQuote
        default: self = Self.isInvisible(value) ? .invisible : .notASCII
        }
    }

    /// Whether a character of this kind is taken off the edges of a pasted value.
    package var isTrimmedAtEdges: Bool {
        switch self {
        case .space, .tab, .lineEnd, .control, .invisible, .fullWidthEdge, .curlyQuote: true
        case .ordinary, .fullWidth, .notASCII: false
        }
    }

    /// What to report where it stands inside a value; `nil` where it belongs there.
    package var trouble: SecretSummary.Trouble.Character? {
        switch self {
        case .ordinary: nil
        case .space: .space
        case .tab: .tab
        case .lineEnd: .lineEnd
        case .control: .control
        case .invisible: .invisible
        case .fullWidthEdge, .fullWidth: .fullWidth
        case .curlyQuote: .curlyQuote
        case .notASCII: .notASCII
        }
    }

    private static func isInvisible(_ value: UInt32) -> Bool {
        guard let properties = Unicode.Scalar(value)?.properties else { return false }
        return properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
            || properties.generalCategory == .spaceSeparator
    }
}
