/// Waiting for a state, never for a time.
enum Patience {
    /// Long, because the machine may have other things to do; what is waited for usually comes at once.
    static let limit = Duration.seconds(180)
    static let milliseconds = 180_000

    struct Exhausted: Error, CustomStringConvertible {
        let description: String
    }

    /// Looks again and again until the condition holds.
    static func until(_ what: String, _ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + limit
        var looks = 0
        while try await !condition() {
            looks += 1
            // Where tests themselves wait for their turn, time passes between two looks.
            guard ContinuousClock.now < deadline || looks < 200 else { throw Exhausted(description: "waited \(limit) for \(what)") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
