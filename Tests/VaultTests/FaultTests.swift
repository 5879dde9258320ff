import Crypto
import Glibc
import TestSupport
import Testing

@testable import Vault

/// A fault at every single call of the system: afterwards the old or the new content opens, always.
struct FaultTests {
    enum Action: CaseIterable, Sendable {
        case create
        case update
        case changePassphrase
        case restoreBackup
    }

    /// A folder as it is before an action, with the connection `a` saved and, one generation back, none.
    private static func prepared(_ action: Action) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        guard action != .create else { return folder }
        let vault = try VaultFile(path: folder.vaultPath, workFactor: 10).create(passphrase: Sample.passphrase)
        try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("a")) }
        return folder
    }

    private static func perform(_ action: Action, in folder: TemporaryFolder, _ system: FaultySystem) throws {
        let file = VaultFile(path: folder.vaultPath, workFactor: 10, system: system)
        switch action {
        case .create: _ = try file.create(passphrase: Sample.passphrase, document: Sample.document("b"))
        case .update:
            try file.open(passphrase: Sample.passphrase).update { (document) throws(VaultProblem) in
                try document.add(Sample.connection("b"))
            }
        case .changePassphrase: try file.open(passphrase: Sample.passphrase).changePassphrase(to: Sample.other)
        case .restoreBackup: _ = try file.restoreBackup(passphrase: Sample.passphrase)
        }
    }

    private enum Content: Equatable {
        case old
        case new
        case absent
        case neither(VaultProblem?)
    }

    /// What a healthy program finds.
    private static func content(after action: Action, in folder: TemporaryFolder) -> Content {
        let file = VaultFile(path: folder.vaultPath, workFactor: 10)
        var found: [String]?
        var problem = Sample.problem { found = try file.open(passphrase: Sample.passphrase).document().names }
        let (old, new): ([String]?, [String]) =
            switch action {
            case .create: (nil, ["b"])
            case .update: (["a"], ["a", "b"])
            case .changePassphrase: (["a"], [])
            case .restoreBackup: (["a"], [])
            }
        if action == .changePassphrase, problem == .passphraseWrong {
            problem = Sample.problem { found = try file.open(passphrase: Sample.other).document().names }
            return found == ["a"] ? .new : .neither(problem)
        }
        if found == new, action != .changePassphrase { return .new }
        if problem == .missing(path: file.path) { return .absent }
        return found != nil && found == old ? .old : .neither(problem)
    }

    /// Whether the program that comes next can go on.
    private static func expectUsable(after action: Action, in folder: TemporaryFolder, _ comment: Comment) {
        let file = VaultFile(path: folder.vaultPath, workFactor: 10)
        let content = content(after: action, in: folder)
        let problem = Sample.problem {
            if content == .absent {
                _ = try file.create(passphrase: Sample.passphrase)
            } else {
                let passphrase = action == .changePassphrase && content == .new ? Sample.other : Sample.passphrase
                let vault = try file.open(passphrase: passphrase)
                try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("next")) }
                #expect(try file.open(passphrase: passphrase).document().names.last == "next", comment)
                #expect(try file.backupDocument(passphrase: passphrase).names.last != "next", comment)
            }
        }
        #expect(problem == nil, comment)
        #expect(!folder.names.contains { $0.hasSuffix(".new") }, comment)
        for name in folder.names { #expect(folder.mode(name) == 0o600, "\(name) \(comment)") }
    }

    private static func callCount(_ action: Action) throws -> Int {
        let system = FaultySystem(.none)
        let folder = try prepared(action)
        try perform(action, in: folder, system)
        #expect(content(after: action, in: folder) == .new)
        return system.callCount
    }

    @Test(arguments: Action.allCases)
    func deathAtEveryCall(action: Action) throws {
        let callCount = try Self.callCount(action)
        #expect(callCount > 10)
        let start = try Self.prepared(action)
        var outcomes: [Content] = []
        for call in 1...callCount {
            let folder = try start.copy()
            let system = FaultySystem(.death(atCall: call))
            try? Self.perform(action, in: folder, system)
            let content = Self.content(after: action, in: folder)
            #expect(content == .new || content == (action == .create ? .absent : .old), "dead at call \(call) of \(system.calls)")
            outcomes.append(content)
            Self.expectUsable(after: action, in: folder, "dead at call \(call)")
        }
        // There is exactly one call at which the old content is replaced by the new.
        let first = try #require(outcomes.firstIndex(of: .new))
        #expect(outcomes[first...].allSatisfy { $0 == .new })
        #expect(first > 0)
    }

    @Test(arguments: Action.allCases, [ENOSPC, EACCES])
    func failureAtEveryCall(action: Action, errno: Int32) throws {
        let callCount = try Self.callCount(action)
        let start = try Self.prepared(action)
        for call in 1...callCount {
            let folder = try start.copy()
            let system = FaultySystem(.failure(atCall: call, errno: errno))
            let problem = Sample.problem { try Self.perform(action, in: folder, system) }
            let content = Self.content(after: action, in: folder)
            #expect(content == .new || content == (action == .create ? .absent : .old), "call \(call) of \(system.calls)")
            if let problem {
                #expect(problem.failure.cause == .vaultUnwritable, "call \(call) of \(system.calls): \(problem)")
            } else {
                #expect(content == .new, "call \(call) of \(system.calls)")
            }
            #expect(!folder.names.contains { $0.hasSuffix(".new") } || problem != nil)
        }
    }

    @Test(arguments: Action.allCases)
    func aFullDiskInTheMiddleOfAWrite(action: Action) throws {
        let callCount = try Self.callCount(action)
        let start = try Self.prepared(action)
        var refusals = 0
        for call in 1...callCount {
            let folder = try start.copy()
            let problem = Sample.problem { try Self.perform(action, in: folder, FaultySystem(.halfWritten(atCall: call))) }
            let content = Self.content(after: action, in: folder)
            if problem == nil {
                #expect(content == .new)
            } else {
                refusals += 1
                #expect(content == (action == .create ? .absent : .old))
                #expect(!folder.names.contains { $0.hasSuffix(".new") })
            }
        }
        #expect(refusals > 0)
    }

    @Test(arguments: Action.allCases, [FaultySystem.Fault.interruptions, .singleBytes, .noLinks])
    func awkwardSystemsAreNoFault(action: Action, fault: FaultySystem.Fault) throws {
        let folder = try Self.prepared(action)
        try Self.perform(action, in: folder, FaultySystem(fault))
        #expect(Self.content(after: action, in: folder) == .new)
        Self.expectUsable(after: action, in: folder, "")
    }

    @Test func aSaveThatFailedIsTriedAgainWithSuccess() throws {
        let folder = try Self.prepared(.update)
        let first = FaultySystem(.none)
        _ = try VaultFile(path: folder.vaultPath, workFactor: 10, system: first).open(passphrase: Sample.passphrase)
        for call in (first.callCount + 1)...(first.callCount + 40) {
            let copy = try folder.copy()
            let file = VaultFile(path: copy.vaultPath, workFactor: 10, system: FaultySystem(.failure(atCall: call, errno: EIO)))
            let vault = try file.open(passphrase: Sample.passphrase)
            let problem = Sample.problem {
                try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("b")) }
            }
            guard problem != nil else { continue }
            let again = Sample.problem {
                try vault.update { (document) throws(VaultProblem) in try document.add(Sample.connection("b")) }
            }
            // Only when the new content had been installed already.
            #expect(again == nil || again == .nameTaken("b"))
            #expect(try vault.document().names == ["a", "b"])
        }
    }
}
