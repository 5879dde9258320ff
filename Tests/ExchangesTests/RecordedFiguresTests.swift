import Core
import Foundation
import HTTP
import JSON
import Testing
@testable import Exchanges

/// Replies as the exchange gives them, beside what another client makes of the very same bytes (`recorded/ccxt.json`, printed by
/// `recorded/figures.py`).
@Suite struct RecordedFiguresTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "recorded")

    private struct Figures: Codable, Equatable {
        var trading: [String: [String?]]
        var funding: [String: [String?]]
        var positions: [[String?]]
        var valuation: String
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: name)))
    }

    private static func reply(_ part: AccountPart, _ name: String) throws -> AccountPartReply {
        try Sample.okx.decode(part, Sample.reply(bytes(name + ".json"))).get()
    }

    private static var ours: Figures {
        get throws {
            func rows(_ assets: [Asset]) -> [String: [String?]] {
                Dictionary(uniqueKeysWithValues: assets.map { ($0.code, [$0.total, $0.available, $0.inUse].map { $0?.plain }) })
            }
            guard case .trading(let trading) = try reply(.trading, "balance"), case .funding(let funding) = try reply(.funding, "funding"),
                case .valuation(let valuation) = try reply(.valuation, "valuation"),
                case .positions(let positions) = try reply(.positions, "positions")
            else { throw CocoaError(.coderReadCorrupt) }
            let parts = try [valuation.trading, valuation.funding, valuation.earn].map { try #require($0) }
            #expect(valuation.total == parts.reduce(.zero, +))
            return Figures(
                trading: rows(trading.assets), funding: rows(funding.assets),
                positions: positions.all.map {
                    [
                        $0.side?.rawValue, $0.size?.plain, $0.entryPrice?.plain, $0.markPrice?.plain, $0.unrealizedProfit?.plain,
                        $0.leverage?.plain, $0.marginMode?.rawValue, $0.liquidationPrice?.plain,
                    ]
                }, valuation: parts.reduce(.zero, +).plain)
        }
    }

    @Test func theSameAsAnotherClientPrints() throws {
        #expect(try Self.ours == JSONDecoder().decode(Figures.self, from: Data(Self.bytes("ccxt.json"))))
    }

    private static let python = ProcessInfo.processInfo.environment["CLIENTS_PYTHON"]

    @Test(.enabled(if: python != nil)) func theOtherClientStillPrintsThat() throws {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = [Self.folder.appending(path: "figures.py").path(), Self.folder.path()]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let printed = try #require(try pipe.fileHandleForReading.readToEnd())
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try JSONDecoder().decode(Figures.self, from: printed) == JSONDecoder().decode(Figures.self, from: Data(Self.bytes("ccxt.json"))))
    }

    @Test func theWholeAccountAddsUp() throws {
        var parts = Sample.visit()
        parts[.trading] = .success(try Self.reply(.trading, "balance"))
        parts[.funding] = .success(try Self.reply(.funding, "funding"))
        parts[.valuation] = .success(try Self.reply(.valuation, "valuation"))
        parts[.positions] = .success(try Self.reply(.positions, "positions"))
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.notices.isEmpty)
        #expect(snapshot.equity?.total.written == "4052.57")
        let reconciliation = Reconciliation(snapshot)
        #expect(reconciliation.walletSum?.plain == "4052.57" && reconciliation.total?.plain == "4052.57")
        #expect(reconciliation.parts.map(\.sum.plain) == ["2149.75003", "1790.235247125844"])
        #expect(reconciliation.unpriced.isEmpty)
        #expect(snapshot.rates.convert(Amount("4052.57")!, to: .yuan)?.plain == "29024.50634")
        #expect(snapshot.rates.convert(Amount("4052.57")!, to: .bitcoin)?.plain == "0.0675402442906355")
        #expect(snapshot.rates.convert(Amount(1), to: .euro) == nil)
    }
}
