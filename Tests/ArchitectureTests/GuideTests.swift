import Foundation
import Testing

/// Every file that the guide for contributors names exists.
struct GuideTests {
    private static func guide() throws -> String {
        try String(contentsOf: ImportTests.root.appending(path: ".github/CONTRIBUTING.md"), encoding: .utf8)
    }

    /// What stands between backticks and looks like a path of this repository.
    private static func paths(in text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
            .filter { path in
                ["Sources/", "Tests/", ".ci/", "themes"].contains { path.hasPrefix($0) } && !path.contains(where: \.isWhitespace)
            }
    }

    @Test func everyPathThatItNamesExists() throws {
        let paths = Self.paths(in: try Self.guide())
        #expect(paths.count > 40)
        for path in paths {
            #expect(FileManager.default.fileExists(atPath: ImportTests.root.appending(path: path).path()), "\(path)")
        }
    }

    @Test func everyTargetHasItsRow() throws {
        let guide = try Self.guide()
        for target in try ImportTests.targets() where !ImportTests.cTargets.contains(target) {
            #expect(guide.contains("`\(target)`"), "\(target)")
        }
    }

    @Test func pathsAreSeen() {
        #expect(
            Self.paths(in: "see `Sources/App` and `bash .ci/run`, `themes` or `Tests/X.swift`") == [
                "Sources/App", "themes", "Tests/X.swift",
            ])
    }
}
