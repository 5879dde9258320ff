import Glibc

/// The real system calls.
package struct LiveSystem: SystemCalls {
    /// Holds no state; one can be made for each vault.
    package init() {}

    /// `geteuid(2)`.
    package var user: UInt32 { geteuid() }

    /// `mkdir(2)` with mode 0700.
    package func makeFolder(_ path: String) throws(SystemError) { try check(mkdir(path, 0o700)) }

    /// `open(2)` for a folder, closed in started programs.
    package func openFolder(_ path: String) throws(SystemError) -> Int32 {
        try check(Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    /// `openat(2)` with mode 0600 for a new file; never follows a symbolic link.
    package func open(_ name: String, in folder: Int32, flags: Int32) throws(SystemError) -> Int32 {
        // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
        try check(openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600))
    }

    /// `fstat(2)`.
    package func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
        var status = stat()
        try check(fstat(descriptor, &status))
        return FileStatus(status)
    }

    /// `fstatat(2)`.
    package func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus {
        var status = stat()
        try check(fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW))
        return FileStatus(status)
    }

    /// `read(2)`.
    package func read(_ descriptor: Int32, into room: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        try check(Glibc.read(descriptor, room.baseAddress, room.count))
    }

    /// `write(2)`.
    package func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
        try check(Glibc.write(descriptor, bytes.baseAddress, bytes.count))
    }

    /// `fchmod(2)` with mode 0600.
    package func restrict(_ descriptor: Int32) throws(SystemError) { try check(fchmod(descriptor, 0o600)) }

    /// `fsync(2)`.
    package func synchronise(_ descriptor: Int32) throws(SystemError) { try check(fsync(descriptor)) }

    /// `close(2)`.
    package func close(_ descriptor: Int32) throws(SystemError) { try check(Glibc.close(descriptor)) }

    /// `renameat(2)`.
    package func rename(_ name: String, to other: String, in folder: Int32) throws(SystemError) {
        try check(renameat(folder, name, folder, other))
    }

    /// `linkat(2)`.
    package func link(_ name: String, to other: String, in folder: Int32) throws(SystemError) {
        try check(linkat(folder, name, folder, other, 0))
    }

    /// `unlinkat(2)`.
    package func remove(_ name: String, in folder: Int32) throws(SystemError) { try check(unlinkat(folder, name, 0)) }

    /// `flock(2)`, exclusive and without waiting.
    package func tryLock(_ descriptor: Int32) throws(SystemError) { try check(flock(descriptor, LOCK_EX | LOCK_NB)) }

    /// `usleep(3)`.
    package func pause(milliseconds: Int) { usleep(UInt32(clamping: milliseconds) &* 1_000) }

    /// `CLOCK_MONOTONIC`, in milliseconds.
    package func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    @discardableResult
    private func check<Answer: SignedInteger>(_ answer: Answer) throws(SystemError) -> Answer {
        guard answer >= 0 else { throw SystemError(number: errno) }
        return answer
    }
}
