import Foundation
import TestSupport
import Testing

/// Nothing happens while nothing happens.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct IdleFlowTests {
    private static let quietSeconds = 2.5

    private struct Activity: Equatable {
        var switches: [String: Int] = [:]
        var bytesWritten = 0
    }

    @Test func noWakeUpAndNoByteBetweenReadings() async throws {
        try await Flow.run { flow in
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                let recording = try await terminal.record()
                try await Flow.openForm(terminal)
                try await terminal.paste(try flow.sandbox.sample("main").lines)
                try await terminal.wait(for: Flow.Words.english.filled)
                try await terminal.press("Enter")
                try await terminal.wait(for: Flow.Words.english.passed)
                try await terminal.press("Enter")
                try await terminal.wait(for: "[Balances]")
                try await terminal.press("r")
                try await terminal.wait(for: "Reading all accounts")
                try await terminal.press("Down")
                let process = try await terminal.processIdentifier()
                var last = try Self.activity(of: process, recording)
                // Whatever ends by itself may do so first; what goes on for ever never leaves such a pause.
                _ = try await Deadline.wait(for: "a quiet while", state: { "\(last)" }) {
                    let before = try Self.activity(of: process, recording)
                    try await Task.sleep(for: .seconds(Self.quietSeconds))
                    last = try Self.activity(of: process, recording)
                    return before == last ? true : nil
                }
                try await terminal.press("?")
                try await terminal.wait(for: "On this screen")
                #expect(try Self.activity(of: process, recording) != last, "the measure shows nothing")
            }
        }
    }

    /// How often each thread went to sleep or was made to, and how many bytes the program has written.
    private static func activity(of process: Int32, _ recording: String) throws -> Activity {
        var activity = Activity()
        for thread in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task") {
            // One that has just ended is missed by the next look.
            guard let status = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8) else { continue }
            let name = status.split(separator: "\n").first.map(String.init) ?? ""
            activity.switches[thread + " " + name] = status.split(separator: "\n").filter { $0.contains("ctxt_switches") }
                .compactMap { $0.split(separator: "\t").last.flatMap { Int($0) } }.reduce(0, +)
        }
        activity.bytesWritten = try Data(contentsOf: URL(filePath: recording)).count
        return activity
    }
}
