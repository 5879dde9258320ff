import Foundation
import Testing

/// Nothing of the program knows the exchange of these tests.
struct MeadowNameTests {
    @Test func noLineUnderSourcesNamesIt() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let sources = root.appending(path: "Sources")
        let names = try #require(FileManager.default.enumerator(atPath: sources.path()))
        var count = 0
        for case let name as String in names where name.hasSuffix(".swift") {
            count += 1
            let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
            #expect(!text.localizedCaseInsensitiveContains("meadow"), "\(name)")
        }
        #expect(count > 0)
    }
}
