import Testing

@testable import Core
@testable import Domain

/// To which address a key may go, and to which account a connection belongs.
struct OwnershipTests {
    // MARK: Addresses

    @Test(arguments: [
        ("https://www.okx.com", "https://www.okx.com:443"), ("https://www.okx.com", "HTTPS://WWW.okx.COM"),
        ("https://www.okx.com", "https://www.okx.com."),
        ("https://www.okx.com", "https://www.okx.com/"), ("https://www.okx.com", "https://WWW.OKX.com.:443/"),
        ("https://a.example:8443", "https://A.example.:08443"),
        ("http://127.0.0.1", "http://127.0.0.1:80"), ("http://[::1]:8787", "http://[0:0:0:0:0:0:0:1]:8787"),
        ("http://[::1]:80", "http://[0::0001]"),
        ("https://[2001:DB8::A]", "https://[2001:db8:0:0:0:0:0:a]:443"),
    ])
    func oneAddressInTwoSpellings(_ first: String, _ second: String) {
        #expect(SiteAddress(first) == SiteAddress(second), "\(SiteAddress(first).text) \(SiteAddress(second).text)")
    }

    @Test(arguments: [
        ("https://www.okx.com", "http://www.okx.com"), ("https://www.okx.com", "https://www.okx.com:8443"),
        ("https://www.okx.com", "https://okx.com"),
        ("https://www.okx.com", "https://www.okx.com.evil.example"), ("http://127.0.0.1:80", "http://127.0.0.1:443"),
        ("https://a.example:443", "http://a.example:443"),
        ("https://www.okx.com", "https://www.okx.com@evil.example"), ("http://[::1]", "http://[::2]"),
        ("https://www.okx.com", "https://www.okx.com:443443"),
        ("https://www.okx.com", ""), ("https://a.example", "https://a-example"),
    ])
    func otherAddresses(_ first: String, _ second: String) {
        #expect(SiteAddress(first) != SiteAddress(second))
    }

    /// With a certificate file of the user's own, or under another name, the exchange's own address stays the exchange's own.
    @Test func aKeyOfTheExchangesOwnSitesIsLookedForAmongThem() {
        let okx = ExchangeProfile.okx
        let inspected = Site(
            id: "global", name: Phrase(verbatim: "global"), restOrigin: "https://WWW.okx.com:443", webOrigin: okx.sites[0].webOrigin,
            origin: .configured,
            certificateFile: "/etc/ssl/corp-root.pem")
        var exchange = okx
        exchange.sites[0] = inspected
        let asked = AccountPlace(site: inspected, environment: .live).others(in: exchange)
        #expect(Set(asked.map(\.site)) == Set(exchange.sites))
        let elsewhere = Site(
            id: "global", name: Phrase(verbatim: "global"), restOrigin: "https://lab.example", webOrigin: "", origin: .configured)
        exchange.sites[0] = elsewhere
        #expect(AccountPlace(site: elsewhere, environment: .live).others(in: exchange).map(\.site) == [elsewhere])
        #expect(!AccountPlace(site: exchange.sites[1], environment: .live).others(in: exchange).contains { $0.site == elsewhere })
    }

    /// The sandbox's sites are one family, and neither their keys nor those of others cross over.
    @Test func aKeyOfTheSandboxIsLookedForInTheSandbox() {
        func sandbox(_ id: String, _ port: Int) -> Site {
            Site(
                id: id, name: Phrase(verbatim: id), restOrigin: "http://127.0.0.1:\(port)", webOrigin: "http://127.0.0.1:\(port)",
                origin: .sandbox)
        }
        let (one, other) = (sandbox("sandbox", 8_080), sandbox("sandbox-eea", 8_081))
        let lab = Site(
            id: "lab", name: Phrase(verbatim: "lab"), restOrigin: "http://127.0.0.1:8082", webOrigin: "http://127.0.0.1:8082",
            origin: .configured)
        var exchange = ExchangeProfile.okx
        let own = Set(exchange.sites)
        exchange.sites += [one, lab, other]
        func asked(_ site: Site) -> Set<Site> { Set(AccountPlace(site: site, environment: .live).others(in: exchange).map(\.site)) }
        #expect(asked(one) == [one, other] && asked(other) == [one, other])
        #expect(asked(lab) == [lab])
        #expect(asked(exchange.sites[0]) == own)
    }

