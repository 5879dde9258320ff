import App
import Core
import Domain
import Sandbox

/// `sandbox`: the local exchange alone.
public enum SandboxCommand {
    /// Starts the exchange, prints its address and keys, and runs until a signal. Throws `port-taken`, or `Interrupted` at the end.
    public static func run(_ options: SandboxOptions, _ context: CommandContext) throws -> Int32 {
        let server = try context.signals.run { await start(options.configuration) }.get()
        switch context.options.format {
        case .json: context.output.write(server.sampleKeysJSON)
        case .text: context.output.write(try text(server, context.exchange(SandboxServer.exchange), context.language))
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

    private static func text(_ server: SandboxServer, _ exchange: ExchangeProfile, _ language: Language) -> String {
        let lead = Phrase(
            en: "The sandbox exchange listens on \(server.origin) until Ctrl-C. Its keys are public samples and open nothing else.",
            zh: "沙盒交易所正在监听 \(server.origin)，按 Ctrl-C 结束。以下 Key 为公开示例，仅用于沙盒。")
        let use = Phrase(en: "To use it from Tidegate, put this into config.toml:", zh: "如需在 Tidegate 中使用，请在 config.toml 中加入：")
        var lines = [lead[language], "", use[language], ""] + configuration(server, exchange)
        let width = exchange.keyFields.map { TextWidth.columns(of: $0.name[language]) }.max() ?? 0
        for account in server.configuration.accounts {
            let title = Phrase(en: account.title.english, zh: account.title.chinese)
            lines += ["", "\(account.id)  \(title[language])"]
            for key in account.keys {
                let values = [(KeyField.ID.apiKey.name, key.apiKey)] + key.secrets
                lines += exchange.keyFields.compactMap { field in
                    values.first { $0.0 == field.id.name }.map {
                        "  " + TextWidth.padEnd(field.name[language], to: width) + "  " + $0.1
                    }
                }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The sites that it plays, as a configuration has them.
    static func configuration(_ server: SandboxServer, _ exchange: ExchangeProfile) -> [String] {
        let sites = [server.configuration.site] + server.configuration.otherSites
        let tables = sites.compactMap { site -> [String]? in
            guard let origin = server.origins[site] else { return nil }
            let name = site == server.configuration.site ? "sandbox" : "sandbox-" + site.rawValue
            var lines = ["[sites.\(name)]", "exchange = \"\(exchange.id)\"", "rest = \"\(origin)\"", "sandbox = true"]
            for (table, environment) in [("", SandboxEnvironment.live), (".demo", .demo)] {
                guard let address = server.streamOrigins(environment)[site] else { continue }
                let hosts = exchange.hosts.filter { $0.traffic == .stream }
                lines += ["", "[sites.\(name).hosts\(table)]"] + hosts.map { "\($0.id) = \"\(address)\"" }
            }
            return lines
        }
        return Array(tables.joined(separator: [""]))
    }
}
