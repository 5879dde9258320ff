import Age
import Glibc

/// The open folder of a vault. Folder and files have to belong to the user alone.
final class VaultFolder {
    enum Absence {
        case isRefused
        case isMended
    }

    let path: String
    private let system: any SystemCalls
    private let descriptor: Int32

    /// Opens the folder. Throws `missing` with `file` where there is none, `openToOthers`, `foreign` or `refused`.
    init(_ path: String, absence: Absence, file: String, system: any SystemCalls) throws(VaultProblem) {
        self.path = path
        self.system = system
        do throws(SystemError) {
            descriptor = try Self.open(path, absence: absence, system: system)
        } catch {
            throw error.number == ENOENT && absence == .isRefused ? .missing(path: file) : .refused(path: path, errno: error.number)
        }
        // From here on everything is set, so that `deinit` closes what was opened, whatever is thrown; a second close could hit what
        // another thread has opened meanwhile.
        let status = try Self.naming(path) { () throws(SystemError) in try system.status(of: descriptor) }
        guard status.owner == system.user else { throw .foreign(path: path, .folder) }
        guard !status.isOpenToOthers else { throw .openToOthers(path: path, .folder) }
    }

    deinit { try? system.close(descriptor) }

    func path(of name: String) -> String { path == "/" ? "/\(name)" : "\(path)/\(name)" }

    /// The status of a plain file; `nil` where there is nothing of that name. Throws `refused`.
    func status(of name: String) throws(VaultProblem) -> FileStatus? {
        do throws(SystemError) {
            return try system.status(of: name, in: descriptor)
        } catch {
            guard error.number == ENOENT else { throw .refused(path: path(of: name), errno: error.number) }
            return nil
        }
    }

    /// A whole file that only we can read; `nil` where there is none.
    /// Throws `notAFile`, `foreign`, `openToOthers`, `damaged` (too large) or `refused`.
    func read(_ name: String, limitBytes: Int) throws(VaultProblem) -> [UInt8]? {
        let path = path(of: name)
        let file: Int32
        do throws(SystemError) {
            file = try retrying { () throws(SystemError) in try system.open(name, in: descriptor, flags: O_RDONLY) }
        } catch {
            switch error.number {
            case ENOENT: return nil
            case ELOOP: throw .notAFile(path: path, .symbolicLink)
            // A socket cannot be opened.
            case ENXIO: throw .notAFile(path: path)
            default: throw .refused(path: path, errno: error.number)
            }
        }
        defer { try? system.close(file) }
        let status = try Self.naming(path) { () throws(SystemError) in try system.status(of: file) }
        guard status.isRegularFile else { throw .notAFile(path: path, status.isFolder ? .folder : .other) }
        guard status.owner == system.user else { throw .foreign(path: path, .file) }
        guard !status.isOpenToOthers else { throw .openToOthers(path: path, .file) }
        guard status.sizeBytes <= Int64(limitBytes) else { throw .damaged(path: path, .layer(.tooLarge(limitBytes: limitBytes))) }
        // One byte more than it should have shows a file that is being written to.
        var bytes = [UInt8](repeating: 0, count: Int(status.sizeBytes) + 1)
        var used = 0
        while used < bytes.count {
            let result = bytes.withUnsafeMutableBytes { room in
                Result { () throws(SystemError) in
                    try retrying { () throws(SystemError) in
                        try system.read(file, into: UnsafeMutableRawBufferPointer(rebasing: room[used...]))
                    }
                }
            }
            let count = try Self.naming(path) { () throws(SystemError) in try result.get() }
            if count == 0 { break }
            used += count
        }
        return Array(bytes[..<used])
    }

