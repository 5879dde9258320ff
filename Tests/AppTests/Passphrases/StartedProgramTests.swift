import Core
import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import TestSupport
import Testing

@testable import App

/// What child processes inherit, and that none is left after being given up.
@Suite struct StartedProgramTests {
    private static let listing = #"for i in $(seq 0 200); do [ -e /proc/$$/fd/$i ] && printf '%s ' $i; done; echo"#

    /// Descriptors that nobody has marked, as a library opens them.
    private static func withOpenDescriptors<Value>(_ body: () async throws -> Value) async throws -> Value {
        let descriptors = [open("/dev/null", O_RDONLY), socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), open("/", O_RDONLY)]
        defer { for descriptor in descriptors { close(descriptor) } }
        #expect(descriptors.allSatisfy { $0 > 2 && fcntl($0, F_GETFD) == 0 })
        return try await body()
    }

    @Test func aCommandHasThreeDescriptors() async throws {
        let listed = try await Self.withOpenDescriptors { try read(Self.listing) }
        #expect(listed == "0 1 2 ")
        #expect(try read("readlink /proc/$$/fd/0") == "/dev/null")
    }

    @Test func aClientSecretCommandHasThreeDescriptorsAndNotTheScreen() async throws {
        let listed = try await Self.withOpenDescriptors { try ClientSecret.read(.command(Self.listing), of: "okx").get() }
        #expect(listed.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } == "0 1 2 ")
        let errors = try ClientSecret.read(.command("readlink /proc/$$/fd/2"), of: "okx").get()
        #expect(errors.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } == "/dev/null")
    }

    @Test func theBrowserHasNothingOfThisProcess() async throws {
        let folder = try TemporaryFolder()
        let told = folder.path + "/told"
        let script = """
            #!/bin/sh
            for i in $(seq 0 200); do
              [ -e /proc/$$/fd/$i ] || continue
              [ "$(readlink /proc/$$/fd/$i)" = "$0" ] || printf '%s ' $i >> '\(told).open'
            done
            {
            cat '\(told).open'; echo
            readlink /proc/$$/fd/0 /proc/$$/fd/2 | tr '\\n' ' '; echo
            [ "$(cut -d ' ' -f 6 /proc/$$/stat)" = $$ ] && echo its own session
            sed -n 's/^Sig\\(Blk\\|Ign\\):\\t//p' /proc/$$/status | tr '\\n' ' '; echo
            echo "$1"
            } > '\(told).new'
            mv '\(told).new' '\(told)'
            """
        let opener = try folder.write(script, to: "xdg-open")
        try #require(chmod(opener, 0o700) == 0)
        let environment = ["DISPLAY": ":7", "PATH": folder.path + ":/usr/bin:/bin"]
        try await Self.withOpenDescriptors {
            BrowserLauncher.open("https://example.com/?a=b", environment: { environment[$0] })
            let text = try await Self.content(of: told)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            try #require(lines.count > 4, "\(text)")
            #expect(lines[0] == "0 1 2 ")
            #expect(lines[1] == "/dev/null /dev/null ")
            #expect(lines[2] == "its own session")
            // glibc has started programs ignore the two signals that it keeps for itself.
            #expect(["0000000000000000 0000000000000000 ", "0000000000000000 0000000180000000 "].contains(lines[3]))
            #expect(lines[4] == "https://example.com/?a=b")
        }
    }

    // MARK: Given up

    /// Children that go on by themselves: in the background, without a parent, in a session of their own, deaf to SIGTERM and SIGHUP.
    private static func tribe(_ file: String) -> String {
        """
        trap : TERM; \
        (sleep 900 & echo $! >> '\(file)'); \
        setsid sh -c 'echo $$ >> "\(file)"; exec sleep 900' & \
        sh -c 'trap "" TERM HUP; echo $$ >> "\(file)"; while :; do sleep 900; done' & \
        (setsid sh -c 'sleep 900 & echo $! >> "\(file)"; wait' &); \
        echo $$ >> '\(file)'; wait; wait; wait
        """
    }

    private static func processes(in file: String) async throws -> [pid_t] {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let found = ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n").compactMap { pid_t($0) }
            if found.count == 5 { return found }
            try #require(ContinuousClock.now < deadline, "\(found)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// A process that has ended may not have been reaped yet by its new parent.
    private static func isRunning(_ process: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8), let end = status.lastIndex(of: ")") else {
            return false
        }
        return !["Z", "X"].contains(status[status.index(end, offsetBy: 2)])
    }

    @Test func aCommandThatIsGivenUpEndsWithItsChildren() async throws {
        let file = try TemporaryFolder().path + "-given-up"
        defer { unlink(file) }
        let signals = try #require(SignalWait([]))
        async let outcome = Self.onAThread {
            Result { try PassphraseCommand(command: Self.tribe(file), signals: signals, timeoutMilliseconds: 60_000).read() }
        }
        let processes = try await Self.processes(in: file)
        #expect(processes.allSatisfy(Self.isRunning))
        signals.giveUp()
        let ended = await outcome
        #expect(throws: Interrupted(signal: SIGTERM)) { try ended.get() }
        #expect(processes.filter(Self.isRunning) == [])
    }

    @Test func aCommandThatTakesTooLongEndsWithItsChildren() async throws {
        let file = try TemporaryFolder().path + "-too-long"
        defer { unlink(file) }
        let outcome = await Self.onAThread {
            Result {
                try PassphraseCommand(command: Self.tribe(file), signals: try #require(SignalWait([])), timeoutMilliseconds: 4_000).read()
            }
        }
        #expect(throws: Failure.self) { try outcome.get() }
        #expect(try await Self.processes(in: file).filter(Self.isRunning) == [])
    }

    /// The shell has ended, and what it has started keeps its output open.
    @Test func whatACommandLeavesBehindEndsWhereItIsGivenUp() async throws {
        let file = try TemporaryFolder().path + "-left"
        defer { unlink(file) }
        let failure = await Self.onAThread {
            Result {
                try PassphraseCommand(
                    command: "sleep 900 & echo $! > '\(file)'", signals: try #require(SignalWait([])), timeoutMilliseconds: 1_500
                ).read()
            }
        }
        #expect(throws: Failure.self) { try failure.get() }
        let process = try #require(pid_t(String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(!Self.isRunning(process))
    }

    /// It keeps replacing itself by `exec`, ignores signals, and has been reparented.
    @Test func whatIsJustBecomingAnotherProgramEndsToo() async throws {
        let folder = try TemporaryFolder()
        let becoming = try folder.write("#!/bin/sh\ntrap '' TERM\nexec \"$0\"\n", to: "becoming")
        try #require(chmod(becoming, 0o700) == 0)
        let file = folder.path + "/process"
        for _ in 0..<5 {
            unlink(file)
            let failure = await Self.onAThread {
                Result {
                    try PassphraseCommand(
                        command: "'\(becoming)' & echo $! > '\(file)'", signals: try #require(SignalWait([])), timeoutMilliseconds: 200
                    ).read()
                }
            }
            #expect(throws: Failure.self) { try failure.get() }
            // On a busy machine the command may not have come so far.
            guard let text = try? String(contentsOfFile: file, encoding: .utf8),
                let process = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
            else { continue }
            #expect(!Self.isRunning(process))
        }
    }

    @Test func anAgentThatACommandHasStartedStays() throws {
        let file = try TemporaryFolder().path + "-agent"
        defer { unlink(file) }
        #expect(try read("sleep 900 >/dev/null 2>&1 & echo $! > '\(file)'; echo words") == "words")
        let process = try #require(pid_t(String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(Self.isRunning(process))
        kill(process, SIGKILL)
    }

    @Test(arguments: ["abandoned", "at the end", "replaced"]) func aClientSecretCommandEndsWithItsAuthorization(_ how: String) async throws
    {
        let file = try TemporaryFolder().path + "-client-secret"
        defer { unlink(file) }
        let client = FastAPIClient(clientID: "id", secretSource: .command(Self.tribe(file)), redirectURI: "http://127.0.0.1:9/callback")
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        defer { transport.shutDown() }
        let desk = OAuthService(clients: ["okx": client], exchanges: [], transport: transport) { _ in }
        func start(_ number: Int) {
            desk.start(
                Ticket(number),
                AuthorizationRequest(
                    exchange: "okx", place: AccountPlace(site: SandboxRequest.site("http://127.0.0.1:1"), environment: .live),
                    slots: CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3)), label: "tidegate", language: .english)
            )
        }
        start(1)
        let processes = try await Self.processes(in: file)
        switch how {
        case "abandoned": desk.abandon(Ticket(1))
        case "replaced": start(2)
        default: desk.endAll()
        }
        try await Self.expectEnd(of: processes)
        desk.endAll()
    }

    private static func expectEnd(of processes: [pid_t]) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while processes.contains(where: isRunning) {
            try #require(ContinuousClock.now < deadline, "\(processes.filter(isRunning)) still run")
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    // MARK: Parts

    private static func onAThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in Thread.detachNewThread { continuation.resume(returning: work()) } }
    }

    private static func content(of file: String) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            if let text = try? String(contentsOfFile: file, encoding: .utf8) { return text }
            try #require(ContinuousClock.now < deadline)
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func read(_ command: String) throws -> String {
        let signals = try #require(SignalWait([]))
        return try PassphraseCommand(command: command, signals: signals, timeoutMilliseconds: 30_000).read()
            .withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
