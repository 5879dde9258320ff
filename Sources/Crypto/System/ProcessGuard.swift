internal import CGuard

/// Protection of the whole process: no core files, locked memory, wiping at the end, also after a fault.
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

    /// Has to be called first on each new thread, so that a fault there is handled like one of the main thread.
    public static func prepareThread() { _ = cguard_thread_prepare() }

    /// From here on, what libraries open is closed in started programs.
    public static func closeOnExec() { cguard_close_on_exec() }

    /// Occupies standard descriptors that were left closed. Using them still fails, but a file that is opened later cannot get their
    /// number.
    public static func holdStandardDescriptors() { cguard_hold_standard_descriptors() }

    /// Ends the process after wiping the secrets, restoring the terminal and ending running commands. Exit handlers of libraries are not
    /// run, because other threads may still use them; streams have to be flushed before.
    public static func leave(_ status: Int32) -> Never { cguard_leave(status) }

    /// Ends the process with this status at the latest ten seconds from now. May be called from a signal handler.
    public static func leaveInTime(_ status: Int32) { cguard_leave_in_time(status) }

    /// Whether the kernel keeps secrets out of swap.
    public static var memoryIsLocked: Bool { cguard_memory_is_locked() == 1 }

    /// Whether memory is wiped when any library of the process frees it, which it is not under a sanitizer.
    public static var wipesFreedMemory: Bool { cguard_wipes_freed_memory() == 1 }

    /// How many bytes of locked memory all secrets share.
    public static var lockedMemoryBytes: Int { cguard_arena_size_bytes() }

    /// Whether `wipeEverything` has begun. Anything computed from secrets since then may come from zeros and must not be stored.
    public static var hasWiped: Bool { cguard_was_wiped() == 1 }

    /// Overwrites every secret, in use or not. Only for ending the process: their owners find zeros.
    public static func wipeEverything() { cguard_wipe_everything() }

    /// Wipes what returned calls have left on this thread's stack. Called where a thread has handled a secret and then ends or waits.
    public static func wipeStack() {
        cguard_wipe_stack()
    }
}
