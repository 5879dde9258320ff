extension Frame {
    /// The smallest terminal on which the screens can be used.
    static let smallestSize = Size(columns: 60, rows: 20)

    /// Whether a terminal shows the screens, and not only the request for a larger one.
    static func suffices(_ size: Size) -> Bool {
        size.columns >= smallestSize.columns && size.rows >= smallestSize.rows
    }

    /// Lays a view out for a terminal of the given size. What can stay where it was in the frame before stays there.
    public init(_ view: View, size: Size, after previous: Frame? = nil) {
        self.init(size: size)
        guard size.columns > 0, size.rows > 0 else { return }
        var painter = FramePainter(view, after: previous?.scroll ?? [:])
        guard Frame.suffices(size) else {
            let words = TextWrap.lines([Span(view.tooSmall)], columns: size.columns).map { LaidLine($0) }
            painter.paint(words, in: FramePainter.Region(column: 0, row: 0, size: size), of: &self)
            return
        }
        painter.paintTop(view, of: &self)
        painter.paintBody(
            view.blocks, in: FramePainter.Region(column: 0, row: 1, size: Size(columns: size.columns, rows: size.rows - 2)),
            of: &self)
        painter.paintBottom(view, of: &self)
        if let dialog = view.dialog { painter.paint(dialog, of: &self) }
    }
}
