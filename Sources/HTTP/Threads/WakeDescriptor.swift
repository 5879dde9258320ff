import Crypto
import Glibc

/// A descriptor that becomes readable when any thread wants its owner to wake up.
final class WakeDescriptor: Sendable {
    private let pipe: (read: Int32, write: Int32)

    /// Fails only where the process has no descriptors left.
    init?() {
        guard let ends = Descriptors.pipe() else { return nil }
        pipe = ends
    }

    deinit {
        close(pipe.read)
        close(pipe.write)
    }

    /// Readable from a call of `wake` until `clear`.
    var descriptor: Int32 { pipe.read }

    /// A full pipe needs no further byte to wake the owner.
    func wake() {
        var byte: UInt8 = 0
        _ = write(pipe.write, &byte, 1)
    }

    func clear() {
        var room: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while read(pipe.read, &room, MemoryLayout.size(ofValue: room)) > 0 {}
    }
}
