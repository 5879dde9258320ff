import Glibc

/// Files of the kernel's, whole. Foundation takes the first short read for their end.
package enum KernelFile {
    /// A file could not be opened.
    package struct Unreadable: Error {
        let path: String
    }

    /// The whole text, however short single reads are.
    package static func text(_ path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Unreadable(path: path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(file, &part, part.count), count > 0 { bytes += part[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
