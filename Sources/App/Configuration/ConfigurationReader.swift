import Core
import Domain
import Exchanges
internal import TOMLKit
import Themes

/// Reads a configuration file strictly: the first unknown entry or wrong value ends the reading with a failure.
struct ConfigurationReader {
    let file: String
    private var lines = KeyLines(text: "")

    /// The exchanges that sites can belong to.
    private let profiles: [ExchangeProfile]

    init(file: String, exchanges: [ExchangeProfile]) {
        self.file = file
        profiles = exchanges
    }

    mutating func read(_ bytes: [UInt8]) throws(Failure) -> Configuration {
        let root = try parse(bytes)
        var configuration = Configuration()
        try allow(
            [
                "language", "theme", "lock_after_minutes", "refresh_seconds", "streams", "equity_history", "passphrase_command", "mouse",
                "ambiguous_width", "keys", "vault", "sites",
                "platform", "fast_api",
            ], in: root, [])
        configuration.language = try language(root)
        configuration.namesLanguage = root["language"] != nil
        configuration.namesTheme = root["theme"] != nil
        configuration.themeName = try text(root, ["theme"]).flatMap { $0 == "auto" ? nil : $0 }
        if configuration.themeName != nil { configuration.themeLine = lines.line(of: ["theme"]) }
        configuration.mouse = try choice(root, ["mouse"]) == .off ? .terminal : .program
        configuration.ambiguousWidth = try ambiguousWidth(root)
        configuration.keys = try keys(root)
        configuration.lockAfterMinutes = try number(root, ["lock_after_minutes"], 0...100_000) ?? configuration.lockAfterMinutes
        configuration.refreshSeconds = try number(root, ["refresh_seconds"], 0...86_400) ?? configuration.refreshSeconds
        configuration.streams = try choice(root, ["streams"]).map { $0 == .on } ?? configuration.streams
        configuration.keepsEquityHistory = try choice(root, ["equity_history"]).map { $0 == .on } ?? configuration.keepsEquityHistory
        configuration.passphraseCommand = try text(root, ["passphrase_command"])
        if let vault = try table(root, ["vault"]) {
            try allow(["work_factor"], in: vault, ["vault"])
            configuration.vaultWorkFactor = try number(vault, ["vault", "work_factor"], 10...20) ?? configuration.vaultWorkFactor
        }
        configuration.sites = try sites(root)
        configuration.platform = try platform(root)
        configuration.fastAPI = try fastAPI(root)
        return configuration
    }

    // MARK: Parts

