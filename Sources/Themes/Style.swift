/// How a role looks at one colour depth.
public struct Style: Hashable, Sendable {
    /// The index of the text's colour; the terminal's own when `nil`.
    public var foreground: UInt8?
    /// The index of the colour behind it; the terminal's own when `nil`.
    public var background: UInt8?
    /// Bold, underline and the like, beside the colours.
    public var attributes: Attributes

    /// The terminal's own colours without attributes, unless given.
    public init(foreground: UInt8? = nil, background: UInt8? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

/// The ways in which a terminal sets text apart without colour.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit for each attribute.
    public let rawValue: UInt8

    /// Bits that stand for no attribute are kept and have no effect.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bolder, or brighter on some terminals.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter; terminals that cannot do it ignore it.
    public static let dim = Attributes(rawValue: 2)
    /// A line below the text.
    public static let underline = Attributes(rawValue: 4)
    /// Text and background colours exchanged.
    public static let reverse = Attributes(rawValue: 8)
    /// Slanted; terminals that cannot do it ignore it.
    public static let italic = Attributes(rawValue: 16)

    /// The names that theme files use.
    static let named: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse), ("italic", .italic),
    ]
}
