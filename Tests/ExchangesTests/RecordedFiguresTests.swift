import Domain
import Foundation
import HTTP
import JSON
import TestSupport
import Testing

@testable import Exchanges

/// Recorded replies, beside what ccxt and python-okx make of the very same bytes (`recorded/figures.json`, printed by
/// `recorded/figures.py`). The folder of each account tells what there is in it; `borrowing` and `isolated` are what those who maintain such
/// clients have recorded from the exchange.
@Suite struct RecordedFiguresTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "recorded")

    private struct Figures: Codable, Equatable {
        /// Total and available.
        var trading: [String: [String?]]
        var equity: String
        var funding: [String: [String?]]?
        var positions: [[String?]]?
        var valuation: String?
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: name)))
    }

    private static func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path()) }

    private static func reply(_ part: OKXPart, _ name: String) throws -> OKXPartReply {
        try Sample.okx.decode(part, Sample.reply(bytes(name + ".json"))).get()
    }

    private static func trading(_ account: String) throws -> OKXTradingBalance {
        guard case .trading(let trading) = try reply(.trading, account + "/balance") else { throw CocoaError(.coderReadCorrupt) }
        return trading
    }

    private static func ours(_ account: String) throws -> Figures {
        func rows(_ assets: [Asset]) -> [String: [String?]] {
            Dictionary(uniqueKeysWithValues: assets.map { ($0.code, [$0.total, $0.available].map { $0?.plain }) })
        }
        let trading = try trading(account)
        var figures = Figures(trading: rows(trading.assets), equity: try #require(trading.totalEquity).plain)
        if exists(account + "/funding.json"), case .funding(let funding) = try reply(.funding, account + "/funding") {
            figures.funding = rows(funding.assets)
        }
        if exists(account + "/positions.json"), case .positions(let positions) = try reply(.positions, account + "/positions") {
            figures.positions = positions.all.map {
                [
                    $0.side?.rawValue, $0.size?.plain, $0.entryPrice?.plain, $0.markPrice?.plain, $0.unrealizedProfit?.plain,
                    $0.leverage?.plain, $0.marginMode?.rawValue, $0.liquidationPrice?.plain,
                ]
            }
        }
        if exists(account + "/valuation.json"), case .valuation(let valuation) = try reply(.valuation, account + "/valuation") {
            let parts = try [valuation.trading, valuation.funding, valuation.earn].map { try #require($0) }
            #expect(valuation.total == parts.reduce(.zero, +))
            figures.valuation = valuation.total?.plain
        }
        return figures
    }

    private static var printed: [String: Figures] {
        get throws { try JSONDecoder().decode([String: Figures].self, from: Data(bytes("figures.json"))) }
    }

    @Test func theSameAsOtherClientsPrint() throws {
        let printed = try Self.printed
        #expect(Set(printed.keys) == ["borrowing", "isolated", "small"])
        for (account, figures) in printed { #expect(try Self.ours(account) == figures, "\(account)") }
    }

    /// What is in use is the exchange's own figure, where others take what is not available: an order may hold what is yet to be borrowed.
    @Test func whatIsInUseMayExceedTheTotal() throws {
        let tether = try #require(Self.trading("borrowing").assets.first { $0.code == "USDT" })
        #expect(tether.inUse?.plain == "441.02" && tether.total?.plain == "0.000258796")
    }

    /// The rows add up to what the exchange says of the wallet, but for the digits that it rounds away itself.
    @Test(arguments: [("borrowing", "0.0000000040899"), ("isolated", "0"), ("small", "0")])
    func theRowsAddUp(account: String, left: String) throws {
        let trading = try Self.trading(account)
        let sum = trading.assets.reduce(Amount.zero) { $0 + ($1.value ?? .zero) }
        #expect(try (sum - #require(trading.totalEquity)) == Amount(left))
    }

    private static let python = ProcessInfo.processInfo.environment["CLIENTS_PYTHON"]

    @Test(.enabled(if: python != nil)) func theOtherClientsStillPrintThat() throws {
        let printed = try Tool.run(#require(Self.python), [Self.folder.appending(path: "figures.py").path(), Self.folder.path()]).output
        #expect(try JSONDecoder().decode([String: Figures].self, from: Data(printed)) == Self.printed)
    }

    @Test func theWholeAccountAddsUp() throws {
        var parts = Sample.parts()
        parts[.trading] = .success(try Self.reply(.trading, "small/balance"))
        parts[.funding] = .success(try Self.reply(.funding, "small/funding"))
        parts[.valuation] = .success(try Self.reply(.valuation, "small/valuation"))
        parts[.positions] = .success(try Self.reply(.positions, "small/positions"))
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.notices.isEmpty)
        #expect(snapshot.equity?.total.written == "4052.57")
        let reconciliation = Reconciliation(snapshot)
        #expect(reconciliation.walletSum?.plain == "4052.57003" && reconciliation.total?.plain == "4052.57")
        #expect(reconciliation.parts.map(\.sum.plain) == ["2149.75003", "1790.235247125844"])
        #expect(reconciliation.unpriced.isEmpty)
        #expect(snapshot.rates.convert(Amount("4052.57")!, to: .yuan)?.plain == "29024.50634")
        #expect(snapshot.rates.convert(Amount("4052.57")!, to: .bitcoin)?.plain == "0.0675402442906355")
        #expect(snapshot.rates.convert(Amount(1), to: .euro) == nil)
    }
}