    /// Writes a new file that the disk has and only we can read. What was left of an attempt before is removed; after a failure
    /// nothing is left of this one. Throws `refused`.
    func stage(_ name: String, _ bytes: [UInt8]) throws(VaultProblem) {
        try discard(name)
        do throws(SystemError) {
            let file = try retrying { () throws(SystemError) in try system.open(name, in: descriptor, flags: O_WRONLY | O_CREAT | O_EXCL) }
            do throws(SystemError) {
                try system.restrict(file)
                try write(bytes, to: file)
                try retrying { () throws(SystemError) in try system.synchronise(file) }
            } catch {
                try? system.close(file)
                throw error
            }
            // Some file systems report a failed write only here.
            try system.close(file)
        } catch {
            try? system.remove(name, in: descriptor)
            throw .refused(path: path(of: name), errno: error.number)
        }
    }

    /// Gives a staged file its name in place of what has it now, at once or not at all. Throws `refused`.
    func install(_ staged: String, as name: String) throws(VaultProblem) {
        do throws(SystemError) {
            try system.rename(staged, to: name, in: descriptor)
        } catch {
            try? system.remove(staged, in: descriptor)
            throw .refused(path: path(of: name), errno: error.number)
        }
    }

    /// Gives a staged file a name that must be free. Throws `exists` or `refused`.
    func installNew(_ staged: String, as name: String) throws(VaultProblem) {
        do throws(SystemError) {
            try system.link(staged, to: name, in: descriptor)
        } catch {
            guard Self.cannotLink(error) else {
                try? system.remove(staged, in: descriptor)
                throw error.number == EEXIST ? .exists(path: path(of: name)) : .refused(path: path(of: name), errno: error.number)
            }
            return try install(staged, as: name)
        }
        try discard(staged)
    }

    /// The name under which a link or a copy is prepared: always the same, so that the next attempt clears what this one left.
    static func stagedCopy(of name: String) -> String { name + ".copy.new" }

    /// Keeps the present file under another name too, replacing the file of that name. Throws `refused` and what `read` throws.
    func keep(_ name: String, as other: String, limitBytes: Int) throws(VaultProblem) {
        let staged = Self.stagedCopy(of: name)
        try discard(staged)
        do throws(SystemError) {
            try system.link(name, to: staged, in: descriptor)
        } catch {
            guard Self.cannotLink(error) else { throw .refused(path: path(of: other), errno: error.number) }
            guard let content = try read(name, limitBytes: limitBytes) else { return }
            try stage(staged, content)
        }
        try install(staged, as: other)
        // Renaming one link of a file over another one of it does nothing (POSIX, rename).
        try discard(staged)
    }

    /// Runs `body` and removes what it staged if it fails.
    func tidily<R>(_ staged: [String], _ body: () throws(VaultProblem) -> R) throws(VaultProblem) -> R {
        do throws(VaultProblem) {
            return try body()
        } catch {
            for name in staged { try? discard(name) }
            throw error
        }
    }

    /// Removes a file if it exists. Throws `refused`.
    func discard(_ name: String) throws(VaultProblem) {
        do throws(SystemError) {
            try system.remove(name, in: descriptor)
        } catch {
            guard error.number == ENOENT else { throw .refused(path: path(of: name), errno: error.number) }
        }
    }

    /// Returns when the disk has the names, as far as the file system lets one wait for that. Throws `refused`.
    func synchronise() throws(VaultProblem) {
        try Self.naming(path) { () throws(SystemError) in
            try retrying { () throws(SystemError) in try Self.synchronise(descriptor, system) }
        }
    }

