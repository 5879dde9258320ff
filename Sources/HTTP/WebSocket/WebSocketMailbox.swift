import Crypto
import Glibc
import Synchronization

/// Where callers on any thread leave orders for the thread of the WebSockets, and how they wake it.
final class WebSocketMailbox: Sendable {
    private struct Contents {
        var orders: [WebSocketOrder] = []
        var isClosed = false
    }

    private let contents = Mutex(Contents())
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

    /// Readable while there are orders.
    var descriptor: Int32 { pipe.read }

    /// False where no more orders are taken.
    func post(_ order: WebSocketOrder) -> Bool {
        let isTaken = contents.withLock { contents in
            guard !contents.isClosed else { return false }
            contents.orders.append(order)
            if case .end = order { contents.isClosed = true }
            return true
        }
        if isTaken {
            var byte: UInt8 = 0
            // A full pipe wakes as well as one byte does.
            _ = write(pipe.write, &byte, 1)
        }
        return isTaken
    }

    /// The orders in their sequence.
    func take() -> [WebSocketOrder] {
        var room: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while read(pipe.read, &room, MemoryLayout.size(ofValue: room)) > 0 {}
        return contents.withLock { contents in
            let orders = contents.orders
            contents.orders = []
            return orders
        }
    }
}
