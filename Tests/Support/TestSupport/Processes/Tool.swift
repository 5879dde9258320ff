import Foundation

/// A program of the system, run to its end.
package enum Tool {
    /// A program is not installed, or ended with another status than 0.
    package struct Failed: Error {
        /// What it wrote to standard error, or why it could not be started.
        package let complaint: String

        /// A failure in words, also for programs that are started in other ways.
        package init(complaint: String) { self.complaint = complaint }
    }

    /// What a program prints, once it has succeeded.
    @discardableResult
    package static func run(
        _ tool: String, _ arguments: [String], input: [UInt8] = []
    ) throws -> (output: [UInt8], complaint: String) {
        let process = try process(tool, arguments)
        let (standardInput, output, complaints) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        // A program that ends early must not end this one with SIGPIPE, nor fill a pipe that nobody reads.
        signal(SIGPIPE, SIG_IGN)
        let writing = dup(standardInput.fileHandleForWriting.fileDescriptor)
        try standardInput.fileHandleForWriting.close()
        Thread.detachNewThread {
            var rest = input[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
                guard count > 0 else { break }
                rest = rest.dropFirst(count)
            }
            close(writing)
        }
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(complaint: complaint) }
        return ([UInt8](printed), complaint)
    }

    /// Whether tests that need these programs are to run: where one is missing they are left out, but not by a CI server,
    /// where they then fail.
    package static func canRun(_ tools: String...) -> Bool {
        ProcessInfo.processInfo.environment["CI"] == "true" || tools.allSatisfy { path(of: $0) != nil }
    }

    /// A program by its name or path, ready to be given its streams.
    static func process(_ tool: String, _ arguments: [String]) throws -> Process {
        guard let path = path(of: tool) else { throw Failed(complaint: "\(tool) is not installed") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        return process
    }

    private static func path(of tool: String) -> String? {
        if tool.hasPrefix("/") { return FileManager.default.isExecutableFile(atPath: tool) ? tool : nil }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { String($0) }
        return (folders + ["/usr/sbin", "/usr/bin", "/usr/local/bin"]).map { "\($0)/\(tool)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
