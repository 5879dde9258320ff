import Glibc

/// Tells when a file in a folder gets new content (inotify), without polling.
final class FolderWatch {
    /// Readable when something happened.
    let descriptor: Int32
    private let name: String

    /// `nil` where the folder does not exist or the system has no watches left; nothing is noticed then.
    init?(folder: String, name: String) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        self.name = name
        // `deinit` closes the descriptor also where this initialiser fails, because all properties are set.
        guard descriptor >= 0, inotify_add_watch(descriptor, folder, UInt32(IN_MOVED_TO | IN_CLOSE_WRITE)) >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Takes what has happened, and says whether it was about the file.
    func takeChange() -> Change {
        var change = Change.none
        withUnsafeTemporaryAllocation(byteCount: 8_192, alignment: 8) { buffer in
            while true {
                let count = read(descriptor, buffer.baseAddress!, buffer.count)
                guard count > 0 else { return }
                var offset = 0
                while offset + MemoryLayout<inotify_event>.size <= count {
                    let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    let start = offset + MemoryLayout<inotify_event>.size
                    let end = min(count, start + Int(event.len))
                    let bytes = buffer[start..<end].prefix { $0 != 0 }
                    // An overflow names no file; it may have been about ours.
                    if event.len == 0 || String(decoding: bytes, as: UTF8.self) == name { change = .content }
                    offset = end
                }
            }
        }
        return change
    }

    enum Change: Hashable, Sendable {
        case none
        case content
    }
}
