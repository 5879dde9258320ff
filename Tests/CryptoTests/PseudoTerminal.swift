import Glibc

/// A terminal whose both ends belong to the test.
final class PseudoTerminal {
    struct Unavailable: Error {}

    let name: String
    private let near: Int32
    private let far: Int32

    init() throws {
        near = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var unlocked: Int32 = 0
        var number: UInt32 = 0
        // TIOCSPTLCK and TIOCGPTN of ioctl_tty(2), which Swift does not see.
        guard near >= 0, ioctl(near, 0x4004_5431, &unlocked) == 0, ioctl(near, 0x8004_5430, &number) == 0 else { throw Unavailable() }
        name = "/dev/pts/\(number)"
        far = open(name, O_RDWR | O_NOCTTY)
        guard far >= 0 else { throw Unavailable() }
    }

    deinit {
        close(far)
        close(near)
    }

    /// Input, output, control and local modes.
    var modes: [UInt32] {
        var modes = termios()
        tcgetattr(far, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    }

    /// All that was written to the terminal so far.
    func output() -> String {
        var bytes: [UInt8] = []
        var ready = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
        while poll(&ready, 1, 0) == 1, ready.revents & Int16(POLLIN) != 0 {
            var part = [UInt8](repeating: 0, count: 4096)
            let count = read(near, &part, part.count)
            guard count > 0 else { break }
            bytes += part[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
