public import Core

/// Takes what the keyboard sends, in order.
public protocol InputSink: AnyObject {
    func key(_ key: Key)
    /// A bracketed paste starts; until `pasteEnded` there are no keys.
    func pasteBegan()
    /// The next bytes of the paste, as they were sent; they are wiped after the call. Their number has no bound: the sink sets one.
    func paste(_ bytes: UnsafeRawBufferPointer)
    func pasteEnded()
}
