import Foundation
import TestSupport
import Testing

/// Known secrets go in everywhere a user could put them, and are then looked for everywhere they must not be.
@Suite(.enabled(if: TmuxTerminal.isAvailable), .timeLimit(.minutes(30)))
struct CanaryFlowTests {
    /// Of the right shapes, and known to no exchange.
    private static let canary = SandboxProcess.Sample(
        apiKey: "0ca7a2b0-51de-4b1d-8c0a-c0a1f1e1d5aa", secretKey: "CA7A2B1DFEED5EED0C0A1B1AC0FFEE77", passphrase: "Canary+Bird.77")

    @Test func secretsAreNowhereButInTheirFields() async throws {
        try await Flow.run { flow in
            let sample = try flow.sandbox.sample("main")
            let watch = Watch(canary: Self.canary, sample: sample)
            try await TmuxTerminal.run(flow.interface(), in: flow.folder) { terminal in
                let recording = try await terminal.record()
                try await Flow.openForm(terminal)
                try await watch.begin(terminal)
                try await Self.refuse(Self.canary, terminal, watch)
                try await watch.expectWiped("after the form was left")
                try await Self.connectAndRemove(sample, terminal, watch)
                try await watch.expectWiped("after the connection was removed")
                try watch.expectNothingInTheProcess()
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == 0)
                watch.expectNothing(in: try String(contentsOfFile: terminal.complaints, encoding: .utf8), "standard error")
                let written = String(decoding: try Data(contentsOf: URL(filePath: recording)), as: UTF8.self)
                #expect(written.contains("characters"), "the recording is empty")
                watch.expectNothing(in: written, "the bytes written to the terminal")
            }
            for screen in watch.screens { watch.expectNothing(in: screen, "the screen") }
            // HOME, the configuration's folder, the working folder and TMPDIR in one.
            for (name, bytes) in flow.folder.files() { watch.expectNothing(in: String(decoding: bytes, as: UTF8.self), name) }
        }
    }

    /// Types and pastes, with everything that can lie over a form, is refused, and leaves the form.
    private static func refuse(_ canary: SandboxProcess.Sample, _ terminal: TmuxTerminal, _ watch: Watch) async throws {
        try await terminal.type(canary.apiKey)
        try await terminal.press("Tab")
        try await terminal.type(canary.secretKey.prefix(16).description)
        try await terminal.paste(canary.secretKey.suffix(16).description)
        try await terminal.press("Tab")
        try await terminal.type(canary.passphrase)
        try await terminal.wait(for: "the whole form") {
            $0.contains("36 characters") && $0.contains("32 characters") && $0.contains("\(canary.passphrase.count) characters")
        }
        try await watch.look(terminal)
        try watch.expectSomething()
        try await terminal.press("F1")
        try await terminal.wait(for: "On this screen")
        try await terminal.paste(canary.lines)
        try await watch.look(terminal)
        try await terminal.press("Escape", "C-c")
        try await terminal.wait(for: "Quit?")
        try await watch.look(terminal)
        try await terminal.press("n", "Up", "Up", "Up")
        for value in [canary.secretKey, canary.passphrase] {
            try await terminal.paste(value)
            try await terminal.wait(for: "was not put into a field that is shown")
            try await watch.look(terminal)
        }
        try await terminal.press("Down", "Down", "Down", "Enter")
        try await terminal.wait(for: Flow.Words.english.failed)
        try await watch.look(terminal)
        try await terminal.press("Enter")
        try await terminal.wait(for: "32 characters")
        try await terminal.press("Escape")
        try await terminal.wait(for: "Make an API key at OKX")
    }

    /// A connection that works, is read again, and removed.
    private static func connectAndRemove(_ sample: SandboxProcess.Sample, _ terminal: TmuxTerminal, _ watch: Watch) async throws {
        try await terminal.press("Enter")
        try await terminal.wait(for: Flow.Words.english.offer)
        try await terminal.paste(sample.lines)
        try await terminal.wait(for: Flow.Words.english.filled)
        try await terminal.press("Enter")
        try await terminal.wait(for: Flow.Words.english.passed)
        try await watch.look(terminal)
        try await terminal.press("Enter")
        try await terminal.wait(for: "[Balances]")
        try await terminal.press("r")
        try await terminal.wait(for: "Reading all accounts")
        try await terminal.wait(for: "a connection at rest") { $0.contains("Connected") }
        try await watch.look(terminal)
        try await terminal.press("d")
        try await terminal.wait(for: "Remove?")
        try await watch.look(terminal)
        try await terminal.press("y")
        try await terminal.wait(for: "No account is connected yet.")
        try await watch.look(terminal)
    }

    /// Where known secrets are looked for.
    private final class Watch {
        private let samples: [SandboxProcess.Sample]
        private let known: [String: String]
        private var process: Int32 = 0
        private var before: Set<ProcessMemory.Place> = []
        private(set) var screens: [String] = []

        init(canary: SandboxProcess.Sample, sample: SandboxProcess.Sample) {
            samples = [canary, sample]
            known = [
                "canary's secret": canary.secretKey, "canary's passphrase": canary.passphrase, "secret": sample.secretKey,
                "passphrase": sample.passphrase,
            ]
        }

        /// The sandbox's public samples are part of the program's file, and mapped with it.
        func begin(_ terminal: TmuxTerminal) async throws {
            process = try await terminal.processIdentifier()
            before = try places()
        }

        func look(_ terminal: TmuxTerminal) async throws { screens.append(try await terminal.screen()) }

        func expectSomething() throws {
            guard ProcessMemory.isReadable else { return }
            #expect(try !places().subtracting(before).isEmpty, "the scan finds nothing at all")
        }

        /// Waits, because a task that held a copy may still be on its way out.
        func expectWiped(_ moment: String) async throws {
            var left: Set<ProcessMemory.Place> = []
            _ = try await Deadline.wait(for: "secrets to be gone \(moment)", state: { left.map(\.description).joined(separator: "\n") }) {
                left = try places().subtracting(before)
                return left.isEmpty ? true : nil
            }
        }

        func expectNothingInTheProcess() throws {
            for name in ["cmdline", "environ"] {
                let bytes = try #require(FileManager.default.contents(atPath: "/proc/\(process)/\(name)"))
                expectNothing(in: String(decoding: bytes, as: UTF8.self), name)
            }
            let limits = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8)
            let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
            #expect(core.split(separator: " ").filter { $0 == "0" }.count == 2, "\(core)")
        }

        /// A key may be on the screen in its short form only; the others not even in part.
        func expectNothing(in text: String, _ place: String, location: SourceLocation = #_sourceLocation) {
            for sample in samples {
                for value in [
                    sample.apiKey, sample.secretKey, String(sample.secretKey.prefix(8)), String(sample.secretKey.suffix(8)),
                    sample.passphrase,
                ] {
                    #expect(!text.contains(value), "\(value.prefix(4))… is in \(place)", sourceLocation: location)
                }
            }
        }

        private func places() throws -> Set<ProcessMemory.Place> {
            ProcessMemory.isReadable ? try ProcessMemory.places(of: known, in: process) : []
        }
    }
}
