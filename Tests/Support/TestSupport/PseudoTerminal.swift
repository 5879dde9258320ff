import CGuard
import Glibc

/// A terminal whose both ends belong to the test.
package final class PseudoTerminal: Sendable {
    /// The system gave no pseudoterminal.
    package struct Unavailable: Error {}

    /// `TIOCSPTLCK` and `TIOCGPTN` of Linux (ioctl_tty(2)); Swift does not see them, nor the functions of POSIX.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// By which another process can open the program's end.
    package let name: String
    /// The end that a program has.
    package let program: Int32
    /// The end that a person has.
    package let person: Int32

    /// Opens both ends, at this size.
    package init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
        person = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, Int32) = (0, 0)
        guard person >= 0, ioctl(person, Self.setLock, &unlocked) == 0, ioctl(person, Self.getNumber, &number) == 0 else {
            throw Unavailable()
        }
        name = "/dev/pts/\(number)"
        program = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard program >= 0 else { throw Unavailable() }
        resize(columns: columns, rows: rows)
    }

    deinit {
        close(program)
        close(person)
    }

    /// Changes the size; the kernel tells the program's process group by SIGWINCH.
    package func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(person, UInt(TIOCSWINSZ), &size)
    }

    /// False where not all of it was taken.
    @discardableResult
    package func type(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return write(person, bytes, bytes.count) == bytes.count
    }

    /// What was written to the terminal and not read yet, once it comes; empty where nothing comes in time.
    package func read(withinMilliseconds patience: Int32 = 0) -> [UInt8] {
        var ready = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, patience) == 1, ready.revents & Int16(POLLIN) != 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
            count = max(0, Glibc.read(person, buffer.baseAddress, buffer.count))
        }
    }

    /// All that was written to the terminal and not read yet.
    package func output() -> String {
        var bytes: [UInt8] = []
        while case let part = read(), !part.isEmpty { bytes += part }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Everything that is set of the terminal, to be compared.
    package var modes: [UInt8] {
        var modes = settings
        return withUnsafeBytes(of: &modes) { Array($0) }
    }

    /// Whether echo is on.
    package var showsTyping: Bool { settings.c_lflag & tcflag_t(ECHO) != 0 }

    private var settings: termios {
        var settings = termios()
        tcgetattr(program, &settings)
        return settings
    }
}
