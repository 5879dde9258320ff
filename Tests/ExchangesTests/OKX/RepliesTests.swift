import Domain
import Testing

@testable import Exchanges

@Suite struct RepliesTests {
    @Test func clock() {
        #expect(Sample.okx.decodeClock(Sample.rows(#"{"ts":"1767225600123"}"#)).success == 1_767_225_600_123)
    }

    @Test func identity() throws {
        let identity = try #require(Sample.okx.decodeIdentity(Sample.rows(Sample.identity)).success)
        #expect(
            identity
                == OKXIdentity(
                    identity: Identity(
                        accountID: "613472058913345536", kind: .main, label: "terminal01", permissions: [.read, .trade],
                        addresses: AddressBinding(["203.0.113.7", "2001:db8::/48"]), expiry: .never),
                    accountMode: .futures, positionMode: .oneWay, isolatedTransfer: .automatic
                ))
    }

    @Test func identityWithTheLeastMembers() throws {
        let row = #"{"uid":"1","acctLv":"1","posMode":"long_short_mode"}"#
        let identity = try #require(Sample.okx.decodeIdentity(Sample.rows(row)).success)
        #expect(
            identity
                == OKXIdentity(
                    identity: Identity(
                        accountID: "1", kind: nil, label: "", permissions: nil, addresses: AddressBinding(nil), expiry: .never),
                    accountMode: .spot,
                    positionMode: .hedge, isolatedTransfer: nil
                ))
    }

    @Test(arguments: [
        #"{"acctLv":"1","posMode":"net_mode"}"#,
        #"{"uid":"","acctLv":"1","posMode":"net_mode"}"#, #"{"uid":null,"acctLv":"1","posMode":"net_mode"}"#, "", "[]", "1",
    ])
    func identityWithoutWhatMattersIsNotUnderstood(row: String) {
        #expect(Sample.okx.decodeIdentity(Sample.rows(row)).failure?.cause == .replyNotUnderstood)
    }

    @Test(arguments: [
        ("read_only", [Permission.read]), ("withdraw,trade,read_only", [.read, .trade, .withdraw]), ("read,trade", [.read, .trade]),
        (" trade , read_only ", [.read, .trade]), ("trade,trade", [.trade]),
        ("something_new,read_only", [.read, .unknown("something_new")]),
        ("Read_Only,WITHDRAW", [.read, .withdraw]), (",", nil), ("", nil), (" ", nil),
    ])
    func permissionsInAnyOrderAndSpelling(list: String, expected: [Permission]?) {
        #expect(identity(#""perm":"\#(list)""#)?.permissions == expected)
    }

    @Test func addressesThatAreEmptyAreNoneAndMissingOnesAreUnknown() {
        #expect(identity(#""ip":"""#)?.addresses.list == [])
        #expect(identity(#""ip":null"#)?.addresses.list == nil)
        let twenty = (1...20).map { "203.0.113.\($0)" }.joined(separator: " , ")
        #expect(identity(#""ip":"\#(twenty)""#)?.addresses.list?.count == 20)
        let hostile = (1...5_000).map { "203.0.113.\($0)" }.joined(separator: ",")
        #expect((identity(#""ip":"\#(hostile)""#)?.addresses.list?.count ?? 0) <= 64)
    }

    @Test func subAccounts() {
        #expect(identity(#""mainUid":"2""#)?.kind == .sub)
        #expect(identity(#""mainUid":1"#)?.kind == .main)
        #expect(identity(#""type":"2""#)?.kind == .sub)
        #expect(identity(#""type":"0""#)?.kind == .main)
        for unsaid in [#""mainUid":"""#, #""mainUid":null,"type":"""#, #""label":"k""#] {
            let read = identity(unsaid)
            #expect(read != nil && read?.kind == nil, "\(unsaid)")
        }
    }

    @Test func labelsAreCleanedAndBounded() {
        #expect(identity(#""label":"my\u001b]0;x\u0007 \u202ekey\n2""#)?.label == "my]0;x key 2")
        #expect(identity(#""label":"\#(String(repeating: "x", count: 50))""#)?.label == String(repeating: "x", count: 50))
        #expect((identity(#""label":"\#(String(repeating: "x", count: 9_000))""#)?.label.count ?? 99) <= 50)
    }

    @Test func unknownModesAreNamed() {
        let row = #"{"uid":"1","acctLv":"9","posMode":"quantum_mode"}"#
        let identity = Sample.okx.decodeIdentity(Sample.rows(row)).success
        #expect(identity?.accountMode == nil && identity?.positionMode == nil)
        #expect(identity?.identity.unreadable == ["acctLv 9", "posMode quantum_mode"])
    }

    @Test func tradingBalances() throws {
        let balance = try trading(Sample.trading)
        #expect(balance.totalEquity?.written == "2149.75003")
        #expect(balance.assets.map(\.code) == ["USDT", "BTC"])
        #expect(written(balance.assets[0]) == ["1250", "1190.252", "59.748", "1249.75", "-0.252"])
        #expect(written(balance.assets[1]) == ["0.0150000005", "0.0150000005", "0", "900.00003", "0"])
        #expect(balance.unreadable.isEmpty)
    }

    @Test func fundingBalances() throws {
        let reply = try #require(Sample.okx.decode(.funding, Sample.rows(Sample.funding)).success)
        guard case .funding(let balance) = reply else {
            Issue.record("another part")
            return
        }
        #expect(balance.assets.map(\.code) == ["ETH", "USDT"])
        #expect(written(balance.assets[1]) == ["40.11827078", "37.11827078", "3", nil, nil])
    }

    @Test func valuation() throws {
        let reply = try #require(Sample.okx.decode(.valuation, Sample.rows(Sample.valuation)).success)
        guard case .valuation(let valuation) = reply else {
            Issue.record("another part")
            return
        }
        #expect(valuation.total?.written == "4052.57")
        #expect(valuation.trading?.written == "2149.75")
        #expect(valuation.funding?.written == "1790.09")
        #expect(valuation.earn?.written == "112.73")
        #expect(Sample.okx.decode(.valuation, Sample.rows("")).failure?.cause == .replyNotUnderstood)
    }

    @Test func prices() throws {
        let rows =
            Sample.prices + #",{"idxPx":"0","instId":"OFF-USD"},{"idxPx":"-1","instId":"NEG-USD"},{"idxPx":"","instId":"NIL-USD"},"#
            + #"{"idxPx":"5","instId":"ETH-BTC"},{"idxPx":"7","instId":"A-B-USD"},{"idxPx":"x","instId":"X-USD"},7,{}"#
        let reply = try #require(Sample.okx.decode(.prices, Sample.rows(rows)).success)
        guard case .prices(let index) = reply else {
            Issue.record("another part")
            return
        }
        #expect(index.quote == "USD")
        #expect(Set(index.prices.keys) == ["BTC", "ETH", "USDT", "A-B"])
        #expect(index.prices["BTC"]?.written == "60002.3")
        #expect(index.dayChanges.isEmpty)
    }

    /// OKX API guide, get index tickers: `open24h`.
    @Test func changesOfPricesAreExact() throws {
        let rows =
            #"{"idxPx":"60002.3","instId":"BTC-USD","open24h":"59010"},{"idxPx":"0.00000123","instId":"PEPE-USD","open24h":"1.3E-6"},"#
            + #"{"idxPx":"5","instId":"A-USD","open24h":"0"},{"idxPx":"5","instId":"B-USD","open24h":"-1"},{"idxPx":"5","instId":"C-USD","open24h":""},"#
            + #"{"idxPx":"0","instId":"D-USD","open24h":"7"},{"idxPx":"5","instId":"E-USD","open24h":null},{"idxPx":"5","instId":"F-USD","open24h":5}"#
        let reply = try #require(Sample.okx.decode(.prices, Sample.rows(rows)).success)
        guard case .prices(let index) = reply else {
            Issue.record("another part")
            return
        }
        #expect(index.dayChanges.mapValues(\.plain) == ["BTC": "992.3", "PEPE": "-0.00000007", "F": "0"])
        #expect(index.prices.count == 7)
    }

    @Test(arguments: [
        ("", OKXMarginMode.none),
        (#"{"instId":"A","instType":"SWAP","mgnMode":"isolated","pos":"1"}"#, .isolated),
        (#"{"instId":"A","instType":"FUTURES","mgnMode":"cross","pos":"-3"}"#, .cross),
        (#"{"instType":"SWAP","mgnMode":"cross","pos":"1"},{"instType":"SWAP","mgnMode":"isolated","pos":"1"}"#, .mixed),
        (#"{"instId":"A","instType":"SWAP","mgnMode":"cross","pos":"0"}"#, .none),
        (#"{"instId":"A","instType":"SWAP","mgnMode":"cross","pos":"-0"}"#, .none),
        (#"{"instId":"A","instType":"MARGIN","mgnMode":"cross","pos":"1"}"#, .none),
        (#"{"instId":"A","instType":"OPTION","mgnMode":"cross","pos":"1"}"#, .none),
        (#"{"instId":"A","instType":"SWAP","mgnMode":"cross","pos":""}"#, .cross),
        (#"{"instId":"A","mgnMode":"cross","pos":"1"}"#, .cross),
        (#"{"instId":"A","instType":"SWAP","pos":"1"}"#, .unavailable),
        (#"{"instId":"A","instType":"SWAP","mgnMode":"sideways","pos":"1"}"#, .unavailable),
        (#"{"instId":"A","instType":"SWAP","mgnMode":"isolated","pos":"1"},7"#, .unavailable),
    ])
    func marginModeOfPositions(rows: String, mode: OKXMarginMode) throws {
        let reply = try #require(Sample.okx.decode(.positions, Sample.rows(rows)).success)
        guard case .positions(let positions) = reply else {
            Issue.record("another part")
            return
        }
        #expect(positions.marginMode == mode)
    }

    @Test(arguments: [
        "0", "-0", "0.000000000000000001", "99999999999999999999.123456789012345678", "-0.0273000000000002",
        "1e-8", "174238.6793649711331679", "94.42612990333333",
    ])
    func amountsKeepEveryDigit(text: String) throws {
        #expect(try trading(#"{"totalEq":"\#(text)","details":[]}"#).totalEquity?.written == text)
        #expect(try trading(#"{"totalEq":\#(text),"details":[]}"#).totalEquity?.written == text)
    }

    @Test(arguments: [#""eq":"""#, #""eq":null"#, #""other":"1""#])
    func whatTheExchangeLeavesOutIsNotZero(member: String) throws {
        let balance = try trading(#"{"totalEq":"1","details":[{"ccy":"BTC",\#(member)}]}"#)
        #expect(balance.assets.count == 1)
        #expect(balance.assets[0].total == nil)
        #expect(balance.unreadable.isEmpty)
    }

    @Test(arguments: [#""1,5""#, #""NaN""#, #""Infinity""#, #"" 1""#, #""0x10""#, #""１""#, "true", "[]", "{}", #""1e999999999""#])
    func whatIsNoAmountIsNamedAndNotShown(value: String) throws {
        let balance = try trading(#"{"totalEq":"1","details":[{"ccy":"BTC","eq":\#(value)}]}"#)
        #expect(balance.assets[0].total == nil)
        #expect(balance.unreadable == ["BTC eq"])
    }

    @Test func missingDetailsAreNamed() throws {
        for row in [#"{"totalEq":"1"}"#, #"{"totalEq":"1","details":null}"#, #"{"totalEq":"1","details":{}}"#] {
            let balance = try trading(row)
            #expect(balance.totalEquity?.written == "1")
            #expect(balance.unreadable == ["details"])
        }
    }

    @Test func manyRowsAreReadUpToALimitThatIsNamed() throws {
        func details(_ count: Int) -> String {
            (0..<count).map { #"{"ccy":"C\#($0)","eq":"\#($0)"}"# }.joined(separator: ",")
        }
        let three = try trading(#"{"totalEq":"1","details":[\#(details(300))]}"#)
        #expect(three.assets.count == 300 && three.unreadable.isEmpty)
        let most = try trading(#"{"totalEq":"1","details":[\#(details(2_000))]}"#)
        #expect(most.assets.count == 2_000 && most.unreadable.isEmpty)
        let more = try trading(#"{"totalEq":"1","details":[\#(details(2_001))]}"#)
        #expect(more.assets.count == 2_000 && more.unreadable == ["rows > 2000"])
    }

    @Test func manyMistakesAreNamedUpToALimit() throws {
        let details = (0..<500).map { #"{"ccy":"C\#($0)","eq":"x"}"# }.joined(separator: ",")
        #expect(try trading(#"{"details":[\#(details)]}"#).unreadable.count == 13)
    }

    private func identity(_ members: String) -> Identity? {
        Sample.okx.decodeIdentity(Sample.rows(#"{"uid":"1","acctLv":"2","posMode":"net_mode",\#(members)}"#)).success?.identity
    }

    private func trading(_ row: String) throws -> OKXTradingBalance {
        let reply = try #require(Sample.okx.decode(.trading, Sample.rows(row)).success)
        guard case .trading(let balance) = reply else { throw OtherPart() }
        return balance
    }

    private struct OtherPart: Error {}

    private func written(_ asset: Asset) -> [String?] {
        [asset.total, asset.available, asset.inUse, asset.value, asset.unrealizedProfit].map { $0?.written }
    }
}
