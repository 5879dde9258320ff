import Testing

@testable import Session

struct JobThreadTests {
    @Test func pausesEndInTheirOrder() async throws {
        let order = await withTaskGroup(of: Int64.self) { group in
            for milliseconds in [Int64(60), 5, 30, 0] {
                group.addTask {
                    try? await JobThread.pause(milliseconds: milliseconds)
                    return milliseconds
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(order) == [0, 5, 30, 60])
    }

    @Test func aPauseIsNotShort() async throws {
        let start = LocalClock.steadyMilliseconds
        try await JobThread.pause(milliseconds: 40)
        #expect(LocalClock.steadyMilliseconds - start >= 40)
    }

    @Test func cancellingEndsAPause() async {
        let task = Task.detached(executorPreference: JobThread.shared) { try await JobThread.pause(milliseconds: 3_600_000) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let early = Task {
            while !Task.isCancelled { await Task.yield() }
            try await JobThread.pause(milliseconds: 3_600_000)
        }
        early.cancel()
        await #expect(throws: CancellationError.self) { try await early.value }
    }

    @Test func jobsRunWhileAnotherPauses() async throws {
        let long = Task.detached(executorPreference: JobThread.shared) { try await JobThread.pause(milliseconds: 3_600_000) }
        let value = await Task.detached(executorPreference: JobThread.shared) { 42 }.value
        #expect(value == 42)
        long.cancel()
    }
}
