import Foundation
import TestSupport
import Testing

/// A machine that slept. No test can put one to sleep, so the program is told by its C library what the clocks of such a machine say:
/// CLOCK_BOOTTIME and CLOCK_REALTIME have gone on for eight hours, CLOCK_MONOTONIC has not.
@Suite(.enabled(if: TmuxTerminal.isAvailable && SleepingClock.isAvailable), .timeLimit(.minutes(30)))
struct AsleepFlowTests {
    private static let figure = "150 615.36 USD"
    private static let locked = "Locked, because no key was pressed for a while."

    /// With an account on the screen, and locking after an hour.
    private static func watching(_ body: (TmuxTerminal, SleepingClock) async throws -> Void) async throws {
        try await VaultFlow.run { flow in
            try flow.flow.folder.configure(lab: flow.flow.sandbox.origin, lockAfterMinutes: 60)
            try await flow.makeVault(accounts: "main")
            let clock = try await SleepingClock(in: flow.flow.folder)
            try await TmuxTerminal.run(flow.flow.interface(), in: flow.flow.folder, environment: clock.environment) { terminal in
                try await VaultFlow.unlock(terminal, until: figure)
                try await body(terminal, clock)
            }
        }
    }

    /// Nothing of what was open is written to the terminal from then on.
    private static func expectNothingShown(_ recording: String) throws {
        let written = String(decoding: try Data(contentsOf: URL(filePath: recording)), as: UTF8.self)
        for hidden in ["150 615", "615.36", "125 092", "1.0612"] { #expect(!written.contains(hidden), "\(hidden) was drawn") }
    }

    /// The key that wakes the machine is no sign that its owner was there all the time.
    @Test(arguments: ["Down", "r", "Enter", "F2"]) func aKeyAfterTheSleepFindsTheVaultLocked(key: String) async throws {
        try await Self.watching { terminal, clock in
            let recording = try await terminal.record()
            try clock.sleep()
            try await terminal.press(key)
            let screen = try await terminal.wait(for: "the lock screen") { $0.contains(Self.locked) || $0.contains("因长时间没有操作") }
            #expect(!screen.contains("150 615"))
            try Self.expectNothingShown(recording)
        }
    }

    @Test func aResizeAfterTheSleepShowsNothing() async throws {
        try await Self.watching { terminal, clock in
            let recording = try await terminal.record()
            try clock.sleep()
            try await terminal.resize(.init(columns: 110, rows: 32))
            try await terminal.wait(for: Self.locked)
            try Self.expectNothingShown(recording)
        }
    }

    /// Stopped, slept, and taken back from the shell.
    @Test func whoComesBackFromTheShellSeesNothing() async throws {
        try await Self.watching { terminal, clock in
            let process = try await terminal.processIdentifier()
            let recording = try await terminal.record()
            kill(process, SIGSTOP)
            try clock.sleep()
            kill(process, SIGCONT)
            try await terminal.wait(for: Self.locked)
            try Self.expectNothingShown(recording)
        }
    }

    /// No key has to be pressed: the kernel wakes the program when the machine wakes.
    @Test(.enabled(if: ProcessMemory.isReadable)) func theKernelKeepsTheTimeOfTheIdleLock() async throws {
        try await Self.watching { terminal, _ in
            let process = try await terminal.processIdentifier()
            // CLOCK_BOOTTIME is 7; what is left of the hour stands behind it.
            let alarms = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fdinfo").compactMap { name -> Int? in
                let lines = (try? ProcessMemory.kernelFile("/proc/\(process)/fdinfo/\(name)"))?.split(separator: "\n") ?? []
                guard lines.contains("clockid: 7"), let value = lines.first(where: { $0.hasPrefix("it_value: (") }) else { return nil }
                return Int(value.dropFirst(11).prefix { $0.isNumber })
            }
            #expect(alarms.contains { (1...3_600).contains($0) }, "\(alarms)")
        }
    }

    /// Without a vault that locks itself the program simply goes on.
    @Test func aSleepEndsNoMoreThanItsTimers() async throws {
        try await VaultFlow.run { flow in
            try flow.flow.folder.configure(lab: flow.flow.sandbox.origin, refreshSeconds: 3_600)
            try await flow.makeVault(accounts: "main")
            let clock = try await SleepingClock(in: flow.flow.folder)
            try await TmuxTerminal.run(flow.flow.interface(), in: flow.flow.folder, environment: clock.environment) { terminal in
                try await VaultFlow.unlock(terminal, until: Self.figure)
                let asked = try await flow.flow.sandbox.requestCount(of: "/api/v5/account/config")
                try clock.sleep()
                try await terminal.press("Down")
                _ = try await Deadline.wait(for: "the reading that was due meanwhile") {
                    try await flow.flow.sandbox.requestCount(of: "/api/v5/account/config") > asked ? true : nil
                }
                try await terminal.wait(for: Self.figure)
            }
        }
    }
}

/// A library for one program, in which eight hours pass without CLOCK_MONOTONIC.
struct SleepingClock {
    private static let compiler = ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static let isAvailable = compiler != nil || ProcessInfo.processInfo.environment["CI"] == "true"

    private static let source = """
        #define _GNU_SOURCE
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <time.h>
        #include <unistd.h>

        int clock_gettime(clockid_t clock, struct timespec *time) {
            int outcome = syscall(SYS_clock_gettime, clock, time);
            const char *slept = getenv("SLEPT");
            if (outcome == 0 && (clock == CLOCK_BOOTTIME || clock == CLOCK_REALTIME) && slept && access(slept, F_OK) == 0) {
                time->tv_sec += 8 * 3600;
            }
            return outcome;
        }

        """

    let environment: [String: String]
    private let mark: String
    private let folder: TemporaryFolder

    init(in home: TemporaryFolder) async throws {
        folder = try TemporaryFolder()
        mark = folder.path + "/slept"
        let library = folder.path + "/clock.so"
        try folder.write(Self.source, to: "clock.c")
        let outcome = try await Program.run(
            try #require(Self.compiler, "there is no C compiler"), ["-shared", "-fPIC", "-o", library, folder.path + "/clock.c"],
            in: folder,
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
        try #require(outcome.status == 0, "\(outcome.complaint)")
        environment = ["LD_PRELOAD": library, "SLEPT": mark]
    }

    /// From now on the machine has slept.
    func sleep() throws { try folder.write("", to: "slept") }
}