    private static let moved = AddressChange(
        place: AccountPlace(
            site: Site(id: "lab", name: Phrase(verbatim: "lab"), restOrigin: "https://new.example", webOrigin: "", origin: .configured),
            environment: .live),
        before: [SiteAddress("https://old.example")])

    private func open(_ language: Language = .english) throws -> MachineTranscript {
        var transcript = MachineTranscript(Sample.locked(language), stored: ["main", "bot"])
        transcript.arrange { $0.move("main", Self.moved) }
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.enter)
        try transcript.finishVaultCommand()
        return transcript
    }

    @Test(arguments: ["c", "u", "f"], Language.allCases)
    func anotherAddressIsAskedForBeforeTheKeyGoesThere(_ key: String, _ language: Language) throws {
        var transcript = try open(language)
        let main = transcript.machine.connections[0]
        #expect(main.status == .failed)
        let jobs = transcript.driver.openTickets.values
        #expect(
            !jobs.contains { if case .refresh(let target) = $0 { target.slots == main.target.slots } else { false } },
            "nothing is sent there")
        transcript.finishReadings()
        transcript.press(.home, .character(try #require(key.unicodeScalars.first)))
        let words = try #require(transcript.view.dialog).strings.joined(separator: "\n")
        #expect(words.contains("https://old.example") && words.contains("https://new.example"))
        #expect(transcript.press(.character("n")).filter { $0 != Sample.patience } == [])
        #expect(transcript.vaultCommand == nil && transcript.machine.connections[0].problem != nil)

        transcript.press(.character("c"), .character("y"))
        #expect(transcript.vaultCommand?.command == .acceptAddress(name: "main", Self.moved.place.site))
        let effects = try transcript.finishVaultCommand()
        #expect(transcript.machine.connections[0].problem == nil && transcript.machine.connections[0].target.site == Self.moved.place.site)
        #expect(effects.contains { if case .start(_, .refresh(let target)) = $0 { target.site == Self.moved.place.site } else { false } })
        #expect(transcript.view.notice?.text == Text.of(language).dialogs.addressAccepted("main"))
        transcript.finishReadings()
        transcript.end()
    }

    @Test func whatCannotBeStoredIsNotSent() throws {
        var transcript = try open()
        transcript.finishReadings()
        transcript.press(.home, .character("c"), .character("y"))
        try transcript.refuseOrder(.vaultUnwritable)
        #expect(transcript.machine.connections[0].problem != nil)
        #expect(transcript.driver.openTickets.isEmpty)
        transcript.press(.enter)
        transcript.end()
    }

    // MARK: Accounts

    private func replacing(known: String = "1", bot: String = "2", by account: String) throws -> MachineTranscript {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main", "bot"])
        transcript.arrange {
            $0.be(known, "main")
            $0.be(bot, "bot")
        }
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.enter)
        try transcript.finishVaultCommand()
        for connection in transcript.machine.connections {
            guard let ticket = transcript.machine.running.first(where: { $0.refreshes(connection.target.slots) }) else { continue }
            transcript.send(
                .operation(ticket, .read(Sample.snapshot(accountID: connection.target.account.isEmpty ? "1" : connection.target.account))))
        }
        // A vault that does not know them, and cannot be written to.
        if transcript.vaultCommand != nil { try transcript.refuseOrder(.vaultUnwritable) }
        transcript.press(.home, .character("u"))
        #expect(transcript.screenTitle == "Replace key")
        transcript.paste(.threeValues)
        transcript.press(.enter)
        try transcript.finishVerification(.read(Sample.snapshot(accountID: account)))
        return transcript
    }

    @Test func aNewKeyOfTheSameAccountTakesOver() throws {
        var transcript = try replacing(by: "1")
        guard case .replace("main", let target)? = transcript.vaultCommand?.command else { return #expect(Bool(false), "no order") }
        #expect(target.account == "1")
        try transcript.finishVaultCommand()
        #expect(transcript.machine.histories[1] != nil)
        transcript.finishReadings(.read(Sample.snapshot(accountID: "1")))
        transcript.press(.enter)
        transcript.end()
    }

    @Test(arguments: [("3", Cause.accountDiffers), ("2", .alreadyConnected)])
    func aKeyOfAnotherAccountIsRefused(_ account: String, _ cause: Cause) throws {
        var transcript = try replacing(by: account)
        let old = transcript.machine.connections[0]
        #expect(transcript.vaultCommand == nil)
        guard case .verify(let verify)? = transcript.machine.screens.last, case .failed(let failure) = verify.phase else {
            return #expect(Bool(false), "not refused")
        }
        #expect(failure.cause == cause && failure.cause.exitCode == 32)
        #expect(failure.message.english.contains(cause == .alreadyConnected ? "“bot”" : "“main”"))
        #expect(transcript.view.strings.contains { $0.contains(Text.english.verify.otherAccountOffer) })
        transcript.press(.escape, .escape)
        #expect(transcript.machine.connections[0] == old)
        #expect(transcript.machine.histories[1] != nil)
        #expect(transcript.strayNumbers == [])
        transcript.end()
    }

    @Test(arguments: ["3", "2"])
    func whoInsistsGetsTheOtherAccountWithoutTheOldHistory(_ account: String) throws {
        var transcript = try replacing(by: account)
        #expect(transcript.machine.histories[1] != nil)
        transcript.press(.character("o"))
        guard case .replace("main", let target)? = transcript.vaultCommand?.command else { return #expect(Bool(false), "no order") }
        #expect(target.account == account)
        #expect(transcript.machine.histories[1] != nil, "until the vault has it, the old account is what is there")
        try transcript.finishVaultCommand()
        #expect(transcript.machine.histories[1] == nil)
        #expect(transcript.machine.connections[0].target.account == account)
        transcript.finishReadings(.read(Sample.snapshot(accountID: account)))
        transcript.press(.enter)
        transcript.end()
    }

    @Test func aVaultThatDoesNotKnowLearnsAtTheNextReading() throws {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main", "bot"])
        try transcript.typeSecret(Sample.vaultPassphrase)
        transcript.press(.enter)
        try transcript.finishVaultCommand()
        transcript.finishReadings(.read(Sample.snapshot(accountID: "1")))
        #expect(transcript.vaultCommand?.command == .noteAccounts(["main": "1"]))
        try transcript.finishVaultCommand()
        transcript.press(.character("r"))
        transcript.finishReadings(.read(Sample.snapshot(accountID: "1")))
        #expect(transcript.vaultCommand?.command == .noteAccounts(["bot": "1"]))
        try transcript.refuseOrder(.vaultUnwritable)
        #expect(transcript.machine.overlay == nil, "nobody is told")
        transcript.press(.character("r"))
        transcript.finishReadings(.read(Sample.snapshot(accountID: "1")))
        #expect(transcript.vaultCommand == nil, "and it is not tried again and again")
        transcript.end()
    }

    @Test func anAccountThatIsKnownFromAReadingOnlyIsHeldAgainstAKeyToo() throws {
        var transcript = try replacing(known: "", by: "3")
        #expect(transcript.vaultCommand == nil)
        transcript.press(.escape, .escape)
        transcript.end()
    }

    @Test func whatAnotherProgramReplacedIsAnotherAccountToo() throws {
        var transcript = MachineTranscript(Sample.locked(), stored: ["main"])
        transcript.arrange { $0.be("1", "main") }
        try transcript.unlock()
        #expect(transcript.machine.histories[1] != nil)
        try transcript.elsewhere {
            $0.replaceElsewhere("main")
            $0.be("2", "main")
        }
        #expect(transcript.machine.histories[1] == nil)
        transcript.finishReadings(.read(Sample.snapshot(accountID: "2")))
        transcript.end()
    }
}
