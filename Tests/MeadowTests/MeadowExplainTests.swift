import Domain
import Exchanges
import Foundation
import Testing

@testable import App
@testable import Commands

/// Codes with several meanings: of two hosts, and of one that does not tell them apart.
@Suite struct MeadowExplainTests {
    private static let registry = ExchangeRegistry([OKXAdapter(), MeadowAdapter()])

    private func explain(
        _ code: String, _ exchange: String?, host: String? = nil, _ format: OutputFormat = .json,
        among registry: ExchangeRegistry = Self.registry
    ) throws -> (status: Int32, output: String) {
        let folder = FileManager.default.temporaryDirectory.path + "/meadow-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (data, talk) = (Pipe(), Pipe())
        var options = CommandOptions()
        options.home = folder
        options.format = format
        options.language = .english
        var process = CommandEnvironment()
        process.environment = { _ in nil }
        process.output = CommandOutput(
            result: data.fileHandleForWriting.fileDescriptor, talk: talk.fileHandleForWriting.fileDescriptor)
        process.signals = []
        process.registry = registry
        let status = CommandContext.run(options, process) {
            try ExplainCommand.run(code: code, exchange: exchange, host: host, $0)
        }
        try data.fileHandleForWriting.close()
        return (status, String(decoding: try data.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self))
    }

    @Test func aCodeOfTwoHostsIsToldForBoth() throws {
        let (status, output) = try explain("F9", "meadow")
        #expect(status == 0 && output.contains(#""code":"F9","cause":null,"message":null,"remedy":null,"retryable":null"#), "\(output)")
        #expect(output.contains(#"{"exchange":"meadow","host":"ledger","cause":"account-restricted""#))
        #expect(output.contains(#"{"exchange":"meadow","host":"field","cause":"feature-unavailable""#))
        let text = try explain("F9", nil, .text).output
        #expect(
            text.contains("F9 (Meadow ledger): The barn is full.") && text.contains("F9 (Meadow field): The horse is tired."), "\(text)")
    }

    /// Where no exchange is named, a code says whose it is, also where only one has it.
    @Test func aCodeSaysWhoseItIs() throws {
        #expect(try explain("50119", nil, .text).output.hasPrefix("50119 (OKX): "))
        #expect(try explain("50119", "okx", .text).output.hasPrefix("50119: "))
        let two = ExchangeRegistry([OKXAdapter(), BybitAdapter()])
        let all = try explain("0", nil, .text, among: two).output
        #expect(all.contains("0 (OKX): ") && all.contains("0 (Bybit): "))
        let bybit = try explain("33004", nil, .text, among: two).output
        #expect(bybit.hasPrefix("33004 (Bybit): ") && !bybit.contains("(OKX)"))
    }

    @Test func aHostDecides() throws {
        let (status, output) = try explain("F9", "meadow", host: "field")
        #expect(status == 0 && output.contains(#""code":"F9","cause":"feature-unavailable","message":"The horse is tired.""#))
        #expect(output.contains(#""retryable":true"#))
        let other = try explain("F9", "meadow", host: "hill")
        #expect(other.status == Cause.nameUnknown.exitCode && other.output.contains("Known: ledger, field."))
        #expect(try explain("50119", "okx", host: "field").status == Cause.nameUnknown.exitCode)
    }

    /// Which of them it is only further questions tell.
    @Test func oneCodeWithTwoCausesIsToldWithBoth() throws {
        let output = try explain("F7", "meadow").output
        #expect(
            output.contains(#""cause":"key-unknown""#) && output.contains(#""cause":"ip-not-allowed""#) && output.contains(#""cause":null"#)
        )
    }

    /// Without an exchange all are looked through.
    @Test func theExchangeMayBeLeftOut() throws {
        #expect(try explain("50119", nil).output == explain("50119", "okx").output)
        #expect(try explain("F9", nil).output == explain("F9", "meadow").output)
        #expect(try explain("F9", "okx").status == Cause.nameUnknown.exitCode)
        #expect(try explain("nonsense", nil).output.contains("OKX, Meadow"))
    }

    @Test func aTableTellsHostsAndMeanings() {
        let codes = MeadowReplies.codes
        #expect(codes.hosts == ["ledger", "field"] && codes.meaning(of: "F9") == nil && codes.meanings(of: "F0").isEmpty)
        #expect(codes.meaning(of: "F7")?.cause == .keyUnknown && codes.meaning(of: "F7", at: "field")?.cause == .keyUnknown)
        #expect(codes.meaning(of: "F9", at: "ledger")?.cause == .accountRestricted && codes.meaning(of: "F9", at: "hill") == nil)
        let table = CodeTable(
            [ExchangeCode("1", .keyUnknown, "a", "a", []), ExchangeCode("1", .clockSkew, "b", "b", [], at: "x")], subcodeMark: "_")
        #expect(
            table.meanings(of: "1", at: "x").map(\.cause) == [.clockSkew]
                && table.meanings(of: "1_7", at: "y").map(\.cause) == [.keyUnknown])
    }
}
