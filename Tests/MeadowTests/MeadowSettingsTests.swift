import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Session
import Synchronization
import Testing

/// Settings that only the kit knows of are looked at and changed over HTTP.
struct MeadowSettingsTests {
    private static func key(_ assets: String, rights: String = #""see","act""#) -> String {
        #"{"label":"scythe","rights":[\#(rights)],"gates":["203.0.113.7"],"assets":"\#(assets)"}"#
    }

    private static func parcels(_ clover: String, _ thistle: String) -> String {
        #"{"parcels":[{"name":"CLOVER","margin":"\#(clover)"},{"name":"THISTLE","margin":"\#(thistle)"}]}"#
    }

    private static let switchAssets = "/tend?assets=single"
    private static let isolateClover = "/tend?parcel=CLOVER&margin=isolated"

    private let ledger: ScriptedHost
    private let field: ScriptedHost
    private let transport = HTTPTransport(userAgent: "tidegate-tests")
    private let reader: SettingsReader
    private let applier: SettingsApplier

    init() throws {
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        ledger = try #require(ScriptedHost(["/time": #"{"now":\#(now)}"#, "/key": Self.key("shared"), Self.switchAssets: "{}"]))
        field = try #require(
            ScriptedHost([
                "/owner": #"{"id":"7","head":true}"#, "/parcels": Self.parcels("cross", "isolated"), "/herds": #"{"herds":[]}"#,
                Self.isolateClover: "{}",
            ]))
        var limits = ReadingLimits()
        limits.firstPauseMilliseconds = 5
        limits.readBackPauseMilliseconds = 1
        let exchanges = ExchangeRegistry([MeadowAdapter()])
        reader = SettingsReader(transport: transport, limits: limits, exchanges: exchanges)
        applier = SettingsApplier(transport: transport, limits: limits, exchanges: exchanges)
    }

    private var target: AccountRequest {
        AccountRequest(
            exchange: "meadow",
            site: Site(
                id: "only", name: Phrase(verbatim: "Only"),
                places: [.live: SiteAddresses(web: ledger.origin, [Meadow.ledger: ledger.origin, Meadow.field: field.origin])],
                origin: .configured),
            environment: .live,
            key: KeyHandle(
                KeyValues(apiKey: SecretBytes("K-000000000000".utf8), [(Meadow.privateKeyField, SecretBytes(Meadow.kept.utf8))])))
    }

    private func close() {
        transport.shutDown()
        ledger.close()
        field.close()
    }

    /// What was asked to be changed, at either host.
    private var writes: [String] { (ledger.asked + field.asked).filter { $0.hasPrefix("/tend") } }

    private func isolate(_ parcels: String) { field.answer("/parcels", parcels) }

    @Test func rowsHaveScopesAndTheExchangePlans() async throws {
        defer { close() }
        let findings = try await reader.read(target).get()
        #expect(findings.rows.map(\.id) == ["asset-mode", "margin-mode", "margin-mode"])
        #expect(findings.rows.map(\.setting.scope) == [.account, .instrument("CLOVER"), .instrument("THISTLE")])
        #expect(findings.rows.map(\.value?.id) == ["shared", "cross", "isolated"])
        #expect(findings.rows.map(\.state) == [.fixable, .fixable, .right])
        #expect(findings.plan.map(\.call) == ["POST /tend?assets=single", "POST /tend?parcel=CLOVER&margin=isolated"])
        #expect(findings[Setting.Key(id: "margin-mode", scope: .instrument("THISTLE"))]?.value == MeadowSettings.isolated)
        let one = try await reader.read(target, SettingsTarget(instrument: "CLOVER")).get()
        #expect(one.rows.map(\.setting.scope.name) == [nil, "CLOVER"])
        #expect(writes.isEmpty)
    }

    @Test func aPositionStandsInTheWayOfItsOwnAndOfTheAccount() async throws {
        defer { close() }
        field.answer("/herds", #"{"herds":["THISTLE"]}"#)
        let findings = try await reader.read(target).get()
        #expect(findings.rows.map(\.state) == [.blocked, .fixable, .right])
        #expect(findings.rows[0].blockers.map(\.subjects) == [["THISTLE"]])
        field.answer("/herds", #"{"herds":["CLOVER"]}"#)
        #expect(try await reader.read(target).get().rows.map(\.state) == [.blocked, .blocked, .right])
        ledger.answer("/key", Self.key("shared", rights: #""see""#))
        field.answer("/herds", #"{"herds":[]}"#)
        #expect(try await reader.read(target).get().rows[0].blockers.map(\.kind) == ["permission-missing"])
    }

    /// The first switch reaches a part only and says nothing of it; the second shows after a while.
    @Test func aSwitchThatIsSilentlyPartialIsFoundByReadingBack() async throws {
        defer { close() }
        let plan = try await reader.read(target).get().plan
        let (ledger, field) = (ledger, field)
        field.react(to: Self.isolateClover) { field.answer("/parcels", Self.parcels("isolated", "isolated")) }
        ledger.react(to: Self.switchAssets) { ledger.answer("/key", Self.key("half")) }
        let first = await applier.apply(plan, to: target)
        #expect(first.applied.map(\.result) == [.changed], "what comes after a part is not tried")
        #expect(first.failure?.cause == .settingsDiffer)
        #expect(first.failure?.message.english.contains("“some for themselves, some together”, not “each asset for itself”") == true)
        #expect(writes == [Self.switchAssets], "it is not sent again by itself")
        let left = try first.findings.get()
        #expect(left.rows[0].state == .fixable && left.plan == plan)

        let looks = Mutex(0)
        ledger.react(to: Self.switchAssets) {
            ledger.react(to: "/key") {
                if looks.withLock({
                    $0 += 1; return $0
                }) == 3 {
                    ledger.answer("/key", Self.key("single"))
                }
            }
        }
        let second = await applier.apply(left.plan, to: target)
        #expect(second.applied.map(\.result) == [.changed, .changed] && second.failure == nil)
        #expect(looks.withLock { $0 } >= 3)
        #expect(writes == [Self.switchAssets, Self.switchAssets, Self.isolateClover])
        #expect(try second.findings.get().rows.allSatisfy { $0.state == .right })
    }

    /// What shows at once and does not show was not made; what is made later may still come, so that nobody can say.
    @Test func aSwitchThatNeverShows() async throws {
        defer { close() }
        let parcel = await applier.apply([MeadowAdapter.marginStep(of: "CLOVER")], to: target)
        #expect(parcel.applied.map(\.result) == [.unchanged] && parcel.failure?.cause == .settingsDiffer)
        // One look before the change, one after it and four more, one at the end.
        #expect(field.asked.count { $0 == "/parcels" } == 7)

        let before = ledger.asked.count
        let account = await applier.apply([MeadowAdapter.assetStep, MeadowAdapter.marginStep(of: "CLOVER")], to: target)
        #expect(account.applied.map(\.result) == [.unknown], "what comes after it is not tried")
        #expect(account.failure?.message.english.contains("took the change up") == true)
        #expect(ledger.asked.dropFirst(before).count { $0 == "/key" } == 11, "it is looked for longer")
        #expect(writes == [Self.switchAssets, Self.isolateClover], "at two hosts, each once")
    }

    /// A reply that was lost says nothing about what is made later.
    @Test func aLostReplyToWhatIsMadeLaterIsNoOutcome() async throws {
        defer { close() }
        ledger.cut(Self.switchAssets)
        let outcome = await applier.apply([MeadowAdapter.assetStep], to: target)
        #expect(outcome.applied.map(\.result) == [.unknown] && outcome.failure != nil)
        #expect(writes == [Self.switchAssets])
    }

    /// The exchange says that all is as wanted: true where it reads so, and told where it does not.
    @Test(arguments: [true, false]) func nothingToChange(isSo: Bool) async throws {
        defer { close() }
        let field = field
        if isSo { field.react(to: Self.isolateClover) { field.answer("/parcels", Self.parcels("isolated", "isolated")) } }
        field.answer(Self.isolateClover, #"{"same":true}"#)
        let outcome = await applier.apply([MeadowAdapter.marginStep(of: "CLOVER")], to: target)
        #expect(outcome.applied.map(\.result) == [.unchanged])
        #expect(outcome.failure?.message.english.contains("reads otherwise") == (isSo ? nil : true))
    }

    /// The line is cut after the change was made, or before: reading back tells, and nothing is sent twice.
    @Test(arguments: [true, false]) func anUnknownOutcomeIsReadBack(hasEffect: Bool) async throws {
        defer { close() }
        let plan = [MeadowAdapter.marginStep(of: "CLOVER")]
        let field = field
        if hasEffect { field.react(to: Self.isolateClover) { field.answer("/parcels", Self.parcels("isolated", "isolated")) } }
        field.cut(Self.isolateClover)
        let outcome = await applier.apply(plan, to: target)
        #expect(outcome.applied.map(\.result) == [hasEffect ? .changed : .unchanged])
        #expect((outcome.failure == nil) == hasEffect)
        #expect(writes == [Self.isolateClover])
    }

    /// What can no longer be read is not told as what it was.
    @Test func aValueThatNobodyKnowsIsNoOutcome() async throws {
        defer { close() }
        let ledger = ledger
        ledger.react(to: Self.switchAssets) { ledger.answer("/key", Self.key("upside down")) }
        let outcome = await applier.apply([MeadowAdapter.assetStep], to: target)
        #expect(outcome.applied.map(\.result) == [.unknown] && outcome.failure?.cause == .replyNotUnderstood)
    }

    @Test func whatCameInTheWayMeanwhileIsNamed() async throws {
        defer { close() }
        let plan = try await reader.read(target).get().plan
        field.answer("/herds", #"{"herds":["CLOVER"]}"#)
        let outcome = await applier.apply(plan, to: target)
        #expect(outcome.applied.map(\.result) == [.refused] && outcome.failure?.cause == .settingsBlocked)
        #expect(outcome.failure?.remedy.map(\.english) == ["Herds are out. (CLOVER)"])
        #expect(writes.isEmpty)
    }

    /// One code with two causes, when signing in and when changing something.
    @Test func failuresAreDiagnosed() async throws {
        defer { close() }
        field.answer("/seen", #"{"address":"203.0.113.9"}"#)
        field.answer(Self.isolateClover, #"{"refused":"F7"}"#)
        let outcome = await applier.apply([MeadowAdapter.marginStep(of: "CLOVER")], to: target)
        #expect(outcome.applied.map(\.result) == [.refused] && outcome.failure?.cause == .ipNotAllowed)
        ledger.answer("/key", #"{"refused":"F7"}"#)
        guard case .failure(let failure) = await reader.read(target) else {
            Issue.record("it was read")
            return
        }
        #expect(failure.cause == .ipNotAllowed && failure.seenAddress == "203.0.113.9")
    }

    /// A plan for another exchange, or for nothing that this one has.
    @Test func aStepThatWasNotPlannedHereIsNotMade() async throws {
        defer { close() }
        let strange = SettingStep(
            Setting.Key(id: "asset-mode", scope: .coin("OAT")), words: Phrase(verbatim: "?"), call: "POST /", wanted: nil)
        let outcome = await applier.apply([strange], to: target)
        #expect(outcome.applied.map(\.result) == [.refused] && outcome.failure?.cause == .featureUnavailable)
        #expect(writes.isEmpty)
    }
}
