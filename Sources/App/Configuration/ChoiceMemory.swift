import Core
import Domain
import Glibc
import Session
import Synchronization
internal import TOMLKit
import Themes

/// `state.toml`: what was chosen on the screen, kept for the next start.
///
/// It is written on a thread of its own. A choice that cannot be written is not worth a complaint: it holds until the end anyway.
public final class ChoiceMemory: Sendable {
    private let path: String
    /// Begins with the first choice.
    private static let thread = JobThread()
    /// What the file said when it was last read or written by this process.
    private let last: Mutex<RememberedChoices>
    private let writes = Atomic<Int>(0)

    /// What was remembered.
    public let choices: RememberedChoices
    /// What is wrong with the file; nothing of it counts then.
    public let remark: Phrase?

    /// The largest file that is read, in bytes.
    static let longestFileBytes = 64 << 10

    /// Reads the file, where there is one. One that is damaged is set aside.
    public init(file: String) {
        path = file
        var found = RememberedChoices()
        switch FileContent.read(file, limitBytes: Self.longestFileBytes) {
        case .success(let bytes):
            if let table = Self.table(bytes) {
                found = Self.choices(in: table)
                remark = nil
            } else {
                remark = Self.setAside(file)
            }
        case .failure(.absent): remark = nil
        case .failure(.tooLarge): remark = Self.setAside(file)
        case .failure(.unsuitable), .failure(.unreadable): remark = Self.unreadable(file)
        }
        choices = found
        last = Mutex(found)
    }

    /// Writes what differs from what was there. The rest of the file stays: another program, or a newer one, may have put it there.
    func keep(_ choices: RememberedChoices) {
        writes.add(1, ordering: .sequentiallyConsistent)
        Task.detached(executorPreference: Self.thread) { [self] in
            write(choices)
            writes.subtract(1, ordering: .sequentiallyConsistent)
        }
    }

    /// Waits until everything is written, but not for long.
    func finish() {
        let end = LocalClock.steadyMilliseconds + 2_000
        while writes.load(ordering: .sequentiallyConsistent) > 0, LocalClock.steadyMilliseconds < end { usleep(2_000) }
    }

    private func write(_ choices: RememberedChoices) {
        let before = last.withLock { last in
            defer { last = choices }
            return last
        }
        let (old, new) = (Self.entries(before), Self.entries(choices))
        let changed = new.filter { old[$0.key] != $0.value }
        guard !changed.isEmpty else { return }
        let present = try? FileContent.read(path, limitBytes: Self.longestFileBytes).get()
        let table = present.flatMap(Self.table) ?? TOMLTable()
        for (key, value) in changed { table[key] = value }
        let text = Self.lead + table.convert(to: .toml) + "\n"
        FileContent.makeFolder(of: path)
        _ = FileContent.replace(path, with: Array(text.utf8))
    }

    private static let lead = "# Chosen on the screen. What config.toml says wins over it; without this file nothing is remembered.\n"

    // MARK: Reading

    private static func table(_ bytes: [UInt8]) -> TOMLTable? {
        // The parser takes a C string: a NUL would hide what follows it.
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { return nil }
        // A line without a key trips an assertion of the parser.
        guard KeyLines(text: text).lineWithoutKey == nil else { return nil }
        return try? TOMLTable(string: text)
    }

    private enum Key {
        static let language = "language"
        static let theme = "theme"
        static let currency = "currency"
        static let accountOrder = "account_order"
        static let assetOrder = "asset_order"
        static let positionOrder = "position_order"
    }

    /// A value that this program does not know is passed over, and stays in the file.
    private static func choices(in table: TOMLTable) -> RememberedChoices {
        var choices = RememberedChoices()
        choices.language = table[Key.language]?.string.flatMap { Language(rawValue: $0) }
        choices.theme = table[Key.theme]?.string
        choices.currency = table[Key.currency]?.string.flatMap { TotalCurrency(rawValue: $0) }
        choices.accountOrder = table[Key.accountOrder]?.string
        choices.assetOrder = table[Key.assetOrder]?.string
        choices.positionOrder = table[Key.positionOrder]?.string
        return choices
    }

    private static func entries(_ choices: RememberedChoices) -> [String: String] {
        let all: [String: String?] = [
            Key.language: choices.language?.rawValue, Key.theme: choices.theme, Key.currency: choices.currency?.rawValue,
            Key.accountOrder: choices.accountOrder, Key.assetOrder: choices.assetOrder, Key.positionOrder: choices.positionOrder,
        ]
        return all.compactMapValues(\.self)
    }

    // MARK: Damage

    private static func setAside(_ file: String) -> Phrase {
        let other = file + ".damaged"
        guard rename(file, other) == 0 else { return unreadable(file) }
        let shown = CleanText.line(other)
        return Phrase(
            en: "What was chosen on the screen could not be read. The file was kept as \(shown).", zh: "无法读取此前在界面上的选择，文件已保留为 \(shown)。")
    }

    private static func unreadable(_ file: String) -> Phrase {
        let shown = CleanText.line(file)
        return Phrase(
            en: "What was chosen on the screen could not be read from \(shown).", zh: "无法从 \(shown) 读取此前在界面上的选择。")
    }
}
