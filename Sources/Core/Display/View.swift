import Domain

/// A screen as data: what is on it, in words. `Frame` lays it out; other presenters may print it.
public struct View: Hashable, Sendable {
    /// The name of the screen, in the language of the user.
    public var title: String
    /// Which money is at stake on the screen; `nil` where none is.
    public var badge: Badge?
    /// What is said at the right end of the top line.
    public var summary: String
    /// What stands to the right of the summary where there is room, such as the time of the last reading.
    public var corner: String
    /// The key that a press on the corner stands for.
    public var cornerKey: Key?
    /// The body of the screen from top to bottom.
    public var blocks: [Block]
    /// The keys that are shown in the bottom line, the most useful first; the last leads to help and is never left out.
    public var hints: [Hint]
    /// One line above the hints, such as what was just done.
    public var notice: Span?
    /// What lies over the screen; `nil` where nothing does.
    public var dialog: Dialog?
    /// Whether what is in sight stays where it is, because something in it was just pressed with the mouse.
    public var holdsStill = false
    /// The slot of the secret field that has the focus; printable characters then go straight to the secret store.
    public var secretFocus: Slot?
    /// The signs that the terminal can show; text is replaced accordingly.
    public var glyphs: GlyphSet
    /// Shown instead of everything else where the terminal is too small.
    public var tooSmall: String

    /// A key and what it does.
    public struct Hint: Hashable, Sendable {
        /// The names of the keys as they are shown, such as `Esc`.
        public var key: String
        /// What the keys do, in a word or two.
        public var label: String
        /// The key that a press on the hint stands for.
        public var press: Key?

        /// A hint that cannot be pressed with the mouse unless a key is given.
        public init(key: String, label: String, press: Key? = nil) {
            self.key = key
            self.label = label
            self.press = press
        }
    }

    /// A framed part that lies over the screen and takes all keys.
    public struct Dialog: Hashable, Sendable {
        /// Shown in the upper edge of its frame.
        public var title: String
        /// The body of the dialog from top to bottom.
        public var blocks: [Block]
        /// The columns that it would like to have, frame included.
        public var columns: Int

        /// A dialog of 60 columns unless said otherwise; it is narrower where the terminal is.
        public init(title: String, blocks: [Block], columns: Int = 60) {
            self.title = title
            self.blocks = blocks
            self.columns = columns
        }
    }

    /// Only the title is required; what is not given is absent from the screen, and Unicode signs are used.
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