    private mutating func parse(_ bytes: [UInt8]) throws(Failure) -> TOMLTable {
        // The parser takes a C string: a NUL would hide what follows it.
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            // The line of the first invalid bytes is that of the valid text before them.
            let clean = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix {
                !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil
            }
            throw ConfigurationProblem(file: file, line: clean.count + 1, expected: Phrase(en: "UTF-8 text", zh: " UTF-8 文本")).failure
        }
        lines = KeyLines(text: text)
        do {
            let table = try TOMLTable(string: lines.lineWithoutKey?.textBefore ?? text)
            if lines.lineWithoutKey == nil { return table }
        } catch {
            let line = (error as? TOMLParseError)?.source.begin.line
            if let again = lines.repetition(met: line) {
                throw ConfigurationProblem(
                    file: file, key: again.path.joined(separator: "."), line: again.line,
                    expected: Phrase(
                        en: "each key once, and it stands on line \(again.firstLine) already", zh: "每个键只出现一次，而它在第 \(again.firstLine) 行已出现过")
                ).failure
            }
            throw ConfigurationProblem(file: file, line: line, expected: Phrase(en: "valid TOML", zh: "有效的 TOML")).failure
        }
        throw ConfigurationProblem(file: file, line: lines.lineWithoutKey?.line, expected: Phrase(en: "valid TOML", zh: "有效的 TOML")).failure
    }

    private func language(_ root: TOMLTable) throws(Failure) -> Language? {
        guard let name = try text(root, ["language"]), name != "auto" else { return nil }
        if let language = Language(tag: name) { return language }
        let names = (["auto"] + Language.allCases.map(\.rawValue)).joined(separator: ", ")
        throw problem(["language"], Phrase(en: "one of \(names)", zh: "以下之一：\(names)"))
    }

    private func ambiguousWidth(_ root: TOMLTable) throws(Failure) -> Configuration.AmbiguousColumns {
        guard let name = try text(root, ["ambiguous_width"]) else { return .auto }
        if let columns = Configuration.AmbiguousColumns(rawValue: name) { return columns }
        let names = Configuration.AmbiguousColumns.allCases.map(\.rawValue).joined(separator: ", ")
        throw problem(["ambiguous_width"], Phrase(en: "one of \(names)", zh: "以下之一：\(names)"))
    }

    private func keys(_ root: TOMLTable) throws(Failure) -> KeyMap {
        guard let all = try table(root, ["keys"]) else { return KeyMap() }
        var requests: [KeyMap.Request] = []
        for section in all.keys.sorted() {
            guard let entry = try table(all, ["keys", section]) else { continue }
            for command in entry.keys.sorted() {
                requests.append(KeyMap.Request(section: section, command: command, keys: try keys(entry, ["keys", section, command])))
            }
        }
        do {
            return try KeyMap(requests)
        } catch {
            throw problem(["keys", error.section] + (error.command.isEmpty ? [] : [error.command]), error.expected)
        }
    }

    /// One key, or several in a list.
    private func keys(_ table: TOMLTable, _ path: [String]) throws(Failure) -> [Key] {
        let expected = Phrase(
            en: "a key such as \"r\", \"Enter\", \"F5\", \"Ctrl-R\" or \"Alt-r\", or a list of such keys",
            zh: "按键，例如 \"r\"、\"Enter\"、\"F5\"、\"Ctrl-R\" 或 \"Alt-r\"，或由它们组成的列表")
        guard let value = value(table, path) else { return [] }
        var words: [String?] = [value.string]
        if let list = value.array { words = list.map(\.string) }
        var keys: [Key] = []
        for (number, word) in words.enumerated() {
            guard let word, let key = Key(configured: word) else {
                let line = lines.line(of: path + ["[\(number)]"])
                throw ConfigurationProblem(file: file, key: path.joined(separator: "."), line: line, expected: expected).failure
            }
            keys.append(key)
        }
        return keys
    }

    private func sites(_ root: TOMLTable) throws(Failure) -> [Configuration.ConfiguredSite] {
        guard let all = try table(root, ["sites"]) else { return [] }
        var sites: [Configuration.ConfiguredSite] = []
        for id in all.keys.sorted() {
            let path = ["sites", id]
            guard isIdentifier(id) else {
                throw problem(path, Phrase(en: "an id of lower-case letters, digits and hyphens", zh: "由小写字母、数字和连字符组成的 id"))
            }
            guard let entry = try table(all, path) else { continue }
            let exchange = try required(entry, path + ["exchange"])
            guard let profile = profiles.first(where: { $0.id == exchange }) else {
                let ids = profiles.map(\.id).joined(separator: ", ")
                throw problem(path + ["exchange"], Phrase(en: "a known exchange (\(ids))", zh: "已知的交易所（\(ids)）"))
            }
            sites.append(Configuration.ConfiguredSite(exchange: exchange, site: try site(id, entry, path, of: profile)))
        }
        return sites
    }

    private func site(_ id: String, _ entry: TOMLTable, _ path: [String], of profile: ExchangeProfile) throws(Failure) -> Site {
        let main = profile.hosts.first
        try allow(["exchange", "hosts", "web", "ca_file", "sandbox"] + (main?.id == Self.rest ? [Self.rest] : []), in: entry, path)
        let isSandbox = try choice(entry, path + ["sandbox"]) == .on
        let addresses = try addresses(entry, path, of: profile)
        // A site elsewhere may hold real money and is never called a sandbox.
        if isSandbox, !addresses.values.allSatisfy({ $0.values.allSatisfy(OriginRule.isThisComputer) }) {
            throw problem(path + ["sandbox"], Phrase(en: "false for an address that is not this computer itself", zh: " false，因为该地址不是本机"))
        }
        let builtIn = profile.sites.first { $0.id == id }
        var web: String?
        if let text = try text(entry, path + ["web"]) { web = try origin(text, path + ["web"]) }
        var places: [TradingEnvironment: SiteAddresses] = [:]
        for (environment, hosts) in addresses {
            let pages = web ?? builtIn?.places[environment]?.web ?? main.flatMap { hosts[$0] } ?? ""
            places[environment] = SiteAddresses(web: pages, hosts)
        }
        let first = TradingEnvironment.allCases.lazy.compactMap { addresses[$0] }.first
        let shown = hostText(main.flatMap { first?[$0] } ?? "")
        return Site(
            id: id, name: Phrase(verbatim: "\(id) (\(shown))"), places: places, origin: isSandbox ? .sandbox : .configured,
            certificateFile: try text(entry, path + ["ca_file"]))
    }

    /// The host whose address may stand beside the others instead of among them.
    private static let rest = "rest"

    /// Where the hosts of a site are: those named for every environment, and those named for one in its own table, which count more. A
    /// site has the environments that are named, or all of the exchange where a host is named for every one.
    private func addresses(
        _ entry: TOMLTable, _ path: [String], of profile: ExchangeProfile
    ) throws(Failure) -> [TradingEnvironment: [SiteHost: String]] {
        guard let main = profile.hosts.first else { return [:] }
        var general: [SiteHost: String] = [:]
        if main.id == Self.rest, let text = try text(entry, path + [Self.rest]) { general[main] = try origin(text, path + [Self.rest]) }
        let hostsPath = path + ["hosts"]
        let table = try table(entry, hostsPath)
        let environments = profile.environments
        if let table {
            try allow(profile.hosts.map(\.id) + environments.map(\.rawValue), in: table, hostsPath)
            general.merge(try hosts(table, hostsPath, of: profile)) { $1 }
        }
        var places: [TradingEnvironment: [SiteHost: String]] = [:]
        for environment in environments {
            let ownPath = hostsPath + [environment.rawValue]
            guard let own = try table.flatMap({ (table) throws(Failure) in try self.table(table, ownPath) }) else {
                if !general.isEmpty { places[environment] = general }
                continue
            }
            try allow(profile.hosts.map(\.id), in: own, ownPath)
            places[environment] = general.merging(try hosts(own, ownPath, of: profile)) { $1 }
        }
        // A site without its main host cannot be asked anything.
        guard !places.isEmpty, places.values.allSatisfy({ $0[main] != nil }) else {
            throw problem(main.id == Self.rest ? path + [Self.rest] : hostsPath + [main.id], Self.missing)
        }
        return places
    }

    private func hosts(_ table: TOMLTable, _ path: [String], of profile: ExchangeProfile) throws(Failure) -> [SiteHost: String] {
        var hosts: [SiteHost: String] = [:]
        for host in profile.hosts {
            if let text = try text(table, path + [host.id]) { hosts[host] = try origin(text, path + [host.id], host.traffic) }
        }
        return hosts
    }

    private func platform(_ root: TOMLTable) throws(Failure) -> AppConfiguration.Platform {
        let path = ["platform"]
        guard let entry = try table(root, path) else { return AppConfiguration.Platform() }
        try allow(["name", "linked_app", "support_url"], in: entry, path)
        return AppConfiguration.Platform(
            name: try text(entry, path + ["name"]).map { CleanText.line($0) },
            linkedApp: try text(entry, path + ["linked_app"]).map { CleanText.line($0) },
            supportURL: try text(entry, path + ["support_url"]).map { CleanText.line($0) })
    }

    private func fastAPI(_ root: TOMLTable) throws(Failure) -> [String: FastAPIClient] {
        guard let all = try table(root, ["fast_api"]) else { return [:] }
        let ids = profiles.filter { $0.fastAPI.audience == .approvedPlatforms }.map(\.id)
        try allow(ids, in: all, ["fast_api"])
        var clients: [String: FastAPIClient] = [:]
        for id in ids {
            let path = ["fast_api", id]
            if let entry = try table(all, path) { clients[id] = try client(entry, path) }
        }
        return clients
    }

    private func client(_ entry: TOMLTable, _ path: [String]) throws(Failure) -> FastAPIClient {
        try allow(
            [
                "client_id", "client_secret_command", "client_secret_file", "redirect_uri", "scope", "permissions", "bind_app",
                "authorize_path", "token_path", "create_key_path", "delete_key_path", "send_redirect_uri", "wait_seconds", "extra",
            ], in: entry, path)
        var client = FastAPIClient(
            clientID: try required(entry, path + ["client_id"]), secretSource: try secretSource(entry, path),
            redirectURI: try required(entry, path + ["redirect_uri"]))
        client.scope = try text(entry, path + ["scope"]) ?? client.scope
        client.permissions = try text(entry, path + ["permissions"]) ?? client.permissions
        client.bindApp = try choice(entry, path + ["bind_app"]) ?? client.bindApp
        client.authorizePath = try urlPath(entry, path + ["authorize_path"]) ?? client.authorizePath
        client.tokenPath = try urlPath(entry, path + ["token_path"]) ?? client.tokenPath
        client.createKeyPath = try urlPath(entry, path + ["create_key_path"]) ?? client.createKeyPath
        client.deleteKeyPath = try urlPath(entry, path + ["delete_key_path"]) ?? client.deleteKeyPath
        client.sendRedirectURI = try choice(entry, path + ["send_redirect_uri"]) ?? client.sendRedirectURI
        client.waitSeconds = try number(entry, path + ["wait_seconds"], 10...3_600) ?? client.waitSeconds
        if let extra = try table(entry, path + ["extra"]) {
            for key in extra.keys.sorted() { client.extra[key] = try required(extra, path + ["extra", key]) }
        }
        return client
    }

    private func secretSource(_ entry: TOMLTable, _ path: [String]) throws(Failure) -> FastAPIClient.SecretSource {
        let command = try text(entry, path + ["client_secret_command"])
        let secretFile = try text(entry, path + ["client_secret_file"])
        switch (command, secretFile) {
        case (let command?, nil): return .command(command)
        case (nil, let secretFile?): return .file(secretFile)
        case (nil, nil), (_?, _?):
            throw problem(
                path + ["client_secret_command"],
                Phrase(en: "either client_secret_command or client_secret_file", zh: " client_secret_command 与 client_secret_file 二者之一"))
        }
    }

    // MARK: Values

    private func problem(_ path: [String], _ expected: Phrase) -> Failure {
        ConfigurationProblem(file: file, key: path.joined(separator: "."), line: lines.line(of: path), expected: expected).failure
    }

    private func allow(_ known: [String], in table: TOMLTable, _ path: [String]) throws(Failure) {
        guard let key = table.keys.sorted().first(where: { !known.contains($0) }) else { return }
        let names = known.joined(separator: ", ")
        throw problem(path + [key], Phrase(en: "one of \(names) instead of this unknown key", zh: "以下键之一，而不是这个未知的键：\(names)"))
    }

    private func value(_ table: TOMLTable, _ path: [String]) -> (any TOMLValueConvertible)? {
        path.last.flatMap { table[$0] }
    }

    private func table(_ parent: TOMLTable, _ path: [String]) throws(Failure) -> TOMLTable? {
        guard let value = value(parent, path) else { return nil }
        if let table = value.table { return table }
        throw problem(path, Phrase(en: "a table", zh: "表（table）"))
    }

    private func text(_ table: TOMLTable, _ path: [String]) throws(Failure) -> String? {
        guard let value = value(table, path) else { return nil }
        if let text = value.string, !text.isEmpty { return text }
        throw problem(path, Phrase(en: "text in quotes", zh: "引号中的文本"))
    }

    private func required(_ table: TOMLTable, _ path: [String]) throws(Failure) -> String {
        if let text = try text(table, path) { return text }
        throw problem(path, Self.missing)
    }

    private static let missing = Phrase(en: "an entry, which is missing", zh: "必填项，但它不存在")

    private func number(_ table: TOMLTable, _ path: [String], _ range: ClosedRange<Int>) throws(Failure) -> Int? {
        guard let value = value(table, path) else { return nil }
        if value.type == .int, let number = value.int, range.contains(number) { return number }
        throw problem(
            path,
            Phrase(
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                zh: " \(range.lowerBound) 到 \(range.upperBound) 之间的整数"))
    }

    private func choice(_ table: TOMLTable, _ path: [String]) throws(Failure) -> FastAPIClient.Choice? {
        guard let value = value(table, path) else { return nil }
        switch value.bool {
        case true?: return .on
        case false?: return .off
        case nil: throw problem(path, Phrase(en: "true or false", zh: " true 或 false"))
        }
    }

    private func urlPath(_ table: TOMLTable, _ path: [String]) throws(Failure) -> String? {
        guard let text = try text(table, path) else { return nil }
        if text.hasPrefix("/"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
        throw problem(path, Phrase(en: "a path that begins with /", zh: "以 / 开头的路径"))
    }

    private func origin(_ text: String, _ path: [String], _ traffic: SiteHost.Traffic = .requests) throws(Failure) -> String {
        if OriginRule.allows(text, traffic) { return text }
        let (encrypted, open) = traffic.schemes
        throw problem(
            path,
            Phrase(
                en:
                    "\(encrypted)://host or \(encrypted)://host:port without anything behind it (\(open) only for this computer itself)",
                zh: " \(encrypted)://主机 或 \(encrypted)://主机:端口，后面不带任何内容（\(open) 仅限本机）"))
    }

    private func isIdentifier(_ id: String) -> Bool {
        (1...32).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            }
    }

    private func hostText(_ origin: String) -> String {
        origin.firstRange(of: "://").map { String(origin[$0.upperBound...]) } ?? origin
    }
}
