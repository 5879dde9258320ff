import Domain
import Testing

@testable import Exchanges

/// Rights of other names, keys that end, and addresses of which only is told that there are some.
@Suite struct KeyReviewTests {
    private static let day: Int64 = 86_400_000
    private static let now: Int64 = 1_764_000_000_000
    private static let gift = Permission(id: "gift", label: Phrase(en: "Gifts", zh: "赠送"), role: .payOut)
    private static let fold = Permission(id: "fold", label: Phrase(en: "Fold transfer", zh: "羊圈划转"), role: .act)

    private func identity(
        _ permissions: [Permission]? = [.read], _ addresses: AddressBinding = .bound(to: ["203.0.113.7"]), _ expiry: KeyExpiry = .never
    ) -> Identity {
        Identity(accountID: "1", kind: nil, label: "", permissions: permissions, addresses: addresses, expiry: expiry)
    }

    private func notices(_ identity: Identity, _ options: AssemblyOptions = AssemblyOptions(maskedKey: "…")) -> [Notice] {
        AccountReview.notices(
            of: identity, clockOffsetMilliseconds: 0, asOf: Moment(unixMilliseconds: Self.now, clockTime: "", iso8601: ""), options: options
        )
    }

    /// A right that the exchange's folder says to be as dangerous is refused under its own name.
    @Test func sendingMoneyToOthersIsWithdrawingByAnotherName() throws {
        let key = identity([.read, Self.gift])
        let failure = try #require(AccountReview.refusal(of: key, withdrawal: .refused, exchangeTime: Self.now))
        #expect(failure.cause == .withdrawalEnabled && failure.message.english.contains("Gifts"))
        #expect(failure.message.simplifiedChinese.contains("赠送") && failure.remedy[0].english.contains("turn off Gifts"))
        #expect(AccountReview.refusal(of: key, withdrawal: .insisted, exchangeTime: Self.now) == nil)
        #expect(notices(key).map(\.warning) == [.withdrawalAllowed])
        guard case .failed = AccountReview.withdrawal(of: key, rule: .refused) else {
            Issue.record("told as off")
            return
        }
    }

    /// What moves money within the account is neither refused nor unknown; it makes a key that works from anywhere worth a word.
    @Test func movingMoneyWithinTheAccountIsNamed() throws {
        let key = identity([.read, .trade, Self.fold])
        #expect(AccountReview.refusal(of: key, withdrawal: .refused, exchangeTime: Self.now) == nil && notices(key).isEmpty)
        guard case .ok(let words) = AccountReview.permissions(of: key) else {
            Issue.record("not ok")
            return
        }
        #expect(words == Phrase(en: "Read and Trade are on. Also on: Fold transfer.", zh: "读取和交易权限已开启。另已开启：羊圈划转。"))
        let unbound = notices(identity([.read, Self.fold], .unbound))
        #expect(unbound.map(\.warning) == [.addressUnbound] && unbound[0].message.english.hasPrefix("The key may do more than read"))
        #expect(notices(identity([.read], .unbound)).isEmpty)
    }

    @Test func anUnknownRightIsCleanedNamedAndBounded() {
        let key = identity([.read] + (0..<40).map { Permission.unknown("right\u{1B}[31m \($0)" + String(repeating: "x", count: 200)) })
        let notice = notices(key).first
        #expect(notice?.warning == .permissionsUnknown)
        #expect(notice?.message.english.contains("\u{1B}") == false && (notice?.message.english.count ?? .max) < 1_000)
        #expect(key.permissions?.has(.unknown) == true && key.keyDescription(masked: "…").mayAct)
    }

    @Test func addressesThatAreNotTold() {
        guard case .ok(let words) = AccountReview.address(of: identity([.read, .trade], .bound(to: nil))) else {
            Issue.record("not ok")
            return
        }
        #expect(words.english.contains("does not tell") && notices(identity([.read, .trade], .bound(to: nil))).isEmpty)
        #expect(AddressBinding([]).isBound == false && AddressBinding(nil).isBound == nil && AddressBinding(["a"]).isBound == true)
        #expect(AddressBinding([]).list == [] && AddressBinding.bound(to: nil).list == nil && AddressBinding.bound(to: nil).isBound == true)
    }

