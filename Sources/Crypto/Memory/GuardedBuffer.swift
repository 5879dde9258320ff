internal import CGuard

/// Bytes from outside that may hold a secret, collected in the guarded heap: wiped whenever they move and at the end.
public struct GuardedBuffer: ~Copyable {
    /// How many bytes have been appended.
    public private(set) var count = 0
    private var start: UnsafeMutableRawPointer?
    private var capacity = 0

    /// An empty buffer; memory is taken with the first bytes.
    public init() {}

    deinit { cguard_heap_release(start) }

    /// Adds bytes. Throws `lockedMemoryExhausted` when there is no memory.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) throws(CryptoError) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        if bytes.count > capacity - count {
            let wanted = max(4_096, max(capacity * 2, count + bytes.count))
            guard let grown = cguard_heap_reallocate(start, wanted) else { throw .lockedMemoryExhausted }
            start = grown
            capacity = wanted
        }
        start?.advanced(by: count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    /// Wipes everything and leaves it empty.
    public mutating func removeAll() {
        cguard_heap_release(start)
        start = nil
        capacity = 0
        count = 0
    }

    /// Lends the bytes. They are valid inside `body` only.
    public borrowing func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }
}
