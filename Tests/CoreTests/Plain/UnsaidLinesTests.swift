import Testing

@testable import Core
@testable import Domain

/// What the screen says of a key and an account of which the exchange did not say everything.
@Suite struct UnsaidLinesTests {
    private static func words(_ key: KeyDescription, _ language: Language) throws -> String {
        let plain = Sample.snapshot()
        let snapshot = AccountSnapshot(
            key: key, kind: plain.kind, settings: plain.settings, equity: plain.equity,
            wallets: plain.wallets + [Wallet(kind: .classic, total: Amount("12.5"), assets: [])], notices: [],
            remarks: [Remark(.unpricedAssets, message: Phrase(en: "1 asset has no price.", zh: "1 个币种没有价格。"))], clockOffsetMilliseconds: 0,
            asOf: plain.asOf)
        var transcript = MachineTranscript(Sample.live(language))
        try transcript.connect(snapshot)
        #expect(transcript.machine.connections[0].status == .connected, "a remark asks for nothing")
        let words = (transcript.view.strings + transcript.facts()).joined(separator: "\n")
        transcript.end()
        return words
    }

    private static func key(_ permissions: [Permission]?, _ addresses: [String]?, others: [String] = []) -> KeyDescription {
        KeyDescription(
            masked: "37c…418", label: "k", permissions: permissions.map { $0 + others.map(Permission.unknown) },
            addresses: AddressBinding(addresses), expiry: .never)
    }

    @Test(arguments: Language.allCases) func whatIsNotKnownIsNotLeftOut(language: Language) throws {
        let text = Text.of(language)
        let unknown = try Self.words(Self.key(nil, nil), language)
        #expect(unknown.contains(text.home.permissionsUnknown) && unknown.contains(text.home.addressUnknown))
        #expect(!unknown.contains(" · " + text.home.addressUnbound))
        let known = try Self.words(Self.key([.read], [], others: ["asset_transfer"]), language)
        #expect(known.contains(" · " + text.home.addressUnbound) && known.contains("asset_transfer"))
        #expect(!known.contains(text.home.permissionsUnknown) && !known.contains(text.home.addressUnknown))
        #expect(known.contains(text.walletName(.classic)) && known.contains(language == .english ? "has no price." : "没有价格。"))
    }

    /// A key of which it is not known may be one that is removed when nobody uses it.
    @Test func aKeyOfWhichNothingIsKnownIsKeptAlive() {
        #expect(Self.key(nil, nil).mayAct && Self.key([.read, .trade], nil).mayAct && Self.key([.read], nil, others: ["new"]).mayAct)
        #expect(!Self.key([.read], []).mayAct)
    }
}
