import Foundation
import Testing

struct ParallelTests {
    /// However the tests are started, their number in parallel is limited: hundreds at once would block each other on a small machine for
    /// minutes.
    @Test func fewTestsRunAtATime() {
        #expect(ProcessInfo.processInfo.environment["SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH"].flatMap { Int($0) } != nil)
    }
}
