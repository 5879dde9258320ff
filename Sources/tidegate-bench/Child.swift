import Glibc

/// A process that the benchmark started.
final class Child {
    let identifier: pid_t
    private var isReaped = false

    /// `POSIX_SPAWN_SETSID` of glibc, which Swift does not see.
    private static let setSession: Int16 = 0x80

    /// Starts a command with these descriptors as its standard ones. With a terminal it leads a session of its own on it.
    init(_ command: [String], environment: [String: String], descriptors: [Int32], terminal: String? = nil) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        if let terminal {
            posix_spawnattr_setflags(&attributes, Self.setSession)
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            for number in 1...2 { posix_spawn_file_actions_adddup2(&actions, 0, Int32(number)) }
        } else {
            for (number, descriptor) in descriptors.enumerated() { posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number)) }
        }
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var identifier: pid_t = 0
        let outcome = posix_spawnp(&identifier, command[0], &actions, &attributes, &arguments, &variables)
        guard outcome == 0 else { throw BenchProblem("\(command[0]) cannot be started (errno \(outcome))") }
        self.identifier = identifier
    }

    deinit { end(SIGKILL) }

    /// Its exit status, when it has ended.
    func wait() -> Int32 {
        guard !isReaped else { return 0 }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        isReaped = true
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    func end(_ signal: Int32) {
        guard !isReaped else { return }
        kill(identifier, signal)
        _ = wait()
    }

    struct Outcome {
        let milliseconds: Double
        let status: Int32
        let output: [UInt8]
    }

    /// Runs a command from start to end, with that on its standard input.
    static func run(_ command: [String], environment: [String: String], input: String = "") throws -> Outcome {
        let (toChild, fromBench) = try pipe()
        let (fromChild, toBench) = try pipe()
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        let bytes = Array(input.utf8)
        // Less than a pipe holds, so that writing never blocks.
        _ = write(fromBench, bytes, bytes.count)
        close(fromBench)
        let start = Clock.milliseconds
        let child = try Child(command, environment: environment, descriptors: [toChild, toBench, null])
        for descriptor in [toChild, toBench, null] { close(descriptor) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(fromChild, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            output += buffer[..<count]
        }
        close(fromChild)
        let status = child.wait()
        return Outcome(milliseconds: Clock.milliseconds - start, status: status, output: output)
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw BenchProblem("no more descriptors") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
