import Glibc
import Testing

/// A terminal for a test: what the program writes is collected as it comes.
final class Pseudoterminal: @unchecked Sendable {
    /// `TIOCSPTLCK` and `TIOCGPTN` of Linux (ioctl_tty(2)); Swift does not see them, nor the functions of POSIX.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    let program: Int32
    private let terminal: Int32
    private var thread = pthread_t()
    private var lock = pthread_mutex_t()
    private var collected: [UInt8] = []

    init(columns: UInt16, rows: UInt16) throws {
        pthread_mutex_init(&lock, nil)
        terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(terminal >= 0)
        var (unlocked, number): (Int32, Int32) = (0, 0)
        try #require(ioctl(terminal, Self.setLock, &unlocked) == 0 && ioctl(terminal, Self.getNumber, &number) == 0)
        program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(program >= 0)
        resize(columns: columns, rows: rows)
        pthread_create(
            &thread, nil,
            { context in
                Unmanaged<Pseudoterminal>.fromOpaque(context!).takeUnretainedValue().collect()
                return nil
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    /// Ends the terminal; needed before the test ends.
    func close() {
        Glibc.close(program)
        pthread_join(thread, nil)
        Glibc.close(terminal)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(terminal, bytes, bytes.count)
    }

    /// What was written since the last call. A mark written after it shows that all of it has come.
    func output() throws -> String {
        let mark = Array("\u{0}\u{0}".utf8)
        try #require(Glibc.write(program, mark, mark.count) == mark.count)
        var left = 18_000
        while left > 0 {
            let bytes = taken(ifEndingWith: mark)
            if let bytes { return String(decoding: bytes, as: UTF8.self) }
            var wait = pollfd(fd: -1, events: 0, revents: 0)
            poll(&wait, 1, 10)
            left -= 1
        }
        Issue.record("the terminal took no output for three minutes")
        return ""
    }

    var modes: [UInt8] {
        var modes = termios()
        tcgetattr(program, &modes)
        return withUnsafeBytes(of: &modes) { Array($0) }
    }

    private func taken(ifEndingWith mark: [UInt8]) -> [UInt8]? {
        pthread_mutex_lock(&lock)
        defer { pthread_mutex_unlock(&lock) }
        guard collected.suffix(mark.count).elementsEqual(mark) else { return nil }
        let bytes = Array(collected.dropLast(mark.count))
        collected = []
        return bytes
    }

    private func collect() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(terminal, &buffer, buffer.count)
            guard count > 0 else { return }
            pthread_mutex_lock(&lock)
            collected += buffer[..<count]
            pthread_mutex_unlock(&lock)
        }
    }
}
