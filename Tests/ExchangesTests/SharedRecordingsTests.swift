import Domain
import Foundation
import HTTP
import JSON
import TestSupport
import Testing

@testable import Exchanges

/// Every reply that others recorded from the exchange, where the folder of them is at hand: read to the digit, and named where it is an error.
/// `INDEX.json` tells of each which endpoint it is from and what is in it.
@Suite struct SharedRecordingsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/recorded/okx")
        .standardized

    private struct Recording {
        let file: String
        let endpoint: String
        let expected: JSONView
        let reply: HTTPReply

        /// The rows that the index lists.
        var rows: [JSONView] { expected["rows"]?.elements ?? [] }
    }

    private static let isThere = FileManager.default.fileExists(atPath: folder.appending(path: "INDEX.json").path())

    private static func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: folder.appending(path: name))) }

    private static func recordings(_ wanted: (String) -> Bool) throws -> [Recording] {
        let index = try JSONDocument(parsing: bytes("INDEX.json")).root
        return try index.elements.compactMap { entry in
            guard let file = entry["file"]?.string, let endpoint = entry["endpoint"]?.string, let expected = entry["expect"],
                wanted(endpoint)
            else {
                return nil
            }
            let status = entry["http"]?.scalarText.flatMap { Int($0) } ?? 200
            return Recording(file: file, endpoint: endpoint, expected: expected, reply: Sample.reply(try bytes(file), status: status))
        }
    }

    /// The same figure, or none where the exchange gave none.
    private static func agree(_ amount: Amount?, _ written: JSONView?) -> Bool {
        let text = written?.scalarText ?? ""
        return text.isEmpty ? amount == nil : amount?.written == text
    }

    @Test(.enabled(if: isThere)) func balancesToTheDigit() throws {
        let recordings = try Self.recordings { $0 == "/api/v5/account/balance" }
        #expect(recordings.count >= 8)
        for recording in recordings {
            guard case .trading(let balance) = try Sample.okx.decode(.trading, recording.reply).get() else { continue }
            #expect(balance.unreadable.isEmpty, "\(recording.file)")
            guard recording.expected["totalEq"] != nil else { continue }
            #expect(Self.agree(balance.totalEquity, recording.expected["totalEq"]), "\(recording.file)")
            #expect(balance.assets.map(\.code) == recording.rows.map { $0["ccy"]?.string }, "\(recording.file)")
            for (asset, row) in zip(balance.assets, recording.rows) {
                let place = Comment(rawValue: "\(recording.file) \(asset.code)")
                #expect(Self.agree(asset.total, row["eq"]), place)
                #expect(Self.agree(asset.inUse, row["frozenBal"]), place)
                #expect(Self.agree(asset.value, row["eqUsd"]), place)
                #expect(Self.agree(asset.unrealizedProfit, row["upl"]), place)
                let available = row["availBal"]?.string == "" ? row["availEq"] : row["availBal"]
                #expect(Self.agree(asset.available, available), place)
            }
        }
    }

    /// What is complete adds up, and what is recorded whole is an ordinary account: nothing is to be mended about its totals.
    @Test(.enabled(if: isThere)) func completeBalancesAddUp() throws {
        for recording in try Self.recordings({ $0 == "/api/v5/account/balance" })
        where recording.file.hasPrefix("real-balance-2023-12") || recording.file.hasPrefix("real-balance-2024")
            || recording.file.hasPrefix("roq-")
            || recording.file.hasPrefix("nau-balance-from") || recording.file.hasPrefix("jk-sub")
        {
            guard case .trading(let balance) = try Sample.okx.decode(.trading, recording.reply).get() else { continue }
            let total = try #require(balance.totalEquity)
            let sum = balance.assets.reduce(Amount.zero) { $0 + ($1.value ?? .zero) }
            #expect(Reconciliation.Tolerance.oneReply.allows(sum - total, of: total), "\(recording.file): \(sum.plain) and \(total.plain)")
            var parts = Sample.parts([.funding: "", .positions: ""])
            parts[.trading] = .success(.trading(balance))
            parts[.valuation] = nil
            let snapshot = try #require(Sample.snapshot(parts))
            #expect(snapshot.notices.isEmpty, "\(recording.file): \(snapshot.notices.map(\.warning))")
        }
    }

    @Test(.enabled(if: isThere)) func whoTheKeyBelongsTo() throws {
        let recordings = try Self.recordings { $0 == "/api/v5/account/config" }
        for recording in recordings where recording.expected["uid"] != nil {
            let who = try Sample.okx.decodeIdentity(recording.reply).get()
            let identity = who.identity
            #expect(identity.accountID == recording.expected["uid"]?.string)
            #expect(identity.label == recording.expected["label"]?.string)
            #expect(
                identity.kind == (recording.expected["uid"]?.string == recording.expected["mainUid"]?.string ? .main : .sub),
                "\(recording.file)")
            #expect(identity.permissions == [.read, .trade, .withdraw])
            #expect(identity.addresses.list?.joined(separator: ",") == recording.expected["ip"]?.string)
            #expect(who.isolatedTransfer == .automatic && identity.unreadable.isEmpty)
        }
        // The others in its place are refusals, and each is told as what it is.
        for recording in recordings where recording.file.hasPrefix("err-") {
            let failure = try #require(Sample.okx.decodeIdentity(recording.reply).failure, "\(recording.file)")
            #expect(!failure.remedy.isEmpty, "\(recording.file)")
            guard let code = recording.expected["code"]?.string else { continue }
            #expect(failure.code == nil || failure.code == code, "\(recording.file)")
            #expect(failure.cause != .exchangeRefused, "\(recording.file): every one of these has its cause")
            if let known = Sample.okx.explain(code: code), code.count == 5 { #expect(failure.cause == known.cause, "\(recording.file)") }
        }
        #expect(recordings.count { $0.file.hasPrefix("err-") } >= 15)
    }

    @Test(.enabled(if: isThere)) func positionsAndPushesOfThem() throws {
        let recordings = try Self.recordings { ["/api/v5/account/positions", "ws positions"].contains($0) }
        var read = 0
        for recording in recordings {
            // A push has the rows of the reply.
            let rows = try JSONDocument(parsing: recording.reply.body).root["data"]?.elements ?? []
            let body = #"{"code":"0","msg":"","data":["# + rows.map(Self.text).joined(separator: ",") + "]}"
            guard case .positions(let positions) = try Sample.okx.decode(.positions, Sample.reply(body)).get() else { continue }
            #expect(positions.unreadable.isEmpty && positions.unreadableFigures.isEmpty, "\(recording.file)")
            #expect(positions.all.count == rows.count)
            for (position, row) in zip(positions.all, rows) {
                read += 1
                let written = row["pos"]?.string ?? ""
                #expect(position.size?.written == written.replacing("-", with: ""), "\(recording.file)")
                #expect(
                    position.side == (row["posSide"]?.string == "short" || written.hasPrefix("-") ? .short : .long)
                        || position.kind == .margin)
                #expect(Self.agree(position.entryPrice, row["avgPx"]) && Self.agree(position.liquidationPrice, row["liqPx"]))
                #expect(Self.agree(position.leverage, row["lever"]) && Self.agree(position.unrealizedProfit, row["upl"]))
                #expect(position.marginMode?.rawValue == row["mgnMode"]?.string)
            }
            #expect(positions.exposure != nil, "\(recording.file)")
        }
        #expect(read >= 6)
    }

    /// Frames of the private line, taken as the first thing that a line tells: to the digit what the index says of them.
    @Test(.enabled(if: isThere)) func framesOfThePrivateLine() throws {
        let recordings = try Self.recordings { $0.hasPrefix("ws ") }
        var (accounts, positions, coins) = (0, 0, 0)
        for recording in recordings {
            let (expected, file) = (recording.expected, Comment(rawValue: recording.file))
            var talk = OKXTalk()
            _ = talk.open()
            _ = talk.hear([Pushes.loggedIn] + Pushes.acknowledged)
            let steps = talk.hear(recording.reply.body)
            switch expected["channel"]?.string {
            case "account"?:
                accounts += 1
                #expect(steps.words == ["delta"], file)
                let rows = talk.wallet?.assets ?? []
                coins += rows.count
                if let count = expected["coins"] { #expect(count.numberText == "\(rows.count)", file) }
                if let total = expected["totalEq"]?.string { #expect(talk.wallet?.total?.written == total, file) }
                guard let sum = expected["sumEqUsd"]?.string else { continue }
                #expect(rows.reduce(Amount.zero) { $0 + ($1.value ?? .zero) }.trimmed == Amount(sum)?.trimmed, file)
            case "positions"?:
                let shown = try #require(talk.account.snapshot?.positions.list, file)
                let rows = expected["positions"]?.elements ?? []
                #expect(steps.words == ["delta"] && shown.count == rows.count, file)
                for (position, row) in zip(shown, rows) {
                    positions += 1
                    let size = row["pos"]?.string ?? ""
                    #expect(position.instrument == row["instId"]?.string && position.size?.written == size.replacing("-", with: ""), file)
                    #expect(position.side == (row["posSide"]?.string == "long" || !size.hasPrefix("-") ? .long : .short), file)
                    #expect(Self.agree(position.entryPrice, row["avgPx"]) && Self.agree(position.liquidationPrice, row["liqPx"]), file)
                    #expect(Self.agree(position.unrealizedProfit, row["upl"]), file)
                    #expect(position.marginMode?.rawValue == row["mgnMode"]?.string, file)
                }
            case _?, nil:
                let words: [String: [String]] = [
                    "ws channel-conn-count-error": ["another: rateLimited"], "ws notice": ["successor"],
                    "ws error": ["refused: exchangeRefused 60018"],
                ]
                #expect(steps.words == words[recording.endpoint] ?? [], file)
            }
        }
        #expect(accounts >= 4 && positions >= 4 && coins >= 2, "\(accounts) \(positions) \(coins)")
        var talk = OKXTalk()
        _ = talk.open()
        #expect(talk.hear(try Self.bytes("jk-ws-login.json")).words.count == 1)
    }

    private static func text(_ view: JSONView) -> String {
        switch view.kind {
        case .null: "null"
        case .boolean: view.scalarText ?? "false"
        case .number: view.scalarText ?? "0"
        case .string: String(decoding: JSONValue.string(view.string ?? "").encoded(), as: UTF8.self)
        case .array: "[" + view.elements.map(text).joined(separator: ",") + "]"
        case .object:
            "{"
                + view.members.map { String(decoding: JSONValue.string($0.name).encoded(), as: UTF8.self) + ":" + text($0.value) }.joined(
                    separator: ",") + "}"
        }
    }

    @Test(.enabled(if: isThere)) func everythingElse() throws {
        for recording in try Self.recordings({ _ in true }) {
            let (file, reply, expected) = (recording.file, recording.reply, recording.expected)
            switch recording.endpoint {
            case "/api/v5/public/time":
                #expect(Sample.okx.decodeClock(reply).success.map { "\($0)" } == expected["data"]?[0]?["ts"]?.string, "\(file)")
            case "/api/v5/market/index-tickers":
                let row = try #require(expected["data"]?[0])
                let quote = try #require(row["instId"]?.string?.split(separator: "-").last.map(String.init))
                let prices = try OKXReplies.prices(reply, quote: quote).get()
                #expect(prices.prices.values.contains { $0.written == row["idxPx"]?.string }, "\(file)")
            case "/api/v5/market/exchange-rate":
                guard case .yuanRate(let rate) = try Sample.okx.decode(.yuanRate, reply).get() else { continue }
                #expect(rate.written == expected["data"]?[0]?["usdCny"]?.string)
            case "/api/v5/asset/balances":
                guard case .funding(let funding) = try Sample.okx.decode(.funding, reply).get() else { continue }
                #expect(funding.assets.map { $0.total?.written } == recording.rows.map { $0["bal"]?.string }, "\(file)")
            case "/api/v5/asset/asset-valuation":
                guard case .valuation(let valuation) = try Sample.okx.decode(.valuation, reply).get() else { continue }
                let row = expected["data"]?[0] ?? expected
                #expect(Self.agree(valuation.total, row["totalBal"]), "\(file)")
                #expect(
                    Self.agree(valuation.earn, row["details"]?["earn"]) && Self.agree(valuation.classic, row["details"]?["classic"]),
                    "\(file)")
            case "/api/v5/account/leverage-info":
                let leverage = try Sample.okx.decodeLeverage(reply).get()
                #expect(leverage.map(\.leverage.written) == expected["data"]?.elements.map { $0["lever"]?.string }, "\(file)")
                #expect(leverage.map(\.place.side) == [.long, .short], "\(file)")
            case "/api/v5/account/set-account-switch-precheck":
                let check = Sample.okx.decodeSwitchCheck(reply)
                if expected["code"]?.string == "51070" {
                    #expect(check.failure?.cause == .modeNeedsWebsite)
                } else {
                    #expect(check.success != nil, "\(file)")
                }
            case "/api/v5/system/status":
                #expect(Sample.okx.decodeMaintenance(reply).success != nil, "\(file)")
            case "ws error", "ws notice":
                #expect(Sample.okx.explain(code: try #require(expected["code"]?.string)) != nil, "\(file)")
            default: continue
            }
        }
    }
}
