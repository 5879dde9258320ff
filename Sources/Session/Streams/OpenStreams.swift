import Exchanges
import Synchronization

/// Which lines of an account are live. The account is live when all of them are.
final class OpenStreams: Sendable {
    private let names: Set<String>
    private let live = Mutex<Set<String>>([])
    let report: @Sendable (AccountStream.Report) -> Void

    init(_ lines: [StreamLine], report: @escaping @Sendable (AccountStream.Report) -> Void) {
        names = Set(lines.map(\.name))
        self.report = report
    }

    func enter(_ line: StreamLine) {
        // Under the lock, so that two lines report their changes in the order in which they happened.
        live.withLock { live in
            guard live.insert(line.name).inserted else {
                // It takes the place of one that is still open. What that one alone would have told is read.
                report(.readingWanted)
                return
            }
            if live == names { report(.live) }
        }
    }

    func leave(_ line: StreamLine) {
        live.withLock { live in
            let wasLive = live == names
            guard live.remove(line.name) != nil, wasLive else { return }
            report(.interrupted)
        }
    }
}
