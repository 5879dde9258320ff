import Core
import Domain
import Glibc
import JSON
import Synchronization
import Terminal

/// Where a command writes: whole lines, without a buffer that could be lost.
package struct CommandOutput: Sendable {
    /// The descriptor for results, which programs read.
    package var result = STDOUT_FILENO
    /// The descriptor for messages to people.
    package var talk = STDERR_FILENO
    var encoding = Encoding.all
    private let record = Record()

    /// What the terminal of the user can show.
    package enum Encoding: Hashable, Sendable {
        case all
        /// Nothing but ASCII is the same in every other character set.
        case ascii

        /// Those of the process's locale.
        package static var locales: Encoding { TerminalLocale.printsUTF8 ? .all : .ascii }
    }

    /// Standard output for results and standard error for talk, unless said otherwise.
    package init(result: Int32 = STDOUT_FILENO, talk: Int32 = STDERR_FILENO, encoding: Encoding = .all) {
        self.result = result
        self.talk = talk
        self.encoding = encoding
    }

    /// The language for the user: English where only ASCII can be shown.
    package func spoken(_ language: Language) -> Language {
        switch encoding {
        case .all: language
        case .ascii: .english
        }
    }

    // MARK: Writing

    /// Writes a JSON value and a line end to the result; in ASCII with `\u` escapes (RFC 8259, 7).
    package func write(_ value: JSONValue) {
        let bytes = value.encoded() + [UInt8(ascii: "\n")]
        switch encoding {
        case .all: deliver(bytes)
        case .ascii: deliver(Self.escaped(bytes))
        }
    }

    /// Writes a line of text to the result, in what the terminal can show.
    package func write(_ text: String) { deliver(shown(text + "\n")) }

    /// A line for other programs, such as the path of a file: byte for byte, whatever the terminal can show.
    package func writeExactly(_ text: String) { deliver(Array((text + "\n").utf8)) }

    /// Writes a line for people to standard error; that it could not be written is ignored.
    package func tell(_ text: String) { _ = Self.write(shown(text + "\n"), to: talk) }

    /// A question, with the cursor behind it.
    package func ask(_ text: String) { _ = Self.write(shown(text), to: talk) }

    /// Throws `output-unwritable` where something for standard output could not be written. A reader that went away, as `head` does, is no
    /// failure: it wants no more.
    package func requireWritten() throws(Failure) {
        // Some file systems report only at `close` that they had no room.
        if record.state.withLock({ $0 }) == .written {
            let copy = fcntl(result, F_DUPFD_CLOEXEC, 0)
            if copy >= 0, close(copy) != 0, errno != EINTR { record.failed(errno) }
        }
        guard case .failed(let number) = record.state.withLock({ $0 }), number != EPIPE else { return }
        throw WriteRefusal.ofOutput(number)
    }

    private func deliver(_ bytes: [UInt8]) {
        let number = Self.write(bytes, to: result)
        if number == 0 { record.wrote() } else { record.failed(number) }
    }

    /// Writes all of it. Answers 0, or the `errno` of what went wrong.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
                if count > 0 {
                    written += count
                    continue
                }
                let number = count < 0 ? errno : EIO
                switch number {
                case EINTR: continue
                case EAGAIN:
                    // Another process that shares the descriptor has made it non-blocking.
                    var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&polled, 1, -1)
                default: return number
                }
            }
            return 0
        }
    }

    // MARK: Encoding

    private func shown(_ text: String) -> [UInt8] {
        switch encoding {
        case .all: Array(text.utf8)
        case .ascii: Array(PlainText.ascii(text).utf8)
        }
    }

    /// JSON in ASCII alone: other characters occur only in strings, where they can be escaped.
    private static func escaped(_ json: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(json.count)
        for unit in String(decoding: json, as: UTF8.self).utf16 {
            if unit < 0x80 {
                result.append(UInt8(unit))
            } else {
                let digits = String(unit, radix: 16)
                result += Array(("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
            }
        }
        return result
    }

    /// What became of what was written, for all copies of an output.
    private final class Record: Sendable {
        enum State: Hashable {
            case untouched
            case written
            case failed(errno: Int32)
        }

        let state = Mutex(State.untouched)

        func wrote() {
            state.withLock { if $0 == .untouched { $0 = .written } }
        }

        /// The first error is the one to report.
        func failed(_ number: Int32) {
            state.withLock { state in
                switch state {
                case .failed: break
                case .untouched, .written: state = .failed(errno: number)
                }
            }
        }
    }
}
