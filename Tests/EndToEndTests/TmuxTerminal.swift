import Foundation
import TestSupport
import Testing

/// A terminal in a tmux server of its own.
final class TmuxTerminal: Sendable {
    struct Size: Sendable, CustomStringConvertible {
        let columns: Int
        let rows: Int

        var description: String { "\(columns)×\(rows)" }
    }

    /// Whether there is a tmux to run. Where tests are to be complete, its absence is a failure and not a reason to skip.
    static let isAvailable = executable != nil || ProcessInfo.processInfo.environment["CI"] == "true"

    private static let executable: String? = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The file with what the program wrote to standard error.
    let complaints: String

    /// Where tmux and the shell keep their things: not where the program may keep its own.
    private let support: TemporaryFolder
    private let socket = "tidegate-" + UUID().uuidString.prefix(12)

    private init() throws {
        support = try TemporaryFolder()
        complaints = support.path + "/stderr"
    }

    private var keptIdentifier: String { support.path + "/pid" }
    private var keptStatus: String { support.path + "/status" }

    /// Runs a command in a new terminal for as long as `body` takes; the terminal is gone afterwards whatever happens.
    static func run<Value>(
        _ command: [String], size: Size = Size(columns: 100, rows: 30), in folder: TemporaryFolder, environment: [String: String] = [:],
        within surroundings: Surroundings = .hidden, _ body: (TmuxTerminal) async throws -> Value
    ) async throws -> Value {
        let terminal = try TmuxTerminal()
        do {
            try await terminal.start(command, size: size, in: folder, environment: environment, within: surroundings)
            let value = try await body(terminal)
            await terminal.end()
            return value
        } catch {
            await terminal.end()
            throw error
        }
    }

    /// Whether the program learns that it runs in tmux.
    enum Surroundings: Sendable {
        case hidden
        case known
    }

