import Testing

@testable import Core
@testable import Domain

/// The search for the place of a key that the exchange does not know where it was tried.
struct ProbeTests {
    private static let sites = ExchangeProfile.okx.sites

    private func failed(_ cause: Cause, _ configuration: AppConfiguration = Sample.live()) throws -> MachineTranscript {
        var transcript = MachineTranscript(configuration)
        transcript.submitKey()
        try transcript.finishJob(.failed(Sample.failure(cause)))
        return transcript
    }

    private func search(_ transcript: MachineTranscript) -> Verify.Search? {
        guard case .verify(let verify)? = transcript.machine.screens.last else { return nil }
        return verify.search
    }

    @Test func asksEveryOtherPlaceOnceTheUserAgrees() throws {
        var transcript = try failed(.keyUnknown)
        #expect(transcript.view.strings.contains { $0.hasPrefix("p: look for the key elsewhere") && $0.contains("my.okx.com") })
        let effects = transcript.press(.character("p"))
        guard case .start(_, .probe(let target, among: let places))? = effects.first else {
            return #expect(Bool(false), "nothing is asked")
        }
        #expect(effects.count == 1)
        #expect(target.place == AccountPlace(site: Self.sites[0], environment: .live))
        #expect(places.count == 5 && Set(places).count == 5 && !places.contains(target.place))
        transcript.pressInVain(.character("p"))
        transcript.end()
    }

    @Test func usesWhatWasFound() throws {
        var transcript = try failed(.keyUnknown)
        transcript.press(.character("p"))
        #expect(try transcript.finishJob(.probed(Sample.foundInEurope)) == [])
        #expect(transcript.view.strings.contains { $0.contains("The key belongs to Europe (my.okx.com), demo trading") })
        let effects = transcript.press(.enter)
        guard case .start(_, .verify(let target))? = effects.first else { return #expect(Bool(false), "no verification runs") }
        #expect(target.place == AccountPlace(site: Self.sites[1], environment: .demo))
        try transcript.finishJob(.read(Sample.snapshot()))
        #expect(transcript.machine.connections.map(\.target.place) == [AccountPlace(site: Self.sites[1], environment: .demo)])
        transcript.end()
    }

    @Test func whereNothingWasFoundEnterStillChangesWhatWasTyped() throws {
        var transcript = try failed(.keyUnknown)
        transcript.press(.character("p"))
        try transcript.finishJob(.probed(ProbeFindings([.init(AccountPlace(site: Self.sites[1], environment: .live), .notThere)])))
        #expect(transcript.view.strings.contains(Text.english.verify.probeFoundNothing))
        #expect(transcript.press(.enter) == [])
        #expect(transcript.focus == .credential(.apiKey))
        transcript.end()
    }

    @Test func theFormIsReachedAlthoughSomethingWasFound() throws {
        var transcript = try failed(.keyUnknown)
        transcript.press(.character("p"))
        try transcript.finishJob(.probed(Sample.foundInEurope))
        transcript.press(.character("e"))
        #expect(transcript.focus == .site, "the key is right, and the site is not")
        #expect(transcript.machine.draft.environment == .live, "nothing was taken over")
        transcript.end()
    }

    /// What was wrong has its name once the place is known.
    @Test func theCauseIsNamedAfterwards() throws {
        let here = AccountPlace(site: Self.sites[0], environment: .live)
        func found(_ site: Int, _ environment: TradingEnvironment) -> ProbeFindings {
            ProbeFindings([.init(AccountPlace(site: Self.sites[site], environment: environment), .works)])
        }
        #expect(found(0, .demo).cause(at: here) == .wrongEnvironment && found(1, .live).cause(at: here) == .wrongSite)
        #expect(ProbeFindings([.init(AccountPlace(site: Self.sites[1], environment: .live), .notThere)]).cause(at: here) == nil)
        var transcript = try failed(.keyUnknown)
        transcript.press(.character("p"))
        try transcript.finishJob(.probed(found(0, .demo)))
        transcript.press(.character("e"))
        #expect(transcript.focus == .environment)
        transcript.end()
    }

    @Test(arguments: [Key.escape, .character("r"), .enter])
    func leavingCancelsTheSearchAndDropsItsAnswer(key: Key) throws {
        var transcript = try failed(.keyUnknown)
        transcript.press(.character("p"))
        let ticket = try transcript.runningJob().ticket
        #expect(transcript.press(key).contains(.cancel(ticket)))
        let before = transcript.machine
        #expect(transcript.send(.operation(ticket, .probed(Sample.foundInEurope))) == [])
        #expect(transcript.machine == before)
        transcript.end()
    }

    @Test func quittingCancelsTheSearch() throws {
        var transcript = try failed(.keyUnknown)
        transcript.press(.character("p"))
        let ticket = try transcript.runningJob().ticket
        transcript.press(.control("c"))
        #expect(transcript.press(.control("c")).contains(.cancel(ticket)))
        transcript.end()
    }

    @Test(arguments: Cause.allCases)
    func isOfferedOnlyWhereItMayHelp(cause: Cause) throws {
        var transcript = try failed(cause)
        let mayHelp = [Cause.keyUnknown, .wrongSite, .wrongEnvironment].contains(cause)
        let asks = transcript.press(.character("p")).contains { if case .start = $0 { true } else { false } }
        #expect(asks == mayHelp)
        transcript.end()
    }

    /// A key reaches no host that it was not meant for.
    @Test func keysStayWithTheirKindOfSite() {
        func site(_ id: String, _ origin: Site.Origin) -> Site {
            Site(id: id, name: Phrase(verbatim: id), restOrigin: "https://\(id).example", webOrigin: "", origin: origin)
        }
        let (global, eea) = (site("global", .configured), site("eea", .configured))
        let (us, lab, bench) = (site("us", .builtIn), site("lab", .configured), site("bench", .configured))
        var exchange = ExchangeProfile.okx
        exchange.sites = [global, eea, us, lab, bench]
        func asked(_ site: Site) -> [AccountPlace] { AccountPlace(site: site, environment: .live).others(in: exchange) }
        #expect(asked(us) == [AccountPlace(site: us, environment: .demo)])
        #expect(asked(lab) == [AccountPlace(site: lab, environment: .demo)])
        #expect(Set(asked(global).map(\.site)) == [global, eea])
        #expect(asked(global).count == 3)
    }

    @Test func aPlaceThatWorksIsPreferredToOneThatOnlyKnowsTheKey() {
        let (first, second) = (AccountPlace(site: Self.sites[1], environment: .live), AccountPlace(site: Self.sites[2], environment: .live))
        #expect(ProbeFindings([.init(first, .known(Sample.failure(.ipNotAllowed))), .init(second, .works)]).place == second)
        #expect(ProbeFindings([.init(first, .noAnswer(Sample.failure(.timeout))), .init(second, .notThere)]).place == nil)
    }
}
