import Synchronization

/// Commands from any thread for the one thread that carries them out.
package final class CommandQueue<Command: Sendable, Ending: Sendable>: Sendable {
    private struct Contents {
        var commands: [Command] = []
        var ending: Ending?
        var wake: (@Sendable () -> Void)?
    }

    private let contents = Mutex(Contents())

    /// An open and empty queue, whose thread is not woken before `setWake`.
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

    /// Sets how the thread is woken from now on, and wakes it at once for what was posted before; `nil` where it does not sleep. The
    /// closure is called under the queue's lock, and never again once another one is set.
    package func setWake(_ wake: (@Sendable () -> Void)?) {
        contents.withLock { contents in
            contents.wake = wake
            wake?()
        }
    }
}
