internal import CGuard
internal import Glibc

/// Reads keys straight from the terminal, past ncurses, whose queue would keep keystrokes that may be secret.
/// What was read is wiped before the call returns.
public struct TerminalInput: ~Copyable {
    /// What a read met.
    public enum Outcome: Hashable, Sendable {
        case decoded
        /// There was nothing to read.
        case nothing
        /// The terminal is gone.
        case ended
    }

    private static let bufferBytes = 4096

    private let descriptor: Int32
    private var decoder: InputDecoder
    private let buffer: UnsafeMutableRawBufferPointer

    /// Reads from a descriptor, which it does not close.
    public init(descriptor: Int32, decoder: InputDecoder) {
        self.descriptor = descriptor
        self.decoder = decoder
        buffer = .allocate(byteCount: Self.bufferBytes, alignment: 16)
        // Keeps it out of swap where that is allowed; it is wiped after each read in any case.
        _ = mlock(buffer.baseAddress, buffer.count)
    }

    deinit {
        if let base = buffer.baseAddress {
            cguard_wipe(base, buffer.count)
            munlock(base, buffer.count)
        }
        buffer.deallocate()
    }

    /// What is waited for; when it does not come within the time that `LineDistance` has for it, `timeout`, or for a paste `endPaste`, is to be called.
    public var wait: InputDecoder.Wait? { decoder.wait }

    /// Whether a key is held back.
    public var awaitsMore: Bool { decoder.awaitsMore }

    /// Whether a paste has begun and not ended.
    public var isInPaste: Bool { decoder.isInPaste }

    /// Reads once and decodes what came. To be called when the descriptor is readable; it blocks otherwise.
    public mutating func read(into sink: some InputSink) -> Outcome {
        guard let base = buffer.baseAddress else { return .nothing }
        let count = Glibc.read(descriptor, base, buffer.count)
        guard count > 0 else {
            return count < 0 && (errno == EINTR || errno == EAGAIN) ? .nothing : .ended
        }
        decoder.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: sink)
        cguard_wipe(base, count)
        return .decoded
    }

    /// Nothing has arrived for a while: see `InputDecoder.timeout`.
    public mutating func timeout(into sink: some InputSink) {
        decoder.timeout(into: sink)
    }

    /// Ends a paste whose end marker does not arrive.
    public mutating func endPaste(into sink: some InputSink) {
        decoder.endPaste(into: sink)
    }
}
