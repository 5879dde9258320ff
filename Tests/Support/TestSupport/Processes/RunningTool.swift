import Foundation
import Synchronization

/// A program of the system that runs as long as this object lives, and what it has printed.
package final class RunningTool: Sendable {
    private final class Printed: Sendable {
        let text = Mutex("")
    }

    private let process: Mutex<Process>
    private let printed = Printed()
    private let input: Mutex<Pipe>

    /// Starts a program by its name or path. Throws `Tool.Failed` where it is not installed.
    package init(_ tool: String, _ arguments: [String]) throws {
        let process = try Tool.process(tool, arguments)
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let reading = output.fileHandleForReading
        let descriptor = dup(reading.fileDescriptor)
        let printed = printed
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                let part = String(decoding: buffer[..<count], as: UTF8.self)
                printed.text.withLock { $0 += part }
            }
            close(descriptor)
        }
        self.process = Mutex(process)
        self.input = Mutex(input)
    }

    // Threads that run Swift tasks block most signals and children inherit that; this one cannot be blocked.
    deinit { process.withLock { _ = kill($0.processIdentifier, SIGKILL) } }

    /// Everything that it has printed so far, standard error included.
    package var output: String { printed.text.withLock { $0 } }
    /// Whether it has not ended yet.
    package var isRunning: Bool { process.withLock { $0.isRunning } }
}
