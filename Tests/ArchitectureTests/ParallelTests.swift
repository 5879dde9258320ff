import Foundation
import Testing

struct ParallelTests {
    /// Whoever starts the tests, and however: hundreds at once would keep a small machine's threads, and each other, for minutes.
    @Test func fewTestsRunAtATime() {
        #expect(ProcessInfo.processInfo.environment["SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH"].flatMap { Int($0) } != nil)
    }
}
