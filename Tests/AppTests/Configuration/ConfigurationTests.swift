import Core
import Domain
import Exchanges
import Testing

@testable import App

@Suite struct ConfigurationTests {
    @Test func readsEverything() throws {
        let configuration = try Configuration.parse(
            Array(
                """
                language = "zh-Hans"
                theme = "harbour"
                lock_after_minutes = 0
                refresh_seconds = 30
                passphrase_command = "pass show tidegate"
                mouse = false
                ambiguous_width = "wide"
                [keys.everywhere]
                themes = "F7"
                [keys.my-exchanges]
                refresh = ["R", "Ctrl-R"]
                [vault]
                work_factor = 15
                [sites.lab]
                exchange = "okx"
                rest = "https://okx.lab.example:8443"
                web = "https://lab.example"
                ca_file = "/etc/ssl/lab.pem"
                [sites.global]
                exchange = "okx"
                rest = "http://127.0.0.1:8080"
                [platform]
                name = "Platform"
                linked_app = "App"
                support_url = "https://support.example"
                [fast_api.okx]
                client_id = "id"
                client_secret_file = "/run/secret"
                redirect_uri = "http://127.0.0.1:8787/callback"
                bind_app = true
                extra = { channelId = "7" }
                """.utf8), file: "config.toml")
        #expect(configuration.language == .simplifiedChinese)
        #expect(configuration.themeName == "harbour")
        #expect(configuration.lockAfterMinutes == 0 && configuration.refreshSeconds == 30 && configuration.vaultWorkFactor == 15)
        #expect(configuration.passphraseCommand == "pass show tidegate")
        #expect(configuration.themeLine == 2 && configuration.mouse == .terminal && configuration.ambiguousWidth == .wide)
        let wishes = [
            KeyMap.Request(section: "everywhere", command: "themes", keys: [.function(7)]),
            KeyMap.Request(section: "my-exchanges", command: "refresh", keys: [.character("R"), .control("r")]),
        ]
        #expect(configuration.keys == (try KeyMap(wishes)))
        #expect(configuration.platform.linkedApp == "App")
        let client = try #require(configuration.fastAPI["okx"])
        #expect(client.secretSource == .file("/run/secret") && client.bindApp == .on && client.sendRedirectURI == .on)
        #expect(client.extra == ["channelId": "7"] && client.waitSeconds == 300)

        let okx = try #require(configuration.exchanges().first { $0.id == "okx" })
        #expect(okx.sites.map(\.id) == ["global", "eea", "us", "lab"])
        #expect(okx.sites[0].origin == .configured && okx.sites[0].restOrigin == "http://127.0.0.1:8080")
        // The pages stay those of the site whose requests go elsewhere.
        #expect(okx.sites[0].webOrigin == "https://www.okx.com")
        #expect(okx.sites[1].origin == .builtIn)
        #expect(okx.sites[3].certificateFile == "/etc/ssl/lab.pem" && okx.sites[3].webOrigin == "https://lab.example")
    }

