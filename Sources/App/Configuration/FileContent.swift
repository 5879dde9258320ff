import Glibc

/// Reads whole small files.
package enum FileContent {
    /// Why the content of a file could not be read.
    package enum Problem: Error, Equatable {
        case absent
        /// Not a regular file.
        case unsuitable
        case tooLarge
        case unreadable(errno: Int32)
    }

    /// The bytes of a regular file of at most `limitBytes`.
    package static func read(_ path: String, limitBytes: Int) -> Result<[UInt8], Problem> {
        // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return .failure(.absent)
            // Sockets cannot be opened at all.
            case ENXIO: return .failure(.unsuitable)
            default: return .failure(.unreadable(errno: errno))
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(.unreadable(errno: errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.unsuitable) }
        guard status.st_size <= limitBytes else { return .failure(.tooLarge) }
        var content = [UInt8](repeating: 0, count: limitBytes + 1)
        var used = 0
        while used < content.count {
            let count = content.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + used, $0.count - used) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .failure(.unreadable(errno: errno)) }
            if count == 0 { return .success(Array(content[..<used])) }
            used += count
        }
        return .failure(.tooLarge)
    }

    /// The names of the entries of a folder, sorted; empty where there is none.
    static func names(inFolder path: String, limit: Int) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name { names.append(name) }
        }
        return names.sorted()
    }
}
