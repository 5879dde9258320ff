import Glibc
import JSON

/// Writes to standard output and standard error, whole lines, without a buffer that could be lost.
enum StandardOutput {
    static func write(_ value: JSONValue) {
        write(value.encoded() + [UInt8(ascii: "\n")], to: STDOUT_FILENO)
    }

    static func write(_ text: String) {
        write(Array((text + "\n").utf8), to: STDOUT_FILENO)
    }

    static func writeError(_ text: String) {
        write(Array((text + "\n").utf8), to: STDERR_FILENO)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) {
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
