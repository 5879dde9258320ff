/// One mistake in a theme file. The theme is usable all the same: what is wrong is left out.
public struct ThemeProblem: Hashable, Sendable, CustomStringConvertible {
    /// The mistakes that a theme file can have.
    public enum Kind: Hashable, Sendable {
        /// The file is too long, or not UTF-8 text.
        case notText
        /// A key stands a second time; with the line of the first.
        case repeatedKey(firstLine: Int)
        /// The file is not TOML.
        case syntax
        case unknownKey
        case unknownRole
        /// Neither in the palette nor a colour; with what stands there.
        case unknownColour(String)
        /// Another kind of value was expected; with the kind.
        case wrongType(expected: String)
        /// The theme to inherit from does not exist; with its name.
        case missingParent(String)
        /// The theme inherits from itself, perhaps by way of others; with the name that closes the circle.
        case circularParent(String)
        /// Nothing says how this role looks.
        case missingRole
    }

    /// Which mistake it is.
    public let kind: Kind
    /// The key, with dots between its parts; empty for the file as a whole.
    public let key: String
    /// The line in the file, counted from 1, where it is known.
    public let line: Int?

    /// A mistake at a key; control characters in the key are replaced and it is cut short.
    public init(kind: Kind, key: String, line: Int?) {
        self.kind = kind
        self.key = Self.printable(key)
        self.line = line
    }

    /// A sentence in English that is safe to print: names out of the file are cut short and freed of control characters.
    public var description: String {
        let place = line.map { "line \($0): " } ?? ""
        return place + (key.isEmpty ? sentence : "\(key): \(sentence)")
    }

    private var sentence: String {
        switch kind {
        case .notText: "not UTF-8 text of at most \(Theme.longestFileBytes) bytes"
        case .repeatedKey(let line): "stands on line \(line) already"
        case .syntax: "not TOML"
        case .unknownKey: "unknown key"
        case .unknownRole: "unknown role"
        case .unknownColour(let name):
            "unknown colour “\(Self.printable(name))”; expected a palette name, #rrggbb, 0 to 255, an ANSI name or default"
        case .wrongType(let expected): "expected \(expected)"
        case .missingParent(let name): "no theme is called “\(Self.printable(name))”"
        case .circularParent(let name): "“\(Self.printable(name))” inherits from itself"
        case .missingRole: "missing role"
        }
    }

    private static func printable(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(80) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: kept.append("?")
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }
}
