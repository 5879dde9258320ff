import Crypto
import Domain
import Foundation
import TestSupport
import Testing

@testable import App

@Suite struct PassphraseTests {
    @Test(arguments: [
        ("correct horse", "correct horse"), ("correct horse\n", "correct horse"), ("correct horse\r\nmore", "correct horse"),
        (" spaces count \n", " spaces count "), ("密码\n", "密码"),
        (String(repeating: "x", count: 1_024) + "\n", String(repeating: "x", count: 1_024)),
        ("first\n" + String(repeating: "more\n", count: 10_000), "first"),
    ])
    func theFirstLineOfAFileCounts(_ content: String, _ wanted: String) throws {
        let folder = try TemporaryFolder()
        #expect(try read(file: folder.write(content, to: "file")) == Array(wanted.utf8))
    }

    @Test(arguments: ["", "\n", "\r\n", "\nsecond", String(repeating: "x", count: 1_025), String(repeating: "x", count: 100_000)])
    func refusesFilesWithoutAPassphrase(_ content: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(content, to: "file")
        let failure = try #require(throws: Failure.self) { try read(file: file) }
        #expect(failure.cause == .vaultLocked)
        #expect(failure.message.english.contains(content.contains("x") ? "1024 bytes" : "is empty"))
    }

    @Test(arguments: ["/nonexistent", "/", "/dev/zero"])
    func refusesWhatIsNoFile(_ path: String) throws {
        #expect(try #require(throws: Failure.self) { try read(file: path) }.cause == .vaultLocked)
    }

    @Test func aPipeThatNobodyWritesToIsNotWaitedForForEver() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        let failure = try #require(throws: Failure.self) { try read(file: pipe, timeoutMilliseconds: 30) }
        #expect(failure.message.english.contains("in time"))
    }

    @Test func aPipeMayBringIt() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        Thread.detachNewThread {
            let end = open(pipe, O_WRONLY)
            for byte in Array("slow\n".utf8) { withUnsafeBytes(of: byte) { _ = write(end, $0.baseAddress, 1) } }
            close(end)
        }
        #expect(try read(file: pipe) == Array("slow".utf8))
    }

    @Test(arguments: [
        ("echo 'correct horse'", "correct horse"), ("printf 'first\\r\\nsecond\\n'", "first"), ("printf 'no end'", "no end"),
        ("sleep 5 & echo early", "early"), ("cat; echo 'nothing on its input'", "nothing on its input"),
        ("env | grep -c '^PATH='", "1"),
        ("seq 1 5000", "1"),
    ])
    func theFirstLineOfACommandCounts(_ command: String, _ wanted: String) throws {
        #expect(try read(command: command) == Array(wanted.utf8))
    }

    @Test(arguments: [
        ("exit 3", "status 3"), ("echo secret; exit 1", "status 1"), ("true", "no passphrase"), ("echo; echo second", "no passphrase"),
        ("kill -9 $$", "signal 9"), ("nonexistent-command 2>/dev/null", "status 127"), ("head -c 2000 /dev/zero", "1024 bytes"),
        ("echo first; cat /dev/zero", "1024 bytes"),
    ])
    func saysWhyACommandGaveNone(_ command: String, _ words: String) throws {
        let failure = try #require(throws: Failure.self) { try read(command: command) }
        #expect(failure.cause == .vaultLocked)
        #expect(failure.message.english.contains(words), "\(failure.message.english)")
        #expect(!failure.message.english.contains("secret"))
    }

    @Test func aCommandThatHangsIsEnded() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/process"
        var started: pid_t?
        // However long the command takes to begin, it is given up on only once it has.
        for milliseconds in [500, 2_000, 8_000, 32_000, 128_000] as [Int64] where started == nil {
            let failure = try #require(throws: Failure.self) {
                try read(command: "echo $$ > \(file); exec sleep 600", timeoutMilliseconds: milliseconds)
            }
            #expect(failure.message.english.contains("did not end"))
            started = (try? String(contentsOfFile: file, encoding: .utf8)).flatMap {
                pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        let process = try #require(started)
        #expect(kill(process, 0) == -1 && errno == ESRCH)
    }

    @Test func aCommandStartsWithNoSignalBlocked() throws {
        var blocked = sigset_t()
        sigfillset(&blocked)
        var before = sigset_t()
        pthread_sigmask(SIG_SETMASK, &blocked, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let line = try read(command: "sed -n 's/^SigBlk:\\t//p' /proc/self/status")
        #expect(line == Array("0000000000000000".utf8))
    }

    private func read(file: String, timeoutMilliseconds: Int64 = Int64(Deadline.milliseconds)) throws -> [UInt8] {
        let signals = try #require(SignalWait([]))
        return try PassphraseFile(path: file, signals: signals, timeoutMilliseconds: timeoutMilliseconds).read().withUnsafeBytes {
            Array($0)
        }
    }

    private func read(command: String, timeoutMilliseconds: Int64 = Int64(Deadline.milliseconds)) throws -> [UInt8] {
        let signals = try #require(SignalWait([]))
        return try PassphraseCommand(command: command, signals: signals, timeoutMilliseconds: timeoutMilliseconds).read()
            .withUnsafeBytes { Array($0) }
    }
}
