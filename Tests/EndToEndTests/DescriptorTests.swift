import Foundation
import TestSupport
import Testing

/// What is open in the running program.
@Suite(.timeLimit(.minutes(2)))
struct DescriptorTests {
    /// The flags of each descriptor of a process but the standard three (proc(5), `fdinfo`), with what it stands for.
    private static func descriptors(of process: Int32) -> [(name: String, closesOnExec: Bool)] {
        let folder = "/proc/\(process)/fdinfo"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).compactMap { number in
            guard let descriptor = Int32(number), descriptor > 2,
                let text = try? String(contentsOfFile: "\(folder)/\(number)", encoding: .utf8)
            else { return nil }
            let flags =
                text.split(separator: "\n").first { $0.hasPrefix("flags:") }?.split(separator: "\t").last.flatMap { Int($0, radix: 8) } ?? 0
            let name = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(number)")) ?? number
            return (name, flags & Int(O_CLOEXEC) != 0)
        }
    }

    /// While a request is on its way: sockets, the pairs that wake libcurl's threads, pipes, and whatever OpenSSL has open.
    @Test func everyDescriptorIsClosedInProgramsThatAreStarted() async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "spot")
            try await vault.flow.sandbox.misbehave(#"{"kind":"silence","milliseconds":60000}"#)
            let folder = vault.flow.folder
            let before = try await vault.flow.sandbox.requestCount()
            let command = try ChildProcess(
                Program.path, ["status", "--home", vault.home, "--passphrase-file", vault.passphraseFile()],
                environment: Program.environment(folder),
                folder: folder.path)
            _ = try await Deadline.wait(for: "a request that hangs") { try await vault.flow.sandbox.requestCount() > before ? true : nil }
            let open = Self.descriptors(of: command.identifier)
            #expect(open.contains { $0.name.hasPrefix("socket:") })
            #expect(open.filter { !$0.closesOnExec }.map(\.name) == [])
            command.signal(SIGTERM)
            #expect(await command.end() == 128 + SIGTERM)
        }
    }

    @Test func theSandboxHasNothingElseEither() async throws {
        try await Flow.run { flow in
            let open = Self.descriptors(of: flow.sandbox.processIdentifier)
            #expect(open.contains { $0.name.contains("eventpoll") })
            #expect(open.filter { !$0.closesOnExec }.map(\.name) == [])
        }
    }

    /// What is opened in the place of a standard descriptor would be taken for it.
    @Test(arguments: ["<&-", ">&-", "2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
    func closedStandardDescriptorsAreNotTakenForFiles(_ closed: String) async throws {
        try await VaultFlow.run { vault in
            try await vault.makeVault(accounts: "spot")
            let before = vault.flow.folder.files()
            let outcome = try await Program.run(
                "/bin/sh",
                [
                    "-c", "exec \"$@\" \(closed)", "sh", Program.path, "list", "--home", vault.home, "--passphrase-file",
                    vault.passphraseFile(),
                ],
                in: vault.flow.folder, environment: Program.environment(vault.flow.folder))
            if !closed.contains(">&-") || closed == "2>&-" || closed == "<&- 2>&-" {
                #expect(outcome.status == 0 && outcome.output.contains("spot"))
            }
            #expect(vault.flow.folder.files() == before)
            #expect(try await vault.names() == ["spot"])
        }
    }
}
