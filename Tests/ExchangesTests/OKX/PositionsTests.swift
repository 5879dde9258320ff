import Domain
import Testing

@testable import Exchanges

@Suite struct PositionsTests {
    private func positions(_ rows: String) throws -> OKXOpenPositions {
        guard case .positions(let positions) = try Sample.okx.decode(.positions, Sample.rows(rows)).get() else {
            throw Failure(.replyNotUnderstood, message: Phrase(verbatim: ""), remedy: [])
        }
        return positions
    }

    @Test(arguments: [
        (#""instType":"SWAP","pos":"-2","posSide":"net""#, PositionSide.short), (#""instType":"SWAP","pos":"2","posSide":"net""#, .long),
        (#""instType":"SWAP","pos":"2","posSide":"short""#, .short), (#""instType":"FUTURES","pos":"2","posSide":"long""#, .long),
        (#""instType":"MARGIN","pos":"2","posSide":"net","posCcy":"BTC""#, .long),
        (#""instType":"MARGIN","pos":"2","posSide":"net","posCcy":"USDT""#, .short), (#""instType":"MARGIN","pos":"2""#, nil),
        (#""instType":"OPTION","pos":"-1","posSide":"net""#, .short), (#""instType":"SWAP","pos":"""#, nil),
    ])
    func sides(members: String, side: PositionSide?) throws {
        let read = try positions(#"{"instId":"BTC-USDT-X","mgnMode":"cross",\#(members)}"#).all
        #expect(read.count == 1 && read.first?.side == side)
    }

    @Test func whatIsEmptyIsUnknownAndWhatIsWrongIsNamed() throws {
        let read = try positions(#"{"instId":"A","instType":"SWAP","mgnMode":"isolated","pos":"1","liqPx":"","lever":"ten","upl":null}"#)
        let position = try #require(read.all.first)
        #expect(position.liquidationPrice == nil && position.leverage == nil && position.unrealizedProfit == nil)
        #expect(read.unreadable.isEmpty && read.unreadableFigures == ["A lever"])
        // A figure that is only shown says nothing about the margin mode.
        #expect(read.marginMode == .isolated)
    }

    @Test func everyKindIsShownAndContractsAreChecked() throws {
        let rows = ["SWAP", "FUTURES", "MARGIN", "OPTION", "EVENTS"].map {
            #"{"instId":"\#($0)","instType":"\#($0)","mgnMode":"cross","pos":"1"}"#
        }
        let read = try positions(rows.joined(separator: ","))
        #expect(read.all.map(\.kind) == [.perpetual, .future, .margin, .option, .other])
        #expect(read.all.map(\.isCrossContract) == [true, true, false, false, false])
        #expect(read.contracts.map(\.instrument) == ["SWAP", "FUTURES"])
        #expect(try positions(#"{"instId":"A","instType":"SWAP","mgnMode":"cross","pos":"-0"}"#).all.isEmpty)
    }

    @Test func noneIsNotTheSameAsNotHad() throws {
        #expect(try #require(Sample.snapshot(Sample.parts([.positions: ""]))).positions == .read([]))
        var parts = Sample.parts()
        let refused = Failure(.rateLimited, message: Phrase(verbatim: "x"), remedy: [])
        parts[.positions] = .failure(refused)
        #expect(try #require(Sample.snapshot(parts)).positions == .failed(refused))
        parts[.positions] = nil
        #expect(try #require(Sample.snapshot(parts)).positions == .unasked)
    }

    @Test func debtsAreAboveZeroAndNoneIsNone() throws {
        let details =
            #"{"ccy":"A","eq":"1","liab":"2.5"},{"ccy":"B","eq":"1","liab":"-2.5"},{"ccy":"C","eq":"1","liab":"0"},{"ccy":"D","eq":"-1","liab":""}"#
        let snapshot = try #require(Sample.snapshot(Sample.parts([.trading: #"{"totalEq":"1","details":[\#(details)]}"#])))
        #expect(snapshot.wallets[0].assets.map { $0.debt?.plain } == ["2.5", "2.5", nil, nil])
        #expect(snapshot.wallets[0].assets.map(\.isDebt) == [true, true, false, true])
    }
}

@Suite struct YuanRateTests {
    @Test(arguments: [#"{"usdCny":"0"}"#, #"{"usdCny":"-7"}"#, #"{"usdCny":""}"#, #"{"usdCny":"seven"}"#, "{}"])
    func aRateThatIsNoneIsRefused(row: String) {
        #expect(Sample.okx.decode(.yuanRate, Sample.rows(row)).failure?.cause == .replyNotUnderstood)
    }

    /// Nobody who looks at dollars is to be troubled by it.
    @Test func aMissingRateIsNoWarning() throws {
        var parts = Sample.parts()
        parts[.yuanRate] = .failure(Failure(.rateLimited, message: Phrase(verbatim: "x"), remedy: []))
        let snapshot = try #require(Sample.snapshot(parts))
        #expect(snapshot.notices.isEmpty && !snapshot.rates.knows(.yuan) && snapshot.rates.knows(.bitcoin))
    }
}
