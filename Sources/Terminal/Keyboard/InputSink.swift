public import Core
public import Themes

/// Takes what the keyboard sends, in order.
public protocol InputSink: AnyObject {
    func key(_ key: Key)
    /// A bracketed paste starts; until `pasteEnded` there are no keys.
    func pasteBegan()
    /// The next bytes of the paste, as they were sent; they are wiped after the call. Their number has no bound: the sink sets one.
    func paste(_ bytes: UnsafeRawBufferPointer)
    func pasteEnded()
    /// The paste that was just ended may not have come whole.
    func pasteLeftOpen()
    func mouse(_ report: MouseReport)
    /// The terminal answered the question for its background.
    func background(_ colour: RGB)
}

extension InputSink {
    public func pasteLeftOpen() {}
    public func mouse(_ report: MouseReport) {}
    public func background(_ colour: RGB) {}
}
