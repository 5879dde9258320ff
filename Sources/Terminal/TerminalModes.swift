internal import CGuard
internal import Glibc

/// The modes of a terminal line: as they were found, and as the full screen needs them.
struct TerminalModes {
    /// `_POSIX_VDISABLE` of Linux, a macro.
    private static let disabledCharacter: UInt8 = 0

    private(set) var modes: termios

    /// The modes that hold now.
    init(of descriptor: Int32) throws(TerminalError) {
        modes = termios()
        guard tcgetattr(descriptor, &modes) == 0 else { throw .modesRefused(errno: errno) }
    }

    /// Sets them. `when` is one of `TCSANOW`, `TCSADRAIN`, `TCSAFLUSH`.
    func set(on descriptor: Int32, when: Int32) -> Bool {
        withUnsafePointer(to: modes) { pointer in
            while tcsetattr(descriptor, when, pointer) != 0 {
                guard errno == EINTR else { return false }
            }
            return true
        }
    }

    /// Keys arrive at once, unchanged and without echo. Interrupt and suspend still send their signals; quit does not, because it could
    /// write a core file. Ctrl with S, Q, V and O are ordinary keys.
    mutating func takeKeys() {
        modes.c_iflag &= ~tcflag_t(IXON | IXOFF | ICRNL | INLCR | IGNCR | ISTRIP)
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
        modes.c_lflag |= tcflag_t(ISIG)
        withUnsafeMutableBytes(of: &modes.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
            characters[Int(VQUIT)] = Self.disabledCharacter
        }
    }

    /// Bytes arrive at once and without echo; interrupt and suspend still send their signals.
    mutating func hideTyping() {
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL)
        modes.c_lflag |= tcflag_t(ISIG)
        withUnsafeMutableBytes(of: &modes.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
            characters[Int(VQUIT)] = Self.disabledCharacter
        }
    }
}
