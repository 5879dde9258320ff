import Foundation
import TestSupport
import Testing

/// The built program, and one run of it or of another command.
enum Program {
    /// Beside the test bundle, where the build puts it.
    static let path: String = {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let beside = bundle.deletingLastPathComponent().appending(path: "tidegate").path()
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        // A runner of the tool chain loads the bundle instead of being it; the bundle's path is among its arguments.
        for argument in CommandLine.arguments where argument.contains(".xctest") {
            let found = URL(filePath: argument).deletingLastPathComponent().appending(path: "tidegate").path()
            if FileManager.default.isExecutableFile(atPath: found) { return found }
        }
        return beside
    }()

    struct Outcome: Sendable {
        /// As a shell counts it: 128 and the number for a signal.
        let status: Int32
        let output: String
        let complaint: String

        /// The output as a JSON object.
        func json() throws -> [String: Any] {
            let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require(object as? [String: Any])
        }
    }

    /// An environment that does not depend on who runs the tests.
    static func environment(_ folder: TemporaryFolder, adding more: [String: String] = [:]) -> [String: String] {
        let usual = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path, "LC_ALL": "C.UTF-8",
            "TERM": "screen-256color", "XDG_CONFIG_HOME": folder.path + "/xdg-config", "XDG_DATA_HOME": folder.path + "/xdg-data",
        ]
        return usual.merging(more) { $1 }
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], input: String = "", in folder: TemporaryFolder, environment: [String: String] = [:],
        seconds: Double = Deadline.seconds
    ) async throws -> Outcome {
        try await run(
            path, arguments, input: input, in: folder, environment: Self.environment(folder, adding: environment), seconds: seconds)
    }

    /// Runs any command to its end; kills it after that many seconds.
    static func run(
        _ executable: String, _ arguments: [String], input: String = "", in folder: TemporaryFolder, environment: [String: String],
        seconds: Double = Deadline.seconds
    ) async throws -> Outcome {
        let streams = try TemporaryFolder()
        defer { withExtendedLifetime(streams) {} }
        let name = streams.path + "/stream"
        // Files, because a pipe that nobody reads stops the process.
        try Data(input.utf8).write(to: URL(filePath: name + ".in"))
        let child = try ChildProcess(
            executable, arguments, environment: environment, folder: folder.path, input: name + ".in", output: name + ".out",
            complaint: name + ".err")
        let guardian = Task {
            try await Task.sleep(for: .seconds(seconds))
            child.signal(SIGKILL)
        }
        let status = await child.end()
        guardian.cancel()
        func text(_ end: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(filePath: name + end)), as: UTF8.self)
        }
        return Outcome(status: status, output: try text(".out"), complaint: try text(".err"))
    }
}
