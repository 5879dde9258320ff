import Synchronization

/// Something that happens once; whoever comes while it happens waits for it.
final class JoinOnce: Sendable {
    private let isOver = Mutex(false)

    func perform(_ deed: () -> Void) {
        isOver.withLock { isOver in
            guard !isOver else { return }
            deed()
            isOver = true
        }
    }
}
