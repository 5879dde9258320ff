import Foundation
import Testing

/// A terminal at which a test types.
final class TypingTerminal: Sendable {
    let name: String
    /// The end that a program has.
    let far: Int32
    private let near: Int32

    init() throws {
        near = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: UInt32 = 0
        // TIOCSPTLCK and TIOCGPTN of ioctl_tty(2), which Swift does not see.
        try #require(near >= 0 && ioctl(near, 0x4004_5431, &unlocked) == 0 && ioctl(near, 0x8004_5430, &number) == 0)
        name = "/dev/pts/\(number)"
        far = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(far >= 0)
    }

    deinit {
        close(far)
        close(near)
    }

    var showsTyping: Bool {
        var modes = termios()
        tcgetattr(far, &modes)
        return modes.c_lflag & tcflag_t(ECHO) != 0
    }

    /// Types each answer after the question before it has been shown, and answers all that the terminal showed until then, and as
    /// soon as `last` was shown.
    func answer(_ dialogue: [(question: String, answer: String)], last: String = "") async throws -> String {
        var shown = ""
        for (question, answer) in dialogue {
            shown = try await read(after: shown, until: question)
            let bytes = Array(answer.utf8)
            try #require(write(near, bytes, bytes.count) == bytes.count)
        }
        return last.isEmpty ? shown : try await read(after: shown, until: last)
    }

    private func read(after shown: String, until wanted: String) async throws -> String {
        var all = shown
        let deadline = ContinuousClock.now + Patience.limit
        var looks = 0
        while !all.dropFirst(shown.count).contains(wanted) {
            looks += 1
            try #require(ContinuousClock.now < deadline || looks < 200, "“\(wanted)” was not shown: \(all)")
            var ready = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 20) == 1 else {
                await Task.yield()
                continue
            }
            var part = [UInt8](repeating: 0, count: 4_096)
            let count = Foundation.read(near, &part, part.count)
            guard count > 0 else { continue }
            all += String(decoding: part[..<count], as: UTF8.self)
        }
        return all
    }
}
