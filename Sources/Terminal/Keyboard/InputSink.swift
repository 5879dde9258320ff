public import Core
public import Themes

/// Takes what the keyboard sends, in order.
public protocol InputSink: AnyObject {
    /// A key was pressed; several follow one another where one key types several characters.
    func key(_ key: Key)
    /// A bracketed paste starts; until `pasteEnded` there are no keys.
    func pasteBegan()
    /// The next bytes of the paste, as they were sent; they are wiped after the call. Their number has no bound: the sink sets one.
    func paste(_ bytes: UnsafeRawBufferPointer)
    /// The paste is complete, or nothing more of it is waited for.
    func pasteEnded()
    /// The paste that was just ended may not have come whole.
    func pasteLeftOpen()
    /// The mouse was pressed or its wheel turned.
    func mouse(_ report: MouseReport)
    /// The terminal answered the question for its background.
    func background(_ colour: RGB)
}

extension InputSink {
    /// Ignored, for a sink to which whole and cut pastes are the same.
    public func pasteLeftOpen() {}
    /// Ignored, for a sink without a mouse.
    public func mouse(_ report: MouseReport) {}
    /// Ignored, for a sink that shows no colours.
    public func background(_ colour: RGB) {}
}
