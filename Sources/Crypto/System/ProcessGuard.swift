internal import CGuard

/// What protects the whole process: no core files, locked memory, wiping at the end, a last resort when it fails.
public enum ProcessGuard {
    /// Forbids core files and reading this process's memory from outside. Call it once, before any secret exists.
    /// Answers 0, or the `errno` of what the system refused.
    @discardableResult
    public static func harden() -> Int32 { cguard_harden() }

    /// Whether the kernel confirms what `harden` asked for.
    public static var isHardened: Bool { cguard_is_hardened() == 1 }

    /// Makes every signal that ends a process wipe the secrets, give the terminal back and end the commands that run, before the process
    /// ends by it. Call it once on the main thread, which has to be the one that uses the terminal. Answers 0, or the `errno` of what the system refused.
    @discardableResult
    public static func catchFatalSignals() -> Int32 { cguard_fatal_signals_install() }

    /// To be called first on each thread that is started: a fault there is then told like one of the main thread.
    public static func prepareThread() { _ = cguard_thread_prepare() }

    /// What libraries open from here on is closed in programs that are started.
    public static func closeOnExec() { cguard_close_on_exec() }

    /// Puts something in the place of standard descriptors that were left closed. Using them fails as before, but nothing that is opened
    /// later is taken for one of them.
    public static func holdStandardDescriptors() { cguard_hold_standard_descriptors() }

    /// Ends the process, with the secrets wiped, the terminal given back and the commands ended that run. What libraries want done at the
    /// end is not done: other threads may still be using them. Whoever has written to a stream flushes it before.
    public static func leave(_ status: Int32) -> Never { cguard_leave(status) }

    /// The process is to end: where something keeps it for more than ten seconds, it leaves with this status all the same. May be called
    /// from a signal handler.
    public static func leaveInTime(_ status: Int32) { cguard_leave_in_time(status) }

    /// Whether the kernel keeps secrets out of swap.
    public static var memoryIsLocked: Bool { cguard_memory_is_locked() == 1 }

    /// Whether memory is wiped when any library of the process frees it. Not so under a sanitizer.
    public static var wipesFreedMemory: Bool { cguard_wipes_freed_memory() == 1 }

    /// How many bytes of locked memory all secrets share.
    public static var lockedMemoryBytes: Int { cguard_arena_size_bytes() }

    /// Whether `wipeEverything` has begun. What was made of secrets meanwhile may have been made of zeros, and must not be kept.
    public static var hasWiped: Bool { cguard_was_wiped() == 1 }

    /// Overwrites every secret there is, in use or not. For the way out only: their owners find zeros.
    public static func wipeEverything() { cguard_wipe_everything() }

    /// Wipes what calls that have returned left on this thread's stack. To be called where a thread has handled a secret and ends or rests.
    public static func wipeStack() {
        cguard_wipe_stack()
    }
}
