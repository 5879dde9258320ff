import Glibc

/// A program on a pseudoterminal of our own, 120 columns and 40 rows, with every byte that it writes timed.
final class TerminalSession {
    /// `TIOCSPTLCK` and `TIOCGPTN` of Linux (ioctl_tty(2)).
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    let child: Child
    private let startedAt: Double
    private let master: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    /// Everything that was written, for finding texts in it.
    private(set) var written: [UInt8] = []

    init(_ command: [String], environment: [String: String]) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, Int32) = (0, 0)
        guard master >= 0, ioctl(master, Self.setLock, &unlocked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
            throw BenchProblem("no pseudoterminal")
        }
        var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        startedAt = Clock.milliseconds
        child = try Child(command, environment: environment, descriptors: [], terminal: "/dev/pts/\(number)")
    }

    deinit {
        child.end(SIGKILL)
        close(master)
    }

    /// Bytes that came until nothing had come for a while.
    struct Burst {
        var bytes = 0
        /// From the start of the program, or from the last key, to the last byte.
        var milliseconds = 0.0
        var firstMilliseconds = 0.0
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// What a key leads to.
    func burst(after key: String, quietMilliseconds: Int32 = 60) -> Burst {
        let start = Clock.milliseconds
        type(key)
        return burst(since: start, quietMilliseconds: quietMilliseconds)
    }

    /// What is written after the start.
    func firstBurst(quietMilliseconds: Int32 = 150) -> Burst { burst(since: startedAt, quietMilliseconds: quietMilliseconds) }

    /// What is written from a moment on that lies a little in the past.
    func burst(since start: Double, quietMilliseconds: Int32) -> Burst {
        var burst = Burst()
        while readable(milliseconds: burst.bytes == 0 ? 3_000 : quietMilliseconds) {
            let count = take()
            guard count > 0 else { break }
            burst.milliseconds = Clock.milliseconds - start
            if burst.bytes == 0 { burst.firstMilliseconds = burst.milliseconds }
            burst.bytes += count
        }
        return burst
    }

    /// The bytes that are written within a time.
    func bytes(withinMilliseconds duration: Double) -> Int {
        let end = Clock.milliseconds + duration
        var total = 0
        while true {
            let left = end - Clock.milliseconds
            guard left > 0 else { return total }
            guard readable(milliseconds: Int32(left) + 1) else { continue }
            let count = take()
            guard count > 0 else { return total }
            total += count
        }
    }

    /// Waits until a text has been written since the last call, and answers when that was seen.
    @discardableResult
    func wait(for text: String, seconds: Double = 20) throws -> Double {
        let end = Clock.milliseconds + seconds * 1_000
        let wanted = Array(text.utf8)
        while !Self.contains(written, wanted) {
            guard Clock.milliseconds < end else { throw BenchProblem("“\(text)” did not appear") }
            if readable(milliseconds: 100) { guard take() > 0 else { throw BenchProblem("the program ended before “\(text)” appeared") } }
        }
        let seen = Clock.milliseconds
        _ = bytes(withinMilliseconds: 100)
        written = []
        return seen
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (0...bytes.count - wanted.count).contains { bytes[$0] == wanted[0] && bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }

    private func readable(milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) > 0
    }

    private func take() -> Int {
        let count = read(master, &buffer, buffer.count)
        if count > 0 { written += buffer[..<count] }
        return count
    }
}
