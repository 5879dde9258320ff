import Glibc
import TestSupport
import Testing

/// A terminal whose output is collected as it comes, so that the program never waits for somebody to read it.
final class CollectedTerminal: @unchecked Sendable {
    private let terminal: PseudoTerminal
    private var thread = pthread_t()
    private var lock = pthread_mutex_t()
    private var collected: [UInt8] = []
    private var isOver = false

    init(columns: UInt16, rows: UInt16) throws {
        pthread_mutex_init(&lock, nil)
        terminal = try PseudoTerminal(columns: columns, rows: rows)
        pthread_create(
            &thread, nil,
            { context in
                Unmanaged<CollectedTerminal>.fromOpaque(context!).takeUnretainedValue().collect()
                return nil
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    var program: Int32 { terminal.program }
    var modes: [UInt8] { terminal.modes }

    func resize(columns: UInt16, rows: UInt16) { terminal.resize(columns: columns, rows: rows) }

    func type(_ text: String) { terminal.type(text) }

    /// Ends the collecting; needed before the test ends.
    func close() {
        pthread_mutex_lock(&lock)
        isOver = true
        pthread_mutex_unlock(&lock)
        pthread_join(thread, nil)
    }

    /// What was written since the last call. A mark written after it shows that all of it has come.
    func output() throws -> String {
        let mark = Array("\u{0}\u{0}".utf8)
        try #require(Glibc.write(program, mark, mark.count) == mark.count)
        var looks = Deadline.Looks()
        while looks.goOn() {
            if let bytes = taken(ifEndingWith: mark) { return String(decoding: bytes, as: UTF8.self) }
            usleep(10_000)
        }
        Issue.record("the terminal took no output in time")
        return ""
    }

    private func taken(ifEndingWith mark: [UInt8]) -> [UInt8]? {
        pthread_mutex_lock(&lock)
        defer { pthread_mutex_unlock(&lock) }
        guard collected.suffix(mark.count).elementsEqual(mark) else { return nil }
        let bytes = Array(collected.dropLast(mark.count))
        collected = []
        return bytes
    }

    private func collect() {
        while true {
            let part = terminal.read(withinMilliseconds: 20)
            pthread_mutex_lock(&lock)
            collected += part
            let isOver = isOver
            pthread_mutex_unlock(&lock)
            if isOver { return }
        }
    }
}
