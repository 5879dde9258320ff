import Domain

/// A screen as data: what is on it, in words. `Frame` lays it out; other presenters may print it.
public struct View: Hashable, Sendable {
    public var title: String
    public var badge: Badge?
    /// What is said at the right end of the top line.
    public var summary: String
    /// What stands after that where there is room.
    public var corner: String
    /// The key that a press on the corner stands for.
    public var cornerKey: Key?
    public var blocks: [Block]
    public var hints: [Hint]
    /// One line above the hints, such as what was just done.
    public var notice: Span?
    public var dialog: Dialog?
    /// The secret field that has the focus; printable characters then go to the secret store.
    public var secretFocus: Slot?
    public var glyphs: GlyphSet
    /// Shown instead of everything where the terminal is too small.
    public var tooSmall: String

    /// A key and what it does.
    public struct Hint: Hashable, Sendable {
        public var key: String
        public var label: String
        /// The key that a press on the hint stands for.
        public var press: Key?

        public init(key: String, label: String, press: Key? = nil) {
            self.key = key
            self.label = label
            self.press = press
        }
    }

    /// A framed part that lies over the screen and takes all keys.
    public struct Dialog: Hashable, Sendable {
        public var title: String
        public var blocks: [Block]
        /// The columns that it would like to have, frame included.
        public var columns: Int

        public init(title: String, blocks: [Block], columns: Int = 60) {
            self.title = title
            self.blocks = blocks
            self.columns = columns
        }
    }

    public init(
        title: String, badge: Badge? = nil, summary: String = "", corner: String = "", blocks: [Block] = [], hints: [Hint] = [],
        notice: Span? = nil,
        dialog: Dialog? = nil, secretFocus: Slot? = nil, glyphs: GlyphSet = .unicode, tooSmall: String = ""
    ) {
        self.title = title
        self.badge = badge
        self.summary = summary
        self.corner = corner
        self.blocks = blocks
        self.hints = hints
        self.notice = notice
        self.dialog = dialog
        self.secretFocus = secretFocus
        self.glyphs = glyphs
        self.tooSmall = tooSmall
    }
}
