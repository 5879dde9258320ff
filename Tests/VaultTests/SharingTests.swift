import Crypto
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Vault

/// Several programs, or several threads of one, at the same vault.
struct SharingTests {
    private let folder: TemporaryFolder
    private let file: VaultFile

    init() throws {
        folder = try TemporaryFolder()
        file = VaultFile(path: folder.vaultPath, workFactor: 10)
    }

    /// The lock as another program holds it: what counts is who opened the file.
    private final class Holder: Sendable {
        private let descriptor: Int32

        init(_ path: String) {
            descriptor = open(path, O_RDWR | O_CREAT, 0o600)
            flock(descriptor, LOCK_EX)
        }

        func release() { flock(descriptor, LOCK_UN) }
        deinit { close(descriptor) }
    }

    @Test func savesAtOnceLoseNothing() async throws {
        _ = try file.create(passphrase: Sample.passphrase)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                let vault = try file.open(passphrase: Sample.passphrase)
                group.addTask {
                    for number in 0..<6 {
                        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("w\(writer)-\(number)")) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let names = try file.open(passphrase: Sample.passphrase).document().names
        #expect(names.count == 24)
        #expect(Set(names).count == 24)
    }

    @Test func oneOpenVaultServesSeveralThreads() async throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask { try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("w\(writer)")) } }
            }
            try await group.waitForAll()
        }
        #expect(try vault.document().connections.count == 4)
    }

    @Test func waitingIsSaidOnceAndThenGivenUp() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        let holder = Holder(folder.path + "/vault.lock")
        let told = Told()
        let problem = Sample.problem {
            try vault.update(timeout: LockTimeout(limitMilliseconds: 60) { told.count.withLock { $0 += 1 } }) { _ in }
        }
        guard case .busy(let path, let waited) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(path == folder.path + "/vault.lock")
        #expect(waited >= 60)
        #expect(told.count.withLock { $0 } == 1)
        #expect(problem?.failure.cause == .vaultBusy)
        // Reading waits for nobody.
        #expect(try file.open(passphrase: Sample.passphrase).document().names == [])
        holder.release()
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
    }

    @Test func theNextInLineGoesOn() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        let holder = Holder(folder.path + "/vault.lock")
        try vault.update(timeout: LockTimeout(limitMilliseconds: 20_000) { holder.release() }) { (document) throws(VaultProblem) in
            try document.add(Sample.connection("a"))
        }
        #expect(try vault.document().names == ["a"])
    }

    @Test func withoutWaitingNobodyIsTold() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        let told = Told()
        try vault.update(timeout: LockTimeout { told.count.withLock { $0 += 1 } }) { _ in }
        #expect(told.count.withLock { $0 } == 0)
    }

    @Test func theChangeSeesWhatIsOnTheDisk() throws {
        let vault = try file.create(passphrase: Sample.passphrase)
        let other = try file.open(passphrase: Sample.passphrase)
        try other.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        #expect(
            Sample.problem {
                try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("again", key: "key-of-a")) }
            } == .alreadyConnected(name: "a"))
        #expect(try vault.document().names == ["a"])
    }

    private final class Told: Sendable {
        let count = Mutex(0)
    }
}
