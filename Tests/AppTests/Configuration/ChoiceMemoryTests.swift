import Core
import Domain
import Foundation
import TestSupport
import Testing

@testable import App

@Suite struct ChoiceMemoryTests {
    private let folder: TemporaryFolder
    private var file: String { folder.path + "/state/tidegate/state.toml" }

    init() throws { folder = try TemporaryFolder() }

    private func content() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

    /// Puts something there, as another program would.
    private func place(_ bytes: some Sequence<UInt8>) throws {
        let place = URL(filePath: file)
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place)
    }

    private func keep(_ change: (inout RememberedChoices) -> Void) {
        let memory = ChoiceMemory(file: file)
        var choices = memory.choices
        change(&choices)
        memory.keep(choices)
        memory.finish()
    }

    private static var all: RememberedChoices {
        var choices = RememberedChoices()
        choices.language = .simplifiedChinese
        choices.theme = "pa\"per\\ \u{7EB8}"
        choices.currency = .euro
        choices.accountOrder = "total"
        choices.assetOrder = "value ascending"
        choices.positionOrder = "profit descending"
        return choices
    }

    @Test func whatIsKeptIsThereAgain() throws {
        let memory = ChoiceMemory(file: file)
        #expect(memory.choices == RememberedChoices() && memory.remark == nil)
        memory.keep(Self.all)
        memory.finish()
        let again = ChoiceMemory(file: file)
        #expect(again.choices == Self.all && again.remark == nil)
        for (path, mode) in [(file, 0o600), (folder.path + "/state/tidegate", 0o700), (folder.path + "/state", 0o700)] {
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode, "\(path)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state/tidegate") == ["state.toml"])
    }

    /// Nothing is written where nothing was chosen.
    @Test func nothingChosenIsNothingWritten() {
        keep { _ in }
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    /// Of a newer program: entries and values that this one does not know.
    @Test func whatIsNotKnownStays() throws {
        try place(
            """
            currency = "JPY"
            sounds = ["a", 1.5]
            language = 7
            [chart]
            range = "week"
            """.utf8)
        #expect(ChoiceMemory(file: file).choices == RememberedChoices())
        keep { $0.theme = "paper" }
        let text = try content()
        for part in [#"currency = 'JPY'"#, "language = 7", "1.5", "[chart]", "week", "paper"] { #expect(text.contains(part), "\(text)") }
        keep { $0.currency = .bitcoin }
        #expect(try !content().contains("JPY"))
        #expect(ChoiceMemory(file: file).choices.currency == .bitcoin && ChoiceMemory(file: file).choices.theme == "paper")
    }

    /// Of two programs that are open, each writes what was chosen in it.
    @Test func whatAnotherProgramChoseStays() {
        let (one, other) = (ChoiceMemory(file: file), ChoiceMemory(file: file))
        var choices = RememberedChoices()
        choices.currency = .yuan
        one.keep(choices)
        one.finish()
        choices = RememberedChoices()
        choices.theme = "dusk"
        other.keep(choices)
        other.finish()
        let found = ChoiceMemory(file: file).choices
        #expect(found.currency == .yuan && found.theme == "dusk")
    }

    static let damages: [[UInt8]] = [
        Array("language = ".utf8), [0xFF, 0xFE], Array("theme = \"a\"\u{0}".utf8), Array("theme = \"a\"\ntheme = \"b\"".utf8),
        [UInt8](repeating: UInt8(ascii: "#"), count: ChoiceMemory.longestFileBytes + 1),
        Array(String(repeating: "[", count: 50_000).utf8), Array(("a = " + String(repeating: "[", count: 50_000)).utf8),
        Array("= 3".utf8), Array("[]".utf8),
    ]

    @Test(arguments: damages) func aDamagedFileIsSetAside(bytes: [UInt8]) throws {
        try place(bytes)
        let memory = ChoiceMemory(file: file)
        #expect(memory.choices == RememberedChoices())
        #expect(
            memory.remark?.english.contains("state.toml.damaged") == true && memory.remark?.simplifiedChinese.contains("damaged") == true)
        #expect(try Array(Data(contentsOf: URL(filePath: file + ".damaged"))) == bytes)
        #expect(!FileManager.default.fileExists(atPath: file))
        keep { $0.theme = "paper" }
        #expect(ChoiceMemory(file: file).choices.theme == "paper" && ChoiceMemory(file: file).remark == nil)
    }

    /// What is no file is said to be none and left alone, and what cannot be written costs nothing.
    @Test func whatIsNoFileIsLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
        #expect(ChoiceMemory(file: file).remark?.english.hasPrefix("What was chosen on the screen could not be read from") == true)
        keep { $0.theme = "paper" }
        #expect(try FileManager.default.contentsOfDirectory(atPath: file).isEmpty)
        let nowhere = ChoiceMemory(file: "/proc/none/state.toml")
        nowhere.keep(Self.all)
        nowhere.finish()
        #expect(nowhere.remark == nil)
    }

    @Test(arguments: [
        (["HOME": "/u"], "/u/.local/state/tidegate/state.toml"), (["HOME": "/u", "XDG_STATE_HOME": "/s"], "/s/tidegate/state.toml"),
        (["HOME": "/u", "XDG_STATE_HOME": "relative"], "/u/.local/state/tidegate/state.toml"),
        (["TIDEGATE_HOME": "/h", "XDG_STATE_HOME": "/s"], "/h/state.toml"),
    ])
    func itLiesWhereStateBelongs(_ variables: [String: String], _ place: String) {
        #expect(ProgramFolders(home: nil) { variables[$0] }.stateFile == place)
    }
}
