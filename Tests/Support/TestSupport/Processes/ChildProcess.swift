import Foundation

/// A process of ours, its standard streams in files, with the signals as a shell would give them.
package struct ChildProcess: Sendable {
    /// The system did not start the process.
    package struct NotStarted: Error {
        let errno: Int32
    }

    /// The process id.
    package let identifier: Int32

    /// Starts an executable in a folder, with this environment alone and its standard streams in files.
    package init(
        _ executable: String, _ arguments: [String], environment: [String: String], folder: String, input: String = "/dev/null",
        output: String = "/dev/null", complaint: String = "/dev/null"
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, complaint, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
        let words = copies(["env", "-C", folder, executable] + arguments)
        let variables = copies(environment.map { "\($0)=\($1)" })
        defer { for text in words + variables { free(text) } }
        var identifier: pid_t = 0
        let error = posix_spawn(&identifier, "/usr/bin/env", &actions, &attributes, words, variables)
        guard error == 0 else { throw NotStarted(errno: error) }
        self.identifier = identifier
    }

    /// Waits for the end; answers with the status as a shell counts it: 128 and the number for a signal. To be called once.
    package func end() async -> Int32 {
        let identifier = identifier
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
                continuation.resume(returning: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
            }
        }
    }

    /// Whether it has not ended; only before `end` was called.
    package var isRunning: Bool {
        var state = siginfo_t()
        let flags = WEXITED | WNOHANG | WNOWAIT
        return waitid(P_PID, id_t(identifier), &state, flags) == 0 && state.si_signo == 0
    }

    /// Sends a signal to the process alone.
    package func signal(_ number: Int32) {
        kill(identifier, number)
    }
}
