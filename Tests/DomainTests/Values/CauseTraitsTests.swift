import Domain
import Testing

/// What follows from the causes, each list as who needs it would write it down.
@Suite struct CauseTraitsTests {
    private static func causes(where isSo: (CauseTraits) -> Bool) -> Set<Cause> { Set(Cause.allCases.filter { isSo($0.traits) }) }

    @Test func whatWasNotRefusedMayHaveBeenDone() {
        #expect(
            Self.causes { $0.outcome == .unknown } == [.networkUnreachable, .timeout, .exchangeUnavailable, .replyNotUnderstood])
        #expect(Self.causes { $0.outcome == .stopped } == [.tlsUntrusted, .maintenance])
    }

    @Test func onlyAKeyThatIsNotKnownMayBeKnownElsewhere() {
        #expect(Self.causes(where: \.mayBeElsewhere) == [.keyUnknown, .wrongSite, .wrongEnvironment])
    }

    @Test func whatOnlyTheAccountsOwnerCanMendBlocksASetting() {
        #expect(
            Self.causes(where: \.blocksSetting) == [
                .settingsBlocked, .settingsDiffer, .accountRestricted, .regionRestricted, .featureUnavailable,
            ])
    }

    @Test func whatComesFromThisMachineOrTheNetworkIsNoRefusal() {
        let local = Self.causes { $0.exitCode >= 30 || $0.exitCode == 20 || $0.exitCode == 22 }
        #expect(local.isSubset(of: Self.causes { $0.refusal == .never }))
        #expect(
            Self.causes { $0.refusal == .withCode } == [
                .wrongSite, .exchangeRefused, .settingsDiffer, .settingsBlocked, .modeNeedsWebsite, .keyExists,
            ])
    }

    @Test func everyRowButTheLastHasItsCause() {
        let rows = Set(Cause.allCases.map(\.traits.row))
        #expect(rows == Set(VerificationRow.allCases).subtracting([.balances]))
        #expect(Self.causes { $0.row == .secret } == [.secretWrong, .passphraseWrong])
        #expect(Self.causes { $0.row == .address } == [.ipNotAllowed])
    }
}
