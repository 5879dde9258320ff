internal import CGuard
internal import COpenSSL
import Glibc

/// Bytes that must not leak: they live in the locked arena, never move, are reached inside a closure, and are wiped at the end.
///
/// Printing, dumping or reflecting one shows how many bytes there are and nothing else. It may be used from several threads:
/// many may read at once, a change waits for the readers and they for it.
public final class SecretBytes: @unchecked Sendable {
    /// The most bytes it can hold.
    public let capacity: Int

    private let block: UnsafeMutableRawPointer
    private var used = 0
    private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    /// Empty, growable up to `capacity` bytes. Throws `lockedMemoryExhausted`, or `unsuitableLength` for a negative capacity.
    public init(capacity: Int) throws(CryptoError) {
        guard capacity >= 0 else { throw .unsuitableLength }
        guard let block = cguard_allocate(capacity) else { throw .lockedMemoryExhausted }
        self.block = block
        self.capacity = capacity
        lock = .allocate(capacity: 1)
        pthread_rwlock_init(lock, nil)
    }

    /// A copy that is exactly as long as `bytes`. The caller still has to wipe the original. Throws `lockedMemoryExhausted`.
    public convenience init(copying bytes: UnsafeRawBufferPointer) throws(CryptoError) {
        try self.init(capacity: bytes.count)
        try append(bytes)
    }

    /// A copy of bytes that are no secret or come from a test; traps when locked memory is exhausted.
    public convenience init<S: Sequence>(_ bytes: S) where S.Element == UInt8 {
        let plain = Array(bytes)
        do {
            try self.init(capacity: plain.count)
            for byte in plain { try append(byte) }
        } catch {
            fatalError("\(error)")
        }
    }

    deinit {
        cguard_release(block)
        pthread_rwlock_destroy(lock)
        lock.deallocate()
    }

    /// How many bytes there are.
    public var count: Int { withUnsafeBytes { $0.count } }

    /// Whether there are none.
    public var isEmpty: Bool { count == 0 }

    /// Lends the bytes. They are valid inside `body` only, and `body` must not change this object.
    public func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        // Readers never wait for waiting writers (glibc's default), so a thread may lend the same secret twice.
        pthread_rwlock_rdlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        return try body(UnsafeRawBufferPointer(start: block, count: used))
    }

    /// Adds one byte. Throws `capacityExceeded`.
    public func append(_ byte: UInt8) throws(CryptoError) {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        guard used < capacity else { throw .capacityExceeded(capacityBytes: capacity) }
        block.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
        used += 1
    }

    /// Adds bytes, all or none. Throws `capacityExceeded`.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(CryptoError) {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        try splice(used..<used, bytes)
    }

    /// Adds all bytes of another secret, or none. Throws `capacityExceeded`.
    public func append(_ other: SecretBytes) throws(CryptoError) {
        guard other !== self else {
            pthread_rwlock_wrlock(lock)
            defer { pthread_rwlock_unlock(lock) }
            return try splice(used..<used, UnsafeRawBufferPointer(start: block, count: used))
        }
        try other.withUnsafeBytes { (bytes) throws(CryptoError) in try append(bytes) }
    }

    /// Puts bytes where those of `range` were, all or none; the range is clamped to what there is. Throws `capacityExceeded`.
    public func replaceSubrange(_ range: Range<Int>, with bytes: UnsafeRawBufferPointer) throws(CryptoError) {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        try splice(range.clamped(to: 0..<used), bytes)
    }

    /// Takes the last `n` bytes off, or all when there are fewer.
    public func removeLast(_ n: Int = 1) {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        close(max(0, used - max(0, n))..<used)
    }

    /// Overwrites everything and leaves it empty.
    public func wipe() {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        cguard_wipe(block, capacity)
        used = 0
    }

    /// Whether both hold the same bytes; takes the same time wherever they differ. Lengths are not hidden.
    public func isEqual(to other: SecretBytes) -> Bool {
        withUnsafeBytes { mine in other.withUnsafeBytes { ConstantTime.equal(mine, $0) } }
    }

    /// Lets `body` write `count` bytes at the end; they become part of the secret when it returns true.
    /// Throws `capacityExceeded`, or `libraryFailed` when it returns false.
    func appendWritten(count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Bool) throws(CryptoError) {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        guard count <= capacity - used else { throw .capacityExceeded(capacityBytes: capacity) }
        let fresh = UnsafeMutableRawBufferPointer(start: block + used, count: count)
        guard body(fresh) else {
            cguard_wipe(block + used, count)
            throw .libraryFailed
        }
        used += count
    }

    private func splice(_ range: Range<Int>, _ bytes: UnsafeRawBufferPointer) throws(CryptoError) {
        guard bytes.count <= capacity - (used - range.count) else { throw .capacityExceeded(capacityBytes: capacity) }
        let tail = used - range.upperBound
        memmove(block + range.lowerBound + bytes.count, block + range.upperBound, tail)
        if let source = bytes.baseAddress {
            memmove(block + range.lowerBound, source, bytes.count)
        }
        let before = used
        used += bytes.count - range.count
        if used < before { cguard_wipe(block + used, before - used) }
    }

    private func close(_ range: Range<Int>) {
        memmove(block + range.lowerBound, block + range.upperBound, used - range.upperBound)
        cguard_wipe(block + used - range.count, range.count)
        used -= range.count
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The type and the number of bytes, nothing of their content.
    public var description: String { "SecretBytes(\(count))" }
    /// The same as `description`.
    public var debugDescription: String { description }
    /// Shows `dump` and debuggers the number of bytes and no other child.
    public var customMirror: Mirror { Mirror(self, children: ["count": count], displayStyle: .class) }
}

/// Comparison that takes the same time wherever the operands differ.
public enum ConstantTime {
    /// Whether both have the same length and content. The lengths are not hidden.
    public static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
        return CRYPTO_memcmp(leftStart, rightStart, left.count) == 0
    }

    /// Whether both have the same length and content. The lengths are not hidden.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { leftBytes in right.withUnsafeBytes { equal(leftBytes, $0) } }
    }
}
