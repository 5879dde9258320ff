internal import CGuard
import Glibc

/// Secret bytes of any length, written once: wiped when the last reference goes, kept out of core files and forked children.
///
/// Up to 4 KiB lie in the locked arena; more lie in mapped memory, which is locked as far as the system's limit allows.
public final class WipedBytes: Sendable {
    /// How many bytes there are.
    public let count: Int

    private let place: Place

    // Written during initialisation only, freed at the end: threads only ever read it.
    private enum Place: @unchecked Sendable {
        case arena(UnsafeMutableRawPointer)
        case pages(UnsafeMutableRawPointer, mappedBytes: Int)
    }

    /// The most bytes that are kept in the arena, whose room is meant for credentials.
    private static let arenaShareBytes = 4_096

    /// Lets `write` fill up to `capacity` bytes; as many as it answers are kept. Throws what `write` throws, after wiping.
    /// Throws `lockedMemoryExhausted` when there is no memory, `unsuitableLength` for a count that makes no sense.
    public init(capacity: Int, _ write: (UnsafeMutableRawBufferPointer) throws(CryptoError) -> Int) throws(CryptoError) {
        guard capacity >= 0 else { throw .unsuitableLength }
        let place = try Self.reserve(capacity)
        do throws(CryptoError) {
            let written = try write(UnsafeMutableRawBufferPointer(start: Self.start(of: place), count: capacity))
            guard 0...capacity ~= written else { throw .unsuitableLength }
            count = written
        } catch {
            Self.release(place)
            throw error
        }
        self.place = place
    }

    /// A copy. The caller still has to wipe the original. Throws `lockedMemoryExhausted`.
    public convenience init(copying bytes: UnsafeRawBufferPointer) throws(CryptoError) {
        try self.init(capacity: bytes.count) { room in
            room.copyMemory(from: bytes)
            return bytes.count
        }
    }

    deinit { Self.release(place) }

    /// Lends the bytes. They are valid inside `body` only.
    public func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try body(UnsafeRawBufferPointer(start: Self.start(of: place), count: count))
    }

    private static func start(of place: Place) -> UnsafeMutableRawPointer {
        switch place {
        case .arena(let start): start
        case .pages(let start, _): start
        }
    }

    private static func reserve(_ capacity: Int) throws(CryptoError) -> Place {
        // Asking creates the arena before anything else uses up the limit on locked memory.
        let arenaIsLocked = cguard_memory_is_locked() == 1
        if capacity <= arenaShareBytes, let block = cguard_allocate(capacity) { return .arena(block) }
        let pageBytes = Int(sysconf(Int32(_SC_PAGESIZE)))
        let (sum, overflow) = capacity.addingReportingOverflow(pageBytes)
        guard !overflow else { throw .lockedMemoryExhausted }
        let mappedBytes = sum / pageBytes * pageBytes
        guard let start = mmap(nil, mappedBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), start != MAP_FAILED else {
            throw .lockedMemoryExhausted
        }
        madvise(start, mappedBytes, MADV_DONTDUMP)
        madvise(start, mappedBytes, MADV_WIPEONFORK)
        if arenaIsLocked { mlock(start, mappedBytes) }
        return .pages(start, mappedBytes: mappedBytes)
    }

    private static func release(_ place: Place) {
        switch place {
        case .arena(let start):
            cguard_release(start)
        case .pages(let start, let mappedBytes):
            cguard_wipe(start, mappedBytes)
            munmap(start, mappedBytes)
        }
    }
}

extension WipedBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The type and the number of bytes, nothing of their content.
    public var description: String { "WipedBytes(\(count))" }
    /// The same as `description`.
    public var debugDescription: String { description }
    /// Shows `dump` and debuggers the number of bytes and no other child.
    public var customMirror: Mirror { Mirror(self, children: ["count": count], displayStyle: .class) }
}

extension UnsafeMutableRawBufferPointer {
    /// Overwrites the memory in a way that the compiler keeps.
    package func wipe() {
        if let baseAddress { explicit_bzero(baseAddress, count) }
    }
}
