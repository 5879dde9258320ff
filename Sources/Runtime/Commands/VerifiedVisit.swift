import Core
import HTTP

/// A verification that the user can follow row by row.
struct VerifiedVisit {
    let name: String
    let visit: AccountVisit

    /// Throws `Interrupted`.
    func run(_ context: CommandContext) throws(Interrupted) -> ConnectionReport {
        let transport = HTTPTransport(userAgent: ProgramVersion.userAgent)
        defer { transport.shutDown() }
        let reader = AccountReader(transport: transport, limits: context.surroundings.reading)
        let (output, format, language) = (context.output, context.options.format, context.language)
        let visit = visit
        let outcome = try context.signals.run {
            await reader.verify(visit) { row, result in
                switch format {
                case .json: break
                case .text: output.tell(VerificationText.line(row, result, language))
                }
            }
        }
        return ConnectionReport(name: name, visit: visit, outcome: outcome)
    }

    /// Prints what came of it: the connection, or why there is none.
    static func print(_ report: ConnectionReport, _ context: CommandContext) {
        switch report.outcome {
        case .success:
            context.print(
                json: StatusReport.json([report], context.language),
                text: StatusText.text([report], exchanges: context.exchanges, context.language))
        case .failure(let failure):
            switch context.options.format {
            case .json:
                context.output.write(.object([
                    StatusReport.schema, .init("error", FailureReport.error(failure, context.language)),
                    .init("connections", [StatusReport.connection(report, context.language)]),
                ]))
            case .text: break
            }
            context.output.tell("tidegate: " + FailureReport.text(failure, context.language))
        }
    }
}
