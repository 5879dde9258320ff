import Crypto
import Glibc
import Session

/// Reads secrets from a descriptor into locked memory, and nothing of them anywhere else.
package struct SecretReader {
    let descriptor: Int32
    let signals: SignalWait
    /// How long to wait for the descriptor, in milliseconds; `nil` for as long as it takes.
    var timeoutMilliseconds: Int64?

    /// Reads from an open descriptor, which stays the caller's to close. Without a timeout, in milliseconds, it waits as long as it takes.
    package init(descriptor: Int32, signals: SignalWait, timeoutMilliseconds: Int64? = nil) {
        self.descriptor = descriptor
        self.signals = signals
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// Why a secret could not be read; without any of its bytes.
    package enum Problem: Error, Hashable {
        case tooLong
        case timedOut
        case unreadable(errno: Int32)
    }

    /// Everything until the end. Throws `Problem`, `CryptoError` or `Interrupted`.
    package func everything(limitBytes: Int) throws -> SecretBytes {
        let bytes = try SecretBytes(capacity: limitBytes)
        try read { part in
            try Self.append(part, to: bytes)
            return .goOn
        }
        return bytes
    }

    /// The first line without its end. Throws `Problem`, `CryptoError` or `Interrupted`.
    package func line(limitBytes: Int) throws -> SecretBytes {
        let line = SecretLine(try SecretBytes(capacity: limitBytes))
        try read { part in
            try line.append(part)
            return line.isWhole ? .enough : .goOn
        }
        return line.bytes
    }

    /// Whether more is to be read.
    enum Demand {
        case goOn
        case enough
    }

    /// Lends what is read, part by part, until the end or until there is enough.
    func read(_ take: (UnsafeRawBufferPointer) throws -> Demand) throws {
        let page = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 4_096)
        // Keeps it out of swap where that is allowed; it is wiped in any case.
        mlock(page.baseAddress, page.count)
        defer {
            page.wipe()
            munlock(page.baseAddress, page.count)
            page.deallocate()
        }
        let end = timeoutMilliseconds.map { LocalClock.steadyMilliseconds + $0 }
        while true {
            let left = end.map { $0 - LocalClock.steadyMilliseconds } ?? Int64(Int32.max)
            guard left > 0 else { throw Problem.timedOut }
            guard try signals.wait(for: descriptor, milliseconds: left) == .ready else { continue }
            let count = Glibc.read(descriptor, page.baseAddress, page.count)
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw Problem.unreadable(errno: errno)
            }
            guard count > 0 else { return }
            let demand = try take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(page)[..<count]))
            page.wipe()
            switch demand {
            case .goOn: continue
            case .enough: return
            }
        }
    }

    /// Appends to locked memory. Throws `Problem.tooLong` where the bytes do not fit.
    package static func append(_ part: UnsafeRawBufferPointer, to bytes: SecretBytes) throws {
        do throws(CryptoError) {
            try bytes.append(part)
        } catch {
            throw Problem.tooLong
        }
    }
}
