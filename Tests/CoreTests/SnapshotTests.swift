import Foundation
import Testing

@testable import Core
@testable import Domain

/// Every scene as text files. `TIDEGATE_RECORD=1` writes them again and fails the run, so that a recording cannot pass as a test.
struct SnapshotTests {
    struct Sheet: Hashable {
        let name: String
        let content: String
    }

    private static let scenes = Scene.all + Scene.manyAccounts + Scene.bybitConnecting

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
    private static let isRecording = ProcessInfo.processInfo.environment["TIDEGATE_RECORD"] == "1"

    private static let sizes = [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 120, rows: 40)]
    private static let tooSmall = [Size(columns: 59, rows: 20), Size(columns: 20, rows: 6)]

    private static func shownSizes(of scene: Scene) -> [Size] { sizes + scene.sizes + (scene.name == "home-empty" ? tooSmall : []) }

    private static func name(_ scene: Scene, _ language: Language, _ size: Size?) -> String {
        "\(scene.name).\(language.rawValue).\(size.map { "\($0.columns)x\($0.rows)" } ?? "plain").txt"
    }

    private static func names(of scene: Scene) -> [String] {
        Language.allCases.flatMap { language in (shownSizes(of: scene) + [nil]).map { name(scene, language, $0) } }
    }

    private static func screens(of scene: Scene) throws -> [Sheet] {
        var sheets: [Sheet] = []
        for language in Language.allCases {
            var transcript = try scene.transcript(language)
            for size in shownSizes(of: scene) {
                transcript.send(.resized(size))
                sheets.append(Sheet(name: name(scene, language, size), content: ScreenText.of(Frame(transcript.view, size: size))))
            }
            transcript.send(.resized(PlainPage.size))
            sheets.append(Sheet(name: name(scene, language, nil), content: Self.plain(transcript.view, language)))
        }
        return sheets
    }

    /// What the plain mode says of a screen that opens.
    private static func plain(_ view: View, _ language: Language) -> String {
        var speech = PlainSpeech()
        let lines = speech.lines(for: PlainPage(view, language: language), on: .answer)
        return lines.map { PlainText.printable($0, view.glyphs) + "\n" }.joined()
    }

    private static let commands = "every-command.txt"

    private func check(_ sheet: Sheet) throws {
        let file = Self.folder.appending(path: sheet.name)
        if Self.isRecording {
            try Data(sheet.content.utf8).write(to: file)
            return
        }
        guard let recorded = try? String(contentsOf: file, encoding: .utf8) else {
            Issue.record("\(sheet.name) is missing")
            return
        }
        guard recorded != sheet.content else { return }
        let (old, new) = (
            recorded.split(separator: "\n", omittingEmptySubsequences: false),
            sheet.content.split(separator: "\n", omittingEmptySubsequences: false)
        )
        let line = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
        let was = line < old.count ? String(old[line]) : "(end)"
        let shown = line < new.count ? String(new[line]) : "(end)"
        Issue.record("\(sheet.name), line \(line + 1)\n  recorded: \(was)\n  now:      \(shown)\n\(sheet.content)")
    }

    @Test(arguments: scenes)
    func looksAsRecorded(scene: Scene) throws {
        for sheet in try Self.screens(of: scene) { try check(sheet) }
    }

    @Test func everyCommandDoesAsRecorded() throws {
        try check(Sheet(name: Self.commands, content: try EveryCommand.table()))
    }

    @Test func everyFileBelongsToASceneAndEverySceneHasItsOwnName() throws {
        #expect(Set(Self.scenes.map(\.name)).count == Self.scenes.count)
        let claimed = Set(Self.scenes.flatMap(Self.names(of:)) + [Self.commands])
        let present = Set(try FileManager.default.contentsOfDirectory(atPath: Self.folder.path))
        for name in present.subtracting(claimed).sorted() {
            if Self.isRecording { try FileManager.default.removeItem(at: Self.folder.appending(path: name)) }
            Issue.record("nothing claims \(name)")
        }
    }

    @Test func recordingIsNoTest() {
        #expect(!Self.isRecording, "recorded; look at the changes and run again without TIDEGATE_RECORD")
    }

    @Test func everyRoleHasALetterOfItsOwn() {
        let letters = Role.allCases.compactMap(ScreenText.letter)
        #expect(letters.count == Role.allCases.count)
        #expect(Set(letters).count == letters.count)
    }
}
