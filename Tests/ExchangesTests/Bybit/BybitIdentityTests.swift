import Domain
import HTTP
import Testing

@testable import Exchanges

struct BybitIdentityTests {
    private static func key(_ members: String) -> Identity? {
        try? BybitReplies.key(BybitSample.result("{\(members)}")).get()
    }

    private static let whole = #"""
        "id":"1","note":"desk \u202e7","apiKey":"x","readOnly":0,"secret":"",
        "permissions":{"ContractTrade":["Order","Position"],"Spot":["SpotTrade"],"Wallet":["AccountTransfer","SubMemberTransfer"],
        "Options":["OptionsTrade"],"Derivatives":["DerivativesTrade"],"CopyTrading":[],"Exchange":["ExchangeHistory"],"NFT":[],"Earn":["Earn"]},
        "ips":["203.0.113.7","2001:db8::/48"],"type":1,"deadlineDay":-2,"expiredAt":"1970-01-01T00:00:00Z","createdAt":"2025-10-13T03:20:45Z",
        "unified":0,"uta":1,"userID":24617703,"isMaster":true,"parentUid":"0","userIDInt64":"0","rsaPublicKey":""
        """#

    @Test func aKeyIsRead() throws {
        let key = try #require(Self.key(Self.whole))
        #expect(key.accountID == "24617703" && key.kind == .main && key.label == "desk 7")
        #expect(key.addresses == .bound(to: ["203.0.113.7", "2001:db8::/48"]) && key.expiry == .never && key.unreadable.isEmpty)
        #expect(
            key.permissions?.map(\.id) == [
                "read", "trade", "ContractTrade.Order", "ContractTrade.Position", "Spot.SpotTrade", "Wallet.AccountTransfer",
                "Wallet.SubMemberTransfer", "Options.OptionsTrade", "Derivatives.DerivativesTrade", "Exchange.ExchangeHistory", "Earn.Earn",
            ])
        #expect(key.permissions?.leadingOut.isEmpty == true)
        #expect(BybitIdentity(identity: key, accountType: nil, marginMode: nil, isMasterTrader: nil).mayChange)
    }

    /// What leads money out is refused; what nobody knows is never told as harmless; what may only read can do neither.
    @Test func rightsHaveTheirSense() throws {
        func rights(_ modules: String, readOnly: Int = 0) throws -> [Permission] {
            try #require(Self.key(#""userID":7,"readOnly":\#(readOnly),"permissions":{\#(modules)},"ips":["*"]"#)?.permissions)
        }
        // In whatever module it is listed.
        for module in ["Wallet", "Withdraw", "Assets"] { #expect(try rights(#""\#(module)":["Withdraw"]"#).leadingOut == [.withdraw]) }
        #expect(try rights(#""FiatP2P":["FiatP2POrder"]"#).leadingOut.map(\.id) == ["FiatP2P.FiatP2POrder"])
        #expect(try rights(#""FiatBitPay":["FaitPayOrder"]"#).leadingOut.count == 1)
        let unknown = try rights(#""Moon":["Fly\u001b[2J"]"#)
        #expect(unknown.map(\.role) == [.read, .unknown] && unknown[1].id == "Moon.Fly[2J")
        let reading = try rights(#""Wallet":["Withdraw"],"ContractTrade":["Order"],"FiatP2P":["FiatP2POrder"],"Moon":["Fly"]"#, readOnly: 1)
        #expect(reading.map(\.role) == [.read, .read, .read, .read, .unknown] && reading.leadingOut.isEmpty)
        #expect(!reading.map(\.id).contains("withdraw"))
        #expect(try rights("").map(\.id) == ["read"])
        // A spot key may trade and cannot change futures.
        let spot = Identity(
            accountID: "7", kind: nil, label: "", permissions: try rights(#""Spot":["SpotTrade"]"#), addresses: .unbound, expiry: .never)
        #expect(spot.permissions?.has(.trade) == true)
        #expect(!BybitIdentity(identity: spot, accountType: nil, marginMode: nil, isMasterTrader: nil).mayChange)
    }

    /// Nothing that was not said is told as safe.
    @Test(arguments: [
        (
            #""ips":["*"],"expiredAt":"2026-12-10T08:00:00Z","deadlineDay":12"#, AddressBinding.unbound,
            KeyExpiry.at(unixMilliseconds: 1_796_889_600_000)
        ),
        (#""ips":["*"],"expiredAt":"1970-01-01T00:00:00Z""#, .unbound, .notTold), (#""ips":["*"]"#, .unbound, .notTold),
        (#""ips":[],"expiredAt":"soon""#, .unbound, .notTold), (#""ips":null"#, .notTold, .notTold), (#""ips":{}"#, .notTold, .notTold),
        // After a change of the password a bound key may have an end too.
        (
            #""ips":["203.0.113.7"],"expiredAt":"2026-12-01T00:00:00Z""#, .bound(to: ["203.0.113.7"]),
            .at(unixMilliseconds: 1_796_083_200_000)
        ),
        (#""ips":["203.0.113.7"]"#, .bound(to: ["203.0.113.7"]), .never),
    ])
    func addressesAndEnds(members: String, addresses: AddressBinding, expiry: KeyExpiry) throws {
        let key = try #require(Self.key(#""userID":7,"# + members))
        #expect(key.addresses == addresses && key.expiry == expiry)
        #expect(key.permissions == nil)
    }

    @Test(arguments: [
        (#""userID":"99","isMaster":false,"parentUid":"7""#, "99", AccountKind.sub),
        (#""userID":0,"userIDInt64":"9007199254740993","isMaster":true"#, "9007199254740993", .main),
        (#""userID":99,"parentUid":"0""#, "99", .main),
    ])
    func accounts(members: String, id: String, kind: AccountKind) {
        let key = Self.key(members)
        #expect(key?.accountID == id && key?.kind == kind)
    }

    @Test func withoutAnAccountThereIsNoKey() {
        #expect(BybitReplies.key(BybitSample.result("{}")).failure?.cause == .replyNotUnderstood)
    }

    @Test func modes() throws {
        func read(_ members: String) throws -> BybitReplies.Modes { try BybitReplies.modes(BybitSample.result("{\(members)}")).get() }
        let plain = try read(#""marginMode":"REGULAR_MARGIN","unifiedMarginStatus":4,"isMasterTrader":false"#)
        #expect(plain.accountType == .unified(version: "1.0") && plain.marginMode == .cross && plain.isMasterTrader == false)
        #expect(try read(#""unifiedMarginStatus":"6","marginMode":"ISOLATED_MARGIN""#).accountType == .unified(version: "2.0"))
        #expect(try read(#""unifiedMarginStatus":1"#).accountType == .classic)
        let odd = try read(#""unifiedMarginStatus":9,"marginMode":"MOON""#)
        #expect(odd.accountType == nil && odd.marginMode == nil && odd.unreadable == ["unifiedMarginStatus 9", "marginMode MOON"])
        #expect(try read("").unreadable.isEmpty)
    }

    /// 10003 to one of the two calls says nothing of the key where the other one answers; of two refusals the one that knows the key counts.
    @Test func oneCodeHasSeveralCauses() {
        let key = Identity(accountID: "7", kind: .main, label: "", permissions: [.read], addresses: .unbound, expiry: .notTold)
        let modes = BybitReplies.Modes(accountType: .classic, marginMode: .cross, isMasterTrader: nil, unreadable: [])
        func failure(_ code: String) -> Failure { BybitFailure.failure(code: code, text: "", status: 200) }
        #expect(try! BybitSignIn.identity(key: .success(key), modes: .success(modes)).get().accountType == .classic)
        #expect(BybitSignIn.identity(key: .failure(failure("10003")), modes: .failure(failure("10003"))).failure?.cause == .keyUnknown)
        for (code, cause) in [
            ("10004", Cause.secretWrong), ("10010", .ipNotAllowed), ("10005", .permissionMissing), ("33004", .keyExpired),
        ] {
            #expect(BybitSignIn.identity(key: .failure(failure("10003")), modes: .failure(failure(code))).failure?.cause == cause)
            #expect(BybitSignIn.identity(key: .failure(failure(code)), modes: .failure(failure("10003"))).failure?.cause == cause)
        }
        // A key that is not asked about: it works, and what it may do is not known.
        let unnamed = try? BybitSignIn.identity(key: .failure(failure("10003")), modes: .success(modes)).get()
        #expect(unnamed?.identity.permissions == nil && unnamed?.identity.addresses == .notTold && unnamed?.identity.expiry == .notTold)
        #expect((try? BybitSignIn.identity(key: .failure(failure("10017")), modes: .success(modes)).get())?.accountType == .classic)
        #expect(BybitSignIn.identity(key: .failure(failure("10006")), modes: .success(modes)).failure?.cause == .rateLimited)
        let settled = try? BybitSignIn.identity(key: .success(key), modes: .failure(failure("10005"))).get()
        #expect(settled?.identity.accountID == "7" && settled?.marginMode == nil)
        #expect(BybitSignIn.identity(key: .success(key), modes: .failure(failure("10016"))).failure?.cause == .exchangeUnavailable)
    }

    @Test func maintenance() throws {
        let row = { (state: String, services: String) in
            #"{"id":"1","title":"t","state":"\#(state)","begin":"1751596902000","end":"1751597011000","serviceTypes":[\#(services)],"env":1}"#
        }
        let reply = BybitSample.result(
            #"{"list":[\#([row("completed", "2"), row("scheduled", "2"), row("ongoing", "5"), row("ongoing", "3,4"), row("canceled", "1"), row("ongoing", "")].joined(separator: ","))]}"#
        )
        let announced = try BybitSample.adapter.decodeMaintenance(reply).get()
        #expect(announced.map(\.state) == [.scheduled, .underWay, .underWay])
        #expect(announced[0].environment == .live && announced[0].beginUnixMilliseconds == 1_751_596_902_000)
    }

    @Test func theClockIsBesideEveryResult() throws {
        #expect(try BybitSample.adapter.decodeClock(BybitSample.result("{}")).get() == 1_700_000_000_123)
        let bare = Sample.reply(#"{"retCode":0,"result":{"timeSecond":"1700000000","timeNano":"1700000000123456789"}}"#)
        #expect(try BybitSample.adapter.decodeClock(bare).get() == 1_700_000_000_000)
    }
}
