import Core
import Domain
import Foundation
import JSON
import Testing

@testable import App

/// What a command writes arrives completely, or the failure is reported.
@Suite struct OutputWritingTests {
    /// A non-blocking pipe takes only a part at once.
    @Test func aSlowReaderGetsEverything() async throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        _ = fcntl(writing, F_SETFL, fcntl(writing, F_GETFL) | O_NONBLOCK)
        let text = String(repeating: "0123456789", count: 50_000)
        let output = CommandOutput(result: writing)
        Thread.detachNewThread {
            output.write(text)
            close(writing)
        }
        var got: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1_000)
        while case let count = read(reading, &part, part.count), count > 0 { got += part[..<count] }
        close(reading)
        #expect(got == Array((text + "\n").utf8))
        #expect(throws: Never.self) { try output.requireWritten() }
    }

    @Test func theFirstReasonIsTold() throws {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(full >= 0)
        var output = CommandOutput(result: full)
        #expect(throws: Never.self) { try output.requireWritten() }
        output.write("a")
        output.result = -1
        output.write(.object([]))
        close(full)
        let failure = #expect(throws: Failure.self) { try output.requireWritten() }
        #expect(failure?.cause == .outputUnwritable && failure?.cause.exitCode == 34)
        #expect(failure?.message.english == "Standard output could not be written: there is no room left.")
        #expect(failure?.message.simplifiedChinese == "无法写入标准输出：磁盘空间不足。")
    }

    @Test func jsonInASCIISaysTheSame() throws {
        let value = JSONValue.object([.init("name", .string("币圈 “👍🏽” é \u{7F} \\ \" \u{2028}")), .init("键", .number(text: "1.50"))])
        let file = NSTemporaryDirectory() + "tidegate-output-" + UUID().uuidString
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer {
            close(descriptor)
            unlink(file)
        }
        CommandOutput(result: descriptor, encoding: .ascii).write(value)
        let written = try Data(contentsOf: URL(filePath: file))
        #expect(written.allSatisfy { $0 < 0x80 })
        let read = try #require(JSONSerialization.jsonObject(with: written) as? [String: Any])
        #expect(read["name"] as? String == "币圈 “👍🏽” é \u{7F} \\ \" \u{2028}")
        #expect(read["键"] as? Double == 1.5)
    }

    @Test func textInASCIIKeepsItsColumns() {
        #expect(PlainText.ascii("“main”  币圈 ✓ … é e\u{301} 🇩🇪 ▏\n  – x") == "\"main\"  ???? + ... ? e ?? ?\n  - x")
        #expect(TextWidth.columns(of: PlainText.ascii("हिन्दी|")) == TextWidth.columns(of: "हिन्दी|"))
    }

    // MARK: Exported files

    private static func export(to path: String) -> Failure? {
        let table = ExportTable(columns: ["a"], rows: [[.text("b")]])
        guard case .failed(let failure) = Exporter.write(ExportRequest(path: path, format: .csv, table: table, existing: .kept)) else {
            return nil
        }
        return failure
    }

    @Test func anExportThatCannotBeWrittenSaysWhy() throws {
        let folder = NSTemporaryDirectory() + "tidegate-export-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "x".write(toFile: folder + "/file", atomically: false, encoding: .utf8)
        for (path, words, chinese) in [
            (folder + "/none/a.csv", "there is no such folder", "文件夹不存在"),
            (folder + "/file/a.csv", "what should be a folder is a file", "路径中的文件夹实际上是文件"),
            (folder + "/" + String(repeating: "n", count: 300) + ".csv", "the name is too long", "名称过长"),
        ] {
            let failure = try #require(Self.export(to: path))
            #expect(failure.cause == .outputUnwritable)
            #expect(failure.message.english.hasSuffix("cannot be written: \(words)."), "\(failure.message.english)")
            #expect(failure.message.simplifiedChinese.hasSuffix("：\(chinese)。"))
            #expect(failure.remedy.map(\.english) == ["Choose another name or folder."])
        }
        let full = WriteRefusal(number: ENOSPC).failure(Phrase(verbatim: "x"), elsewhere: Phrase(verbatim: "y"))
        #expect(full.remedy.map(\.english) == ["Make room there.", "y"])
    }
}
