/// How a role looks at one colour depth.
public struct Style: Hashable, Sendable {
    /// The index of the text's colour; the terminal's own when `nil`.
    public var foreground: UInt8?
    /// The index of the colour behind it; the terminal's own when `nil`.
    public var background: UInt8?
    public var attributes: Attributes

    public init(foreground: UInt8? = nil, background: UInt8? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
