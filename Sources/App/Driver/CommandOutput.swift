import Glibc
import JSON

/// Where a command writes: whole lines, without a buffer that could be lost.
package struct CommandOutput: Hashable, Sendable {
    /// For what programs read.
    package var result = STDOUT_FILENO
    /// For what people are told beside it.
    package var talk = STDERR_FILENO

    package init(result: Int32 = STDOUT_FILENO, talk: Int32 = STDERR_FILENO) {
        self.result = result
        self.talk = talk
    }

    package func write(_ value: JSONValue) {
        Self.write(value.encoded() + [UInt8(ascii: "\n")], to: result)
    }

    package func write(_ text: String) {
        Self.write(Array((text + "\n").utf8), to: result)
    }

    package func tell(_ text: String) {
        Self.write(Array((text + "\n").utf8), to: talk)
    }

    package static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
                if count < 0, errno == EINTR { continue }
                // A reader that went away, as `head` does, wants no more.
                guard count > 0 else { return }
                written += count
            }
        }
    }
}