    /// `rest` is where requests of every environment go; streams are where the hosts say, or nowhere.
    @Test func streamsOfAConfiguredSite() throws {
        func site(_ text: String) throws -> Site {
            try Configuration.parse(
                Array(("[sites.lab]\nexchange = \"okx\"\nrest = \"https://lab.example\"\n" + text).utf8), file: "f"
            ).sites[0].site
        }
        let plain = try site("")
        #expect(plain.environments == [.live, .demo] && plain.keyAddresses(in: .demo) == [SiteAddress("https://lab.example")])
        #expect(plain.address(of: OKXHosts.streamPrivate, in: .live) == nil)
        let streaming = try site(
            "[sites.lab.hosts]\nstream-private = \"wss://ws.lab.example\"\nstream-public = \"wss://open.lab.example\"\n"
                + "[sites.lab.hosts.demo]\nstream-private = \"wss://pap.lab.example:8443\"")
        #expect(streaming.address(of: OKXHosts.rest, in: .demo) == "https://lab.example")
        #expect(
            streaming.keyAddresses(in: .live).map(\.text) == ["https://lab.example", "wss://ws.lab.example"],
            "no key goes to the public one")
        #expect(streaming.keyAddresses(in: .demo).map(\.text) == ["https://lab.example", "wss://pap.lab.example:8443"])
    }

    @Test func hasDefaults() throws {
        #expect(try Configuration.parse([], file: "f") == Configuration())
        #expect(try Configuration.load(file: "/nonexistent/config.toml") == Configuration())
        var automatic = Configuration()
        (automatic.namesLanguage, automatic.namesTheme) = (true, true)
        #expect(try Configuration.parse(Array("language = \"auto\"\ntheme = \"auto\"".utf8), file: "f") == automatic)
        #expect(try Configuration.parse(Array("language = \"zh\"".utf8), file: "f").language == .simplifiedChinese)
        #expect(Configuration().exchanges() == ExchangeRegistry.all.profiles)
    }

    @Test func onlyThisComputerIsASandbox() throws {
        let text = "[sites.mine]\nexchange = \"okx\"\nrest = \"http://127.0.0.1:8787\"\nsandbox = true"
        let site = try Configuration.parse(Array(text.utf8), file: "f").sites[0].site
        #expect(site.origin == .sandbox)
        let off = try Configuration.parse(Array(text.replacing("true", with: "false").utf8), file: "f").sites[0].site
        #expect(off.origin == .configured)
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let text: String
        let key: String
        let line: Int?
        let expected: String

        var testDescription: String { key.isEmpty ? text : key }
    }

    static let mistakes: [Mistake] = [
        Mistake(text: "\nrefresh = 3", key: "refresh", line: 2, expected: "unknown key"),
        Mistake(text: "language = \"de\"", key: "language", line: 1, expected: "zh-Hans"),
        Mistake(text: "language = 3", key: "language", line: 1, expected: "text in quotes"),
        Mistake(text: "theme = \"\"", key: "theme", line: 1, expected: "text in quotes"),
        Mistake(text: "lock_after_minutes = -1", key: "lock_after_minutes", line: 1, expected: "from 0"),
        Mistake(text: "# a\nrefresh_seconds = \"15\"", key: "refresh_seconds", line: 2, expected: "whole number"),
        Mistake(text: "refresh_seconds = 1.5", key: "refresh_seconds", line: 1, expected: "whole number"),
        Mistake(text: "refresh_seconds = true", key: "refresh_seconds", line: 1, expected: "whole number"),
        Mistake(text: "refresh_seconds = 99999999", key: "refresh_seconds", line: 1, expected: "86400"),
        Mistake(text: "passphrase_command = []", key: "passphrase_command", line: 1, expected: "text in quotes"),
        Mistake(text: "mouse = \"on\"", key: "mouse", line: 1, expected: "true or false"),
        Mistake(text: "ambiguous_width = \"double\"", key: "ambiguous_width", line: 1, expected: "auto, narrow, wide"),
        Mistake(text: "keys = 3", key: "keys", line: 1, expected: "a table"),
        Mistake(text: "[keys]\nrefresh = \"R\"", key: "keys.refresh", line: 2, expected: "a table"),
        Mistake(text: "[keys.my-exchange]\nrefresh = \"R\"", key: "keys.my-exchange", line: 1, expected: "one of everywhere, my-exchanges"),
        Mistake(text: "[keys.my-exchanges]\nreload = \"R\"", key: "keys.my-exchanges.reload", line: 2, expected: "refresh"),
        Mistake(text: "[keys.my-exchanges]\nrefresh = \"Ctrl-I\"", key: "keys.my-exchanges.refresh", line: 2, expected: "a key such as"),
        Mistake(
            text: "[keys.my-exchanges]\nrefresh = [\"R\", 3]", key: "keys.my-exchanges.refresh", line: 2, expected: "a list of such keys"),
        Mistake(text: "[keys.my-exchanges]\nrefresh = []", key: "keys.my-exchanges.refresh", line: 2, expected: "at least one key"),
        Mistake(
            text: "[keys.my-exchanges]\nadd = \"A\"\nrefresh = \"a\"\nremove = \"A\"", key: "keys.my-exchanges", line: nil,
            expected: "which is that of my-exchanges."),
        Mistake(
            text: "[keys.my-exchanges]\nrefresh = \"F2\"", key: "keys.my-exchanges.refresh", line: 2,
            expected: "another key than F2, which is that of everywhere.language"),
        Mistake(
            text: "[sites.lab]\nexchange = \"okx\"\nrest = \"https://a.example\"\nsandbox = true", key: "sites.lab.sandbox", line: 4,
            expected: "this computer"),
        Mistake(text: "vault = 3", key: "vault", line: 1, expected: "a table"),
        Mistake(text: "[vault]\nwork_factor = 21", key: "vault.work_factor", line: 2, expected: "10 to 20"),
        Mistake(text: "[vault]\n\n\nsize = 2", key: "vault.size", line: 4, expected: "work_factor"),
        Mistake(text: "[sites.lab]\nrest = \"https://a.example\"", key: "sites.lab.exchange", line: 1, expected: "missing"),
        Mistake(text: "[sites.lab]\nexchange = \"okx\"", key: "sites.lab.rest", line: 1, expected: "missing"),
        Mistake(text: "[sites.lab]\nexchange = \"nox\"\nrest = \"https://a.example\"", key: "sites.lab.exchange", line: 2, expected: "okx"),
        Mistake(
            text: "[sites.lab]\nexchange = \"okx\"\nrest = \"http://a.example\"", key: "sites.lab.rest", line: 3, expected: "https://host"),
        Mistake(
            text: "[sites.lab]\nexchange = \"okx\"\nrest = \"https://a.example/api\"", key: "sites.lab.rest", line: 3,
            expected: "https://host"),
        Mistake(
            text: "[sites.lab]\nexchange = \"okx\"\nrest = \"https://u:p@a.example\"", key: "sites.lab.rest", line: 3,
            expected: "https://host"),
        Mistake(
            text: "[sites.lab]\nexchange = \"okx\"\nrest = \"https://a.example:0\"", key: "sites.lab.rest", line: 3,
            expected: "https://host"),
        Mistake(
            text: "[sites.lab]\nexchange = \"okx\"\nrest = \"http://127.0.0.1.example\"", key: "sites.lab.rest", line: 3,
            expected: "https://host"),
        Mistake(
            text: "[sites.lab]\nexchange = \"okx\"\nrest = \"https://a.example\"\nca = \"x\"", key: "sites.lab.ca", line: 4,
            expected: "ca_file"),
        Mistake(text: "[sites.\"Lab 1\"]\nexchange = \"okx\"", key: "sites.Lab 1", line: nil, expected: "lower-case"),
        Mistake(text: "[platform]\nname = 3", key: "platform.name", line: 2, expected: "text in quotes"),
        Mistake(text: "[platform]\nurl = \"x\"", key: "platform.url", line: 2, expected: "support_url"),
        Mistake(text: "[fast_api.nox]\nclient_id = \"x\"", key: "fast_api.nox", line: 1, expected: "okx"),
        Mistake(text: "[fast_api.okx]\nredirect_uri = \"x\"", key: "fast_api.okx.client_id", line: 1, expected: "missing"),
        Mistake(
            text: "[fast_api.okx]\nclient_id = \"x\"\nclient_secret = \"y\"", key: "fast_api.okx.client_secret", line: 3,
            expected: "client_secret_command"),
        Mistake(text: "[fast_api.okx]\nclient_id = \"x\"", key: "fast_api.okx.client_secret_command", line: 1, expected: "either"),
        Mistake(
            text: "[fast_api.okx]\nclient_id = \"x\"\nclient_secret_file = \"f\"\nredirect_uri = \"u\"\ntoken_path = \"v5\"",
            key: "fast_api.okx.token_path",
            line: 5, expected: "begins with /"),
        Mistake(
            text: "[fast_api.okx]\nclient_id = \"x\"\nclient_secret_file = \"f\"\nredirect_uri = \"u\"\nbind_app = \"no\"",
            key: "fast_api.okx.bind_app",
            line: 5, expected: "true or false"),
        Mistake(text: "theme = \"a\"\nrefresh_seconds = = 3", key: "", line: 2, expected: "valid TOML"),
        Mistake(text: "theme = \"a\"\ntheme = \"b\"", key: "theme", line: 2, expected: "it stands on line 1 already"),
        Mistake(text: "theme = \"a\u{0}b\"", key: "", line: 1, expected: "UTF-8"),
    ]

    @Test(arguments: mistakes) func namesTheMistake(_ mistake: Mistake) throws {
        let failure = try #require(throws: Failure.self) {
            _ = try Configuration.parse(Array(mistake.text.utf8), file: "/home/x/config.toml")
        }
        #expect(failure.cause == .configurationInvalid)
        for language in Language.allCases {
            let message = failure.message[language]
            #expect(message.contains("/home/x/config.toml"))
            if !mistake.key.isEmpty { #expect(message.contains(mistake.key)) }
            if let line = mistake.line { #expect(message.contains(language == .english ? "line \(line)" : "第 \(line) 行")) }
        }
        #expect(failure.message.english.contains(mistake.expected), "\(failure.message.english)")
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(throws: Failure.self) { try Configuration.parse([0xFF, 0xFE, 0x00], file: "f") }
    }

    @Test(arguments: [
        "https://a.example", "https://a.example:443", "http://localhost", "http://127.0.0.1:1", "http://[::1]:8080",
        "https://[2001:db8::1]",
    ])
    func allowsOrigins(_ origin: String) {
        #expect(OriginRule.allows(origin))
    }

    @Test(arguments: [
        "", "a.example", "ftp://a.example", "https://", "https://a.example/", "https://a.example?x", "https://a b", "https://a.example:",
        "https://a.example:65536",
        "http://[::2]", "http://localhost.example", "http://128.0.0.1", "http://127.0.0.1@evil.example", "https://[::1", "https://a\u{0}b",
    ])
    func refusesOrigins(_ origin: String) {
        #expect(!OriginRule.allows(origin))
    }

    @Test func findsFolders() {
        let variables = ["HOME": "/home/u", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "relative"]
        let usual = ProgramFolders(home: nil) { variables[$0] }
        #expect(usual.configurationFile == "/home/u/.config/tidegate/config.toml")
        #expect(usual.vaultFile == "/data/tidegate/vault.age")
        let moved = ProgramFolders(home: nil) { ["TIDEGATE_HOME": "/t"][$0] }
        #expect(moved.configurationFile == "/t/config.toml" && moved.vaultFile == "/t/vault.age" && moved.themes == "/t/themes")
        #expect(ProgramFolders(home: "/h") { ["TIDEGATE_HOME": "/t"][$0] }.data == "/h")
    }
}
