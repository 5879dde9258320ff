import App
import Core
import Domain
import Exchanges
import Sandbox

/// `sandbox`: the local exchange alone.
public enum SandboxCommand {
    /// Starts the exchange, prints its addresses and keys, and runs until a signal. Throws `port-taken`, or `Interrupted` at the end.
    public static func run(_ options: SandboxOptions, _ context: CommandContext) throws -> Int32 {
        let server = try context.signals.run { await start(options.configuration) }.get()
        switch context.options.format {
        case .json: context.output.write(server.sampleKeysJSON)
        case .text: context.output.write(try text(server, context))
        }
        // Without output nobody would know where the sandbox listens.
        try context.output.requireWritten()
        while true { try context.signals.wait(for: nil) }
    }

    /// Starts an exchange. Fails with `port-taken` or `configuration-invalid`.
    static func start(_ configuration: SandboxConfiguration) async -> Result<SandboxServer, Failure> {
        do {
            return .success(try await SandboxServer.start(configuration))
        } catch {
            return .failure(failure(for: error))
        }
    }

    private static func failure(for error: SandboxError) -> Failure {
        let otherPort = Phrase(
            en: "Choose another port with --port, or leave it out for any that is free.", zh: "请用 --port 指定其他端口，或省略以使用任意空闲端口。")
        switch error {
        case .portTaken(let port):
            return Failure(
                .portTaken, message: Phrase(en: "Another program listens on port \(port).", zh: "端口 \(port) 已被其他程序占用。"), remedy: [otherPort]
            )
        case .portOutOfRange(let port):
            return Failure(.portTaken, message: Phrase(en: "There is no port \(port).", zh: "端口 \(port) 不存在。"), remedy: [otherPort])
        case .hostNotLoopback(let host):
            return Failure(
                .configurationInvalid,
                message: Phrase(en: "\(host) is not an address of this machine itself.", zh: "\(host) 不是本机回环地址。"),
                remedy: [Phrase(en: "Use 127.0.0.1 or ::1.", zh: "请使用 127.0.0.1 或 ::1。")])
        case .cannotListen(let number):
            return Failure(
                .portTaken, message: Phrase(en: "The system refused the port (error \(number)).", zh: "系统拒绝使用该端口（错误 \(number)）。"),
                remedy: [otherPort])
        }
    }

    private static func text(_ server: SandboxServer, _ context: CommandContext) throws(Failure) -> String {
        let language = context.language
        let names = server.exchanges.map { played in context.registry.profiles.first { $0.id == played.id }?.name ?? played.id }
        let lead = Phrase(
            en: "The sandbox plays \(names.joined(separator: ", ")) until Ctrl-C. Its keys are public samples and open nothing else.",
            zh: "沙盒正在模拟 \(names.joined(separator: "、"))，按 Ctrl-C 结束。以下 Key 为公开示例，仅用于沙盒。")
        let use = Phrase(en: "To use it from Tidegate, put this into config.toml:", zh: "如需在 Tidegate 中使用，请在 config.toml 中加入：")
        var lines = [lead[language], "", use[language]]
        var accounts: [String] = []
        for played in server.exchanges {
            guard let profile = context.registry.profiles.first(where: { $0.id == played.id }) else { continue }
            lines += [""] + configuration(played, profile)
            if server.exchanges.count > 1 { accounts += ["", profile.name] }
            for sample in played.samples { accounts += [""] + described(sample, profile, language) }
        }
        return (lines + accounts).joined(separator: "\n")
    }

    private static func described(_ sample: SandboxSample, _ profile: ExchangeProfile, _ language: Language) -> [String] {
        let width = profile.keyFields.map { TextWidth.columns(of: $0.name[language]) }.max() ?? 0
        var lines = ["\(sample.id)  \(Phrase(en: sample.title.english, zh: sample.title.chinese)[language])"]
        for key in sample.keys {
            let values = [(KeyField.ID.apiKey.name, key.apiKey)] + key.secrets.map { ($0.name, $0.value) }
            for field in profile.keyFields {
                guard let value = values.first(where: { $0.0 == field.id.name })?.1 else { continue }
                let name = "  " + TextWidth.padEnd(field.name[language], to: width)
                // A value of several lines is to be copied as it stands.
                lines += value.contains("\n") ? [name, value] : [name + "  " + value]
            }
        }
        return lines
    }

    /// The sites where an exchange is played, as a configuration has them.
    static func configuration(_ played: PlayedExchange, _ profile: ExchangeProfile) -> [String] {
        let tables = SandboxSites.ids(of: played).map { id in
            table(SandboxSites.name(of: id, played), SandboxSites.addresses(of: id, played, in: profile), of: profile)
        }
        return Array(tables.joined(separator: [""]))
    }

    /// Hosts that are the same everywhere or are those of live trading stand without an environment, unless the site lacks one of the
    /// exchange's environments, which would have them too.
    private static func table(
        _ name: String, _ places: [TradingEnvironment: [SiteHost: String]], of profile: ExchangeProfile
    ) -> [String] {
        var lines = ["[sites.\(name)]", "exchange = \"\(profile.id)\""]
        let isWhole = profile.environments.allSatisfy { places[$0] != nil }
        let common = isWhole ? places[.live] ?? [:] : [:]
        if let main = profile.hosts.first, main.id == "rest", let address = common[main] { lines.append("rest = \"\(address)\"") }
        lines.append("sandbox = true")
        for environment in TradingEnvironment.allCases {
            guard let hosts = places[environment] else { continue }
            let isGeneral = isWhole && environment == .live
            let listed = profile.hosts.filter { host in
                guard hosts[host] != nil else { return false }
                return isGeneral ? !(host == profile.hosts.first && host.id == "rest") : hosts[host] != common[host]
            }
            guard !listed.isEmpty else { continue }
            lines += ["", "[sites.\(name).hosts\(isGeneral ? "" : "." + environment.rawValue)]"]
            lines += listed.compactMap { host in hosts[host].map { "\(host.id) = \"\($0)\"" } }
        }
        return lines
    }
}
