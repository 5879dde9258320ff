import Synchronization

/// What callers on any thread leave for the one thread that serves them, until it takes all of it or is told to end.
package final class CommandQueue<Command: Sendable, Ending: Sendable>: Sendable {
    private struct Contents {
        var commands: [Command] = []
        var ending: Ending?
        var wake: (@Sendable () -> Void)?
    }

    private let contents = Mutex(Contents())

    package init() {}

    /// Leaves a command and wakes the thread. Answers `nil`, or why no more are taken.
    @discardableResult
    package func post(_ command: Command) -> Ending? {
        contents.withLock { contents in
            if let ending = contents.ending { return ending }
            contents.commands.append(command)
            contents.wake?()
            return nil
        }
    }

    /// Ends the thread's work. Only the first call's reason counts.
    package func close(_ ending: Ending) {
        contents.withLock { contents in
            guard contents.ending == nil else { return }
            contents.ending = ending
            contents.wake?()
        }
    }

    /// The commands in their sequence, and why there will be no more if the work has ended.
    package func take() -> (commands: [Command], ending: Ending?) {
        contents.withLock { contents in
            defer { contents.commands = [] }
            return (contents.commands, contents.ending)
        }
    }

    /// How to wake the thread from now on, which is done at once for what was left before; `nil` where it does not sleep. The closure is
    /// called under the queue's lock, and never again once another one is set.
    package func setWake(_ wake: (@Sendable () -> Void)?) {
        contents.withLock { contents in
            contents.wake = wake
            wake?()
        }
    }
}