    @Test(arguments: [
        (Int64(1), "in less than a day", "不到 1 天后"), (day - 1, "in less than a day", "不到 1 天后"), (day, "in 1 day", "1 天后"),
        (day * 2 + 5, "in 2 days", "2 天后"), (day * 14 - 1, "in 13 days", "13 天后"),
    ])
    func aKeyThatEndsSoonSaysHowManyDaysAreLeft(left: Int64, english: String, chinese: String) throws {
        let notice = try #require(notices(identity([.read], .unbound, .at(unixMilliseconds: Self.now + left))).first)
        #expect(notice.warning == .keyExpiring)
        #expect(notice.message.english.hasPrefix("The key expires \(english) (2025-1"))
        #expect(notice.message.simplifiedChinese.hasPrefix("该 API Key 将于\(chinese)到期（2025-1"))
        #expect(notice.remedy.count == 1)
    }

    /// When a warning is due, and what helps, is the exchange's own.
    @Test func howLongKeysLiveIsTheExchangesOwn() throws {
        let bind = Phrase(en: "Bind an address.", zh: "请绑定 IP。")
        let options = AssemblyOptions(maskedKey: "…", keyLifetime: KeyLifetime(noticeDays: 3, remedy: [bind]))
        #expect(notices(identity([.read], .unbound, .at(unixMilliseconds: Self.now + Self.day * 3)), options).isEmpty)
        let notice = try #require(notices(identity([.read], .unbound, .at(unixMilliseconds: Self.now + Self.day * 3 - 1)), options).first)
        #expect(notice.remedy.first == bind && notice.remedy.count == 2)
        #expect(notices(identity([.read], .unbound, .never)).isEmpty)
        #expect(notices(identity([.read], .unbound, .at(unixMilliseconds: Self.now + Self.day * 14))).isEmpty)
    }

    /// The exchange's clock and the end of the key come from outside.
    @Test(arguments: [Int64.min, -1, 0, 1, .max]) func noTimeIsTooFarAway(time: Int64) {
        for end in [Int64.min, -1, 0, 1, .max] {
            let key = identity([.read], .unbound, .at(unixMilliseconds: end))
            _ = AccountReview.notices(
                of: key, clockOffsetMilliseconds: time, asOf: Moment(unixMilliseconds: Self.now, clockTime: "", iso8601: ""),
                options: AssemblyOptions(maskedKey: "…"))
            #expect((AccountReview.refusal(of: key, withdrawal: .refused, exchangeTime: time)?.cause == .keyExpired) == (end <= time))
        }
        #expect(AccountReview.exchangeTime(Self.now, offsetMilliseconds: .max) == .max)
        #expect(AccountReview.exchangeTime(-Self.now, offsetMilliseconds: .min) == .min)
    }

    @Test func aKeyThatHasEndedIsRefused() throws {
        let key = identity([.read], .unbound, .at(unixMilliseconds: Self.now))
        let failure = try #require(AccountReview.refusal(of: key, withdrawal: .insisted, exchangeTime: Self.now))
        #expect(failure.cause == .keyExpired && failure.message.english == "The key has expired (2025-11-24 16:00 UTC).")
        #expect(AccountReview.refusal(of: key, withdrawal: .insisted, exchangeTime: Self.now - 1) == nil)
        guard case .failed(failure) = AccountReview.key(of: key, exchangeTime: Self.now, words: Phrase(verbatim: "w")),
            case .warning(let notice) = AccountReview.key(of: key, exchangeTime: Self.now - 1, words: Phrase(verbatim: "w")),
            case .ok(Phrase(verbatim: "w")) = AccountReview.key(of: identity(), exchangeTime: Self.now, words: Phrase(verbatim: "w"))
        else {
            Issue.record("another result")
            return
        }
        #expect(notice.warning == .keyExpiring)
    }

    /// An end that was not told is none that is far away.
    @Test func anEndThatIsNotToldIsNotKnown() throws {
        let key = identity([.read], .unbound, .notTold)
        let notice = try #require(notices(key).first)
        #expect(notice.warning == .permissionsUnknown && notice.message.english == "The exchange did not say until when the key works.")
        guard case .warning(notice) = AccountReview.key(of: key, exchangeTime: Self.now, words: Phrase(verbatim: "w")) else {
            Issue.record("told as fine")
            return
        }
    }
}
