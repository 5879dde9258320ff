import Foundation
import JSON
import Testing

/// The public suite's files, where they lie beside the checkout: `y_` must be accepted, `n_` refused, `i_` either.
struct PublicSuiteTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../shared/json-testsuite").standardizedFileURL

    private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".json") }.sorted()

    private static func names(_ prefix: String) -> [String] { names.filter { $0.hasPrefix(prefix) } }

    @Test(.enabled(if: !names.isEmpty), arguments: names("y_"))
    func accepts(name: String) throws {
        let document = try JSONDocument(parsing: try bytes(name))
        let written = JSONValue(document.root).encoded()
        #expect(try JSONValue(JSONDocument(parsing: written).root) == JSONValue(document.root))
    }

    @Test(.enabled(if: !names.isEmpty), arguments: names("n_"))
    func refuses(name: String) throws {
        let bytes = try bytes(name)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
        #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes, limits: JSONLimits(depth: JSONLimits.greatestDepth)) }
    }

    @Test(.enabled(if: !names.isEmpty), arguments: names("i_"))
    func survives(name: String) throws {
        guard let document = try? JSONDocument(parsing: try bytes(name), limits: JSONLimits(depth: 512)) else { return }
        #expect(throws: Never.self) { try JSONDocument(parsing: JSONValue(document.root).encoded(), limits: JSONLimits(depth: 512)) }
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
    }
}
