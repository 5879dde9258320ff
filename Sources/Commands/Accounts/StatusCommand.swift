import App
import Domain
import Exchanges
import HTTP
import Session
import Vault

/// `status`: signs in to stored connections, all at the same time, and prints what each of them brought.
public enum StatusCommand {
    /// Prints the status of the connections named, or of all. Throws `name-unknown` before anything is sent, and what keeps the vault
    /// closed.
    public static func run(names: [String], _ context: CommandContext) throws -> Int32 {
        let vault = try VaultAccess(context: context).open()
        defer { vault.lock() }
        let document = try vault.document()
        var chosen = document.connections
        if !names.isEmpty {
            for name in names where document[name] == nil { throw VaultProblem.nameUnknown(CleanText.line(name, characters: 64)) }
            chosen = document.connections.filter { names.contains($0.name) }
        }
        if chosen.isEmpty { context.say(Phrase(en: "The vault holds no connection.", zh: "保险库中没有连接。")) }
        let reports = try fetchAll(chosen.map { try StatusRequest($0, among: context.exchanges) }, context)
        let code = finish(reports, context)
        try AccountNotes.keep(reports, in: vault, context)
        return code
    }

    /// Fetches all, and answers in the order given. Throws `Interrupted`.
    static func fetchAll(_ requests: [StatusRequest], _ context: CommandContext) throws(Interrupted) -> [ConnectionReport] {
        let transport = HTTPTransport(userAgent: ProgramVersion.userAgent)
        defer { transport.shutDown() }
        let reader = AccountReader(
            transport: transport, limits: context.process.reading, budget: context.process.budget, exchanges: context.registry)
        return try context.signals.run { await StatusBatch(reader: reader).reports(requests) }
    }

    /// Prints the reports. The exit code is that of the first cause in the list of causes.
    static func finish(_ reports: [ConnectionReport], _ context: CommandContext) -> Int32 {
        switch context.options.format {
        case .json: context.output.write(StatusReport.jsonWithTotals(reports, exchanges: context.exchanges, context.language))
        case .text: if !reports.isEmpty { context.output.write(StatusText.text(reports, exchanges: context.exchanges, context.language)) }
        }
        let causes = Set(
            reports.compactMap { report -> Cause? in
                if case .failure(let failure) = report.outcome { failure.cause } else { nil }
            })
        return Cause.foremost(of: causes)?.exitCode ?? 0
    }
}
