/// Waiting for a condition, never for a time.
package enum Deadline {
    /// Long, because the machine may have other things to do; what is waited for usually comes at once.
    package static let seconds = 180.0
    /// The same in milliseconds, for calls that take them.
    package static let milliseconds = Int(seconds) * 1_000

    /// A condition did not come true in time.
    package struct Passed: Error, CustomStringConvertible {
        /// What was waited for, and what there was instead.
        package let description: String

        /// Made by the waiting itself, and by tests that wait in their own way.
        package init(description: String) { self.description = description }
    }

    /// Asks again and again until there is an answer. `state` tells what there was instead when the time is over.
    package static func wait<Value>(
        for what: String, seconds: Double = seconds, every pause: Duration = .milliseconds(25),
        state: () async -> String = { "" }, _ ask: () async throws -> Value?
    ) async throws -> Value {
        var looks = Looks(limit: .seconds(seconds))
        while true {
            if let value = try await ask() { return value }
            guard looks.goOn() else { throw Passed(description: "waited \(seconds) s for \(what)\n\(await state())") }
            try await Task.sleep(for: pause)
        }
    }

    /// Looks again and again until the condition holds.
    package static func until(_ what: String, _ condition: () async throws -> Bool) async throws {
        try await wait(for: what, every: .milliseconds(5)) { try await condition() ? () : nil }
    }

    /// Whether there is to be another look.
    package struct Looks {
        private let end: ContinuousClock.Instant
        private var count = 0

        /// The time begins now.
        package init(limit: Duration = .seconds(Deadline.seconds)) { end = .now + limit }

        /// Where tests themselves wait for their turn, time passes between two looks.
        package mutating func goOn() -> Bool {
            count += 1
            return .now < end || count < 200
        }
    }
}

/// Whether the condition came true before the deadline.
package func eventually(_ condition: () -> Bool) async -> Bool {
    do {
        try await Deadline.wait(for: "a condition", every: .milliseconds(2)) { condition() ? () : nil }
        return true
    } catch {
        return false
    }
}
