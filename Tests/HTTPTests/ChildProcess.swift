import Foundation
import Synchronization

/// A program of the system that runs as long as this object lives, and what it has printed.
final class ChildProcess: Sendable {
    struct Failed: Error { let output: String }

    private final class Printed: Sendable {
        let text = Mutex("")
    }

    private let process: Mutex<Process>
    private let printed = Printed()
    private let input: Mutex<Pipe>

    init(_ tool: String, _ arguments: [String]) throws {
        guard let path = Self.path(of: tool) else { throw Failed(output: "\(tool) is not installed") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
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

    var output: String { printed.text.withLock { $0 } }
    var isRunning: Bool { process.withLock { $0.isRunning } }

    /// Everything a program prints, once it has succeeded.
    @discardableResult
    static func output(of tool: String, _ arguments: [String]) throws -> Data {
        guard let path = path(of: tool) else { throw Failed(output: "\(tool) is not installed") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (output, complaints) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(output: String(decoding: complaint, as: UTF8.self)) }
        return printed
    }

    /// Whether tests that need these programs are to run: where one is missing they are left out, but not by a CI server,
    /// where they then fail.
    static func canRun(_ tools: String...) -> Bool {
        ProcessInfo.processInfo.environment["CI"] == "true" || tools.allSatisfy { path(of: $0) != nil }
    }

    private static func path(of tool: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { String($0) }
        return (folders + ["/usr/sbin", "/usr/bin"]).map { "\($0)/\(tool)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
