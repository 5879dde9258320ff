import Foundation

/// Waiting for a condition, never for a time.
enum Deadline {
    /// Long, because the machine may be slow; what is waited for usually comes at once.
    static let seconds = 180.0

    struct Passed: Error, CustomStringConvertible {
        let description: String
    }

    /// Asks again and again until there is an answer. `state` tells what there was instead when the time is over.
    static func wait<Value>(
        for what: String, seconds: Double = seconds, state: () async -> String = { "" }, _ ask: () async throws -> Value?
    ) async throws -> Value {
        let end = Date().addingTimeInterval(seconds)
        var looks = 0
        while true {
            if let value = try await ask() { return value }
            looks += 1
            // Where tests themselves wait for their turn, time passes between two looks.
            guard Date() < end || looks < 200 else { throw Passed(description: "waited \(seconds) s for \(what)\n\(await state())") }
            try await Task.sleep(for: .milliseconds(25))
        }
    }
}
