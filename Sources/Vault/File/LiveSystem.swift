import Glibc

/// The system itself.
package struct LiveSystem: SystemCalls {
    package init() {}

    package var user: UInt32 { geteuid() }

    package func makeFolder(_ path: String) throws(SystemError) { try check(mkdir(path, 0o700)) }

    package func openFolder(_ path: String) throws(SystemError) -> Int32 {
        try check(Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    package func open(_ name: String, in folder: Int32, flags: Int32) throws(SystemError) -> Int32 {
        // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
        try check(openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600))
    }

    package func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
        var status = stat()
        try check(fstat(descriptor, &status))
        return FileStatus(status)
    }

    package func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus {
        var status = stat()
        try check(fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW))
        return FileStatus(status)
    }

    package func read(_ descriptor: Int32, into room: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        try check(Glibc.read(descriptor, room.baseAddress, room.count))
    }

    package func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
        try check(Glibc.write(descriptor, bytes.baseAddress, bytes.count))
    }

    package func restrict(_ descriptor: Int32) throws(SystemError) { try check(fchmod(descriptor, 0o600)) }

    package func synchronise(_ descriptor: Int32) throws(SystemError) { try check(fsync(descriptor)) }

    package func close(_ descriptor: Int32) throws(SystemError) { try check(Glibc.close(descriptor)) }

    package func rename(_ name: String, to other: String, in folder: Int32) throws(SystemError) {
        try check(renameat(folder, name, folder, other))
    }

    package func link(_ name: String, to other: String, in folder: Int32) throws(SystemError) {
        try check(linkat(folder, name, folder, other, 0))
    }

    package func remove(_ name: String, in folder: Int32) throws(SystemError) { try check(unlinkat(folder, name, 0)) }

    package func tryLock(_ descriptor: Int32) throws(SystemError) { try check(flock(descriptor, LOCK_EX | LOCK_NB)) }

    package func pause(milliseconds: Int) { usleep(UInt32(clamping: milliseconds) &* 1_000) }

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