    private func start(
        _ command: [String], size: Size, in folder: TemporaryFolder, environment: [String: String], within surroundings: Surroundings
    ) async throws {
        func quoted(_ words: [String]) -> String { words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ") }
        let variables = Program.environment(folder, adding: environment).map { "\($0)=\($1)" }.sorted()
        let known = surroundings == .known ? " TMUX=\"$TMUX\" " : " "
        let program = quoted(["/usr/bin/env", "-i", "-C", folder.path] + variables) + known + quoted(command)
        // tmux loses the status of a process whose end it learns from the terminal first, so a shell keeps it. The empty trap lets
        // Ctrl-C pass the shell by.
        let inner = "echo $$ > '\(keptIdentifier)'; exec \(program) 2>> '\(complaints)'"
        let outer = "trap : INT; sh -c \(quoted([inner])); echo $? > '\(keptStatus)'; exec tail -f /dev/null"
        try await tmux([
            "start-server", ";", "set", "-g", "status", "off", ";", "set", "-s", "escape-time", "0", ";", "set", "-g", "history-limit",
            "500",
            ";", "set", "-s", "set-clipboard", "off", ";",
            "new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)", "sh -c " + quoted([outer]),
        ])
    }

    private func end() async {
        let shell = (try? await state("#{pane_pid}")).flatMap { Int32($0) }
        _ = try? await tmux(["kill-server"])
        let processes = [shell, Self.number(in: keptIdentifier)].compactMap(\.self)
        // Whoever still lives might write into the folder that is about to be removed.
        _ = try? await Deadline.wait(for: "the end of the terminal's processes") { processes.allSatisfy { kill($0, 0) != 0 } ? true : nil }
    }

    // MARK: Typing

    /// Presses keys by tmux's names: `Enter`, `Escape`, `F2`, `C-c`, `Up`.
    func press(_ keys: String...) async throws { try await tmux(["send-keys", "-t", ":0"] + keys) }

    /// Types text as it is.
    func type(_ text: String) async throws { try await tmux(["send-keys", "-t", ":0", "-l", text]) }

    /// Sends bytes as the terminal might send them.
    func send(_ bytes: [UInt8]) async throws {
        try await tmux(["send-keys", "-t", ":0", "-H"] + bytes.map { String($0, radix: 16) })
    }

    /// Pastes text, between brackets where the program asked for them.
    func paste(_ text: String) async throws {
        let file = support.path + "/paste-" + UUID().uuidString
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        // `-r` keeps line ends as they are.
        try await tmux(["load-buffer", file, ";", "paste-buffer", "-p", "-r", "-d", "-t", ":0"])
    }

    // MARK: Looking

    /// What the terminal shows, one line a row.
    func screen() async throws -> String { try await tmux(["capture-pane", "-p", "-t", ":0"]) }

    /// What it shows, with the sequences for colours and attributes.
    func styledScreen() async throws -> String { try await tmux(["capture-pane", "-p", "-e", "-t", ":0"]) }

    /// A tmux format, such as `#{alternate_on}`.
    func state(_ format: String) async throws -> String {
        try await tmux(["display-message", "-p", "-t", ":0", format]).trimmingCharacters(in: .newlines)
    }

    /// Waits until a text is on the screen, and answers with the screen. Line breaks and borders inside it do not matter.
    @discardableResult
    func wait(for text: String, seconds: Double = Deadline.seconds) async throws -> String {
        let wanted = Self.squeezed(text)
        return try await wait(for: "“\(text)”", seconds: seconds) { Self.squeezed($0).contains(wanted) }
    }

    /// Waits until the screen fulfils a condition and has been painted: a look may fall into the middle of a frame, so it counts
    /// when the next one is the same.
    @discardableResult
    func wait(for what: String, seconds: Double = Deadline.seconds, _ condition: (String) -> Bool) async throws -> String {
        var last: String?
        return try await Deadline.wait(for: what, seconds: seconds, state: { (try? await screen()) ?? "no terminal" }) {
            let seen = try await screen()
            defer { last = seen }
            return condition(seen) && seen == last ? seen : nil
        }
    }

    /// A screen without white space and borders, so that a sentence is found however it is broken into lines.
    static func squeezed(_ screen: String) -> String {
        String(screen.unicodeScalars.filter { !$0.properties.isWhitespace && !(0x2500...0x259F).contains($0.value) }.map(Character.init))
    }

    // MARK: The rest

    func resize(_ size: Size) async throws {
        try await tmux(["resize-window", "-t", ":0", "-x", "\(size.columns)", "-y", "\(size.rows)"])
    }

    /// From now on every byte that the program writes is kept in a file, whose path this answers.
    func record() async throws -> String {
        let file = support.path + "/bytes-" + UUID().uuidString
        try Data().write(to: URL(filePath: file))
        try await tmux(["pipe-pane", "-o", "-t", ":0", "exec cat > '\(file)'"])
        return file
    }

    /// The process that runs in the terminal.
    func processIdentifier() async throws -> Int32 {
        try await Deadline.wait(for: "the start of the program") { Self.number(in: keptIdentifier) }
    }

    /// Waits until the command has ended, and answers with its status: 128 and the number for a signal.
    func exitStatus() async throws -> Int32 {
        try await Deadline.wait(for: "the end of the program", state: { (try? await screen()) ?? "" }) { Self.number(in: keptStatus) }
    }

    /// The number in a file that holds it as a whole line.
    private static func number(in file: String) -> Int32? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8), text.hasSuffix("\n") else { return nil }
        return Int32(text.dropLast())
    }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> String {
        let executable = try #require(Self.executable, "tmux is not installed")
        let outcome = try await Program.run(
            executable, ["-L", socket, "-f", "/dev/null", "-u"] + arguments, in: support,
            environment: [
                "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TMUX_TMPDIR": support.path, "SHELL": "/bin/sh", "TERM": "xterm-256color",
            ])
        try #require(outcome.status == 0, "tmux \(arguments.first ?? ""): \(outcome.complaint)")
        return outcome.output
    }
}