    /// Network file systems such as SMB cannot sync a folder and return EINVAL (fsync(2)); the change has reached the server by then.
    private static func synchronise(_ folder: Int32, _ system: any SystemCalls) throws(SystemError) {
        do throws(SystemError) {
            try system.synchronise(folder)
        } catch {
            guard [EINVAL, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(error.number) else { throw error }
        }
    }

    /// Runs `body` while no other program that asks for the lock does so. Throws `busy`, `notAFile`, `foreign`, `refused`, and
    /// what `body` throws.
    func locked<R>(_ name: String, _ timeout: LockTimeout, _ body: () throws(VaultProblem) -> R) throws(VaultProblem) -> R {
        let path = path(of: name)
        let file: Int32
        do throws(SystemError) {
            file = try retrying { () throws(SystemError) in try system.open(name, in: descriptor, flags: O_RDWR | O_CREAT) }
        } catch {
            switch error.number {
            case ELOOP: throw .notAFile(path: path, .symbolicLink)
            case EISDIR: throw .notAFile(path: path, .folder)
            case ENXIO: throw .notAFile(path: path)
            default: throw .refused(path: path, errno: error.number)
            }
        }
        // Closing releases the lock; so does the end of the process, however it comes.
        defer { try? system.close(file) }
        let status = try Self.naming(path) { () throws(SystemError) in try system.status(of: file) }
        guard status.isRegularFile else { throw .notAFile(path: path) }
        guard status.owner == system.user else { throw .foreign(path: path, .file) }
        try wait(for: file, path, timeout)
        return try body()
    }

    private func wait(for file: Int32, _ path: String, _ timeout: LockTimeout) throws(VaultProblem) {
        let start = system.milliseconds()
        var pauseMilliseconds = 2
        while true {
            do throws(SystemError) {
                return try system.tryLock(file)
            } catch {
                switch error.number {
                case EINTR: continue
                case EWOULDBLOCK: break
                default: throw .refused(path: path, errno: error.number)
                }
            }
            let waited = Int(system.milliseconds() - start)
            guard waited < timeout.limitMilliseconds else { throw .busy(path: path, waitedMilliseconds: waited) }
            if pauseMilliseconds == 2 { timeout.whenWaiting() }
            system.pause(milliseconds: min(pauseMilliseconds, timeout.limitMilliseconds - waited))
            pauseMilliseconds = min(pauseMilliseconds * 2, 100)
        }
    }

    private func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
        var used = 0
        while used < bytes.count {
            let result = bytes.withUnsafeBytes { all in
                Result { () throws(SystemError) in
                    try retrying { () throws(SystemError) in try system.write(file, UnsafeRawBufferPointer(rebasing: all[used...])) }
                }
            }
            let count = try result.get()
            guard count > 0 else { throw SystemError(number: EIO) }
            used += count
        }
    }

    private func retrying<R>(_ call: () throws(SystemError) -> R) throws(SystemError) -> R {
        while true {
            do throws(SystemError) {
                return try call()
            } catch {
                guard error.number == EINTR else { throw error }
            }
        }
    }

    private static func naming<R>(_ path: String, _ call: () throws(SystemError) -> R) throws(VaultProblem) -> R {
        do throws(SystemError) {
            return try call()
        } catch {
            throw .refused(path: path, errno: error.number)
        }
    }

    /// Whether the file system has no hard links, or no more of them.
    private static func cannotLink(_ error: SystemError) -> Bool {
        [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.number)
    }

    private static func open(_ path: String, absence: Absence, system: any SystemCalls) throws(SystemError) -> Int32 {
        do throws(SystemError) {
            return try system.openFolder(path)
        } catch {
            guard error.number == ENOENT, absence == .isMended else { throw error }
        }
        let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let parentDescriptor = try open(parent, absence: .isMended, system: system)
        defer { try? system.close(parentDescriptor) }
        do throws(SystemError) {
            try system.makeFolder(path)
        } catch {
            guard error.number == EEXIST else { throw error }
        }
        try synchronise(parentDescriptor, system)
        return try system.openFolder(path)
    }
}

/// How long to wait while another program writes to the vault, and whom to tell.
public struct LockTimeout: Sendable {
    /// How long, in milliseconds.
    public let limitMilliseconds: Int
    /// Called once, on the waiting thread, when the lock is not free at once.
    public let whenWaiting: @Sendable () -> Void

    /// The default leaves time for a few other saves, each of which may take seconds for stretching a passphrase.
    public init(limitMilliseconds: Int = 30_000, whenWaiting: @escaping @Sendable () -> Void = {}) {
        self.limitMilliseconds = max(0, limitMilliseconds)
        self.whenWaiting = whenWaiting
    }
}
