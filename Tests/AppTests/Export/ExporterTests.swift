import Core
import Domain
import Foundation
import TestSupport
import Testing

@testable import App

/// What an exported file says, and that nothing of the user's is lost to it.
@Suite struct ExporterTests {
    fileprivate static let table = ExportTable(
        columns: ["name", "note", "amount"],
        rows: [
            [.text("main"), .text("a, \"quoted\"\nline"), .amount(Amount("12345678901234567890.000000000000000001")!)],
            [.text("=HYPERLINK(\"http://evil\")"), .text("@SUM(1)"), .amount(Amount("-0.5")!)],
            [.text("＋1"), .none, .none],
        ])

    @Test func separatedValues() throws {
        let place = try TemporaryFolder()
        #expect(Exporter.write(place.order("a.csv")) == .exported(.written(path: place.path + "/a.csv")))
        #expect(
            try place.text("a.csv") == """
                name,note,amount
                main,"a, ""quoted""
                line",12345678901234567890.000000000000000001
                "'=HYPERLINK(""http://evil"")",'@SUM(1),-0.5
                '＋1,,

                """, "what a spreadsheet would take for a formula has a mark in front; an amount has every digit, and its sign")
        #expect(place.mode("a.csv") == 0o600)
        #expect(place.names == ["a.csv"])
    }

    @Test func objects() throws {
        let place = try TemporaryFolder()
        _ = Exporter.write(place.order("a.json", .kept, .json))
        let rows = try #require(JSONSerialization.jsonObject(with: Data(place.text("a.json").utf8)) as? [[String: Any]])
        #expect(rows.count == 3)
        #expect(
            rows[0]["amount"] as? String == "12345678901234567890.000000000000000001", "a number would lose its digits in most programs")
        #expect(rows[1]["name"] as? String == "=HYPERLINK(\"http://evil\")")
        #expect(rows[2]["amount"] is NSNull)
    }

    @Test func whatIsThereStaysUnlessTheUserAgrees() throws {
        let place = try TemporaryFolder()
        try "mine".write(toFile: place.path + "/a.csv", atomically: false, encoding: .utf8)
        #expect(Exporter.write(place.order("a.csv")) == .exported(.exists))
        #expect(try place.text("a.csv") == "mine")
        try FileManager.default.createSymbolicLink(atPath: place.path + "/b.csv", withDestinationPath: place.path + "/nowhere")
        #expect(Exporter.write(place.order("b.csv")) == .exported(.exists), "a link that leads nowhere is there too")
        #expect(Exporter.write(place.order("a.csv", .replaced)) == .exported(.written(path: place.path + "/a.csv")))
        #expect(try place.text("a.csv").hasPrefix("name,note"))
        #expect(place.names == ["a.csv", "b.csv"])
    }

    /// A link is replaced, and not what it leads to.
    @Test func linksAreNotFollowed() throws {
        let place = try TemporaryFolder()
        try "precious".write(toFile: place.path + "/target", atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: place.path + "/a.csv", withDestinationPath: place.path + "/target")
        _ = Exporter.write(place.order("a.csv", .replaced))
        #expect(try place.text("target") == "precious" && place.text("a.csv").hasPrefix("name,note"))
    }

    @Test(arguments: ["missing/a.csv", "folder", String(repeating: "n", count: 300) + ".csv"]) func refusalsAreNamedAndLeaveNothing(
        name: String
    ) throws {
        let place = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: place.path + "/folder", withIntermediateDirectories: true)
        guard case .failed(let failure) = Exporter.write(place.order(name, .replaced)) else {
            Issue.record("nothing was refused")
            return
        }
        #expect(failure.message.english.contains("cannot be written") && failure.message.simplifiedChinese.contains("无法写入文件"))
        #expect(!failure.remedy.isEmpty)
        #expect(place.names == ["folder"])
    }
}

extension TemporaryFolder {
    fileprivate func text(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

    fileprivate func order(
        _ name: String, _ existing: ExportRequest.Existing = .kept, _ format: ExportRequest.Format = .csv
    ) -> ExportRequest {
        ExportRequest(path: path + "/" + name, format: format, table: ExporterTests.table, existing: existing)
    }
}
