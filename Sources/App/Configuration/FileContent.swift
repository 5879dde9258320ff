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

    /// Writes a file that only its owner can read, in place of what is there, at once or not at all. Answers with an error number, or 0.
    static func replace(_ path: String, with bytes: [UInt8]) -> Int32 {
        let staged = path + ".\(getpid()).new"
        let number = stage(bytes, at: staged)
        guard number == 0, rename(staged, path) != 0 else { return number }
        let refusal = errno
        unlink(staged)
        return refusal
    }

    /// Writes a new file that the disk has and only its owner can read. After a failure nothing is left of it. Answers with an error number,
    /// or 0.
    static func stage(_ bytes: [UInt8], at path: String) -> Int32 {
        unlink(path)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return errno }
        var number = write(bytes, to: file)
        if number == 0, fchmod(file, 0o600) != 0 || fsync(file) != 0 { number = errno }
        // Some file systems report a failed write only here.
        if close(file) != 0, number == 0 { number = errno }
        if number != 0 { unlink(path) }
        return number
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
        var used = 0
        while used < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + used, $0.count - used) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            used += count
        }
        return 0
    }

    /// Makes the folders above a file that are not there, for their owner alone (XDG Base Directory Specification).
    static func makeFolder(of path: String) {
        for place in path.indices.dropFirst() where path[place] == "/" { mkdir(String(path[..<place]), 0o700) }
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
