import App
import Core
import Domain
import HTTP
import JSON
import Session
import Synchronization

/// A verification that the user can follow row by row.
struct AccountVerification {
    let name: String
    let target: AccountRequest
    let exchange: ExchangeProfile
    let probe: ProbeConsent
    let progress: Progress

    enum Progress: Hashable, Sendable {
        /// Each row is printed as soon as it has its result.
        case told
        case silent
    }

    /// Verifies; with the user's consent, and where the key is unknown here, at the place where it is found too. Throws `Interrupted`.
    func run(_ context: CommandContext) throws(Interrupted) -> Verified {
        let transport = HTTPTransport(userAgent: ProgramVersion.userAgent)
        defer { transport.shutDown() }
        let reader = AccountReader(
            transport: transport, limits: context.process.reading, budget: context.process.budget, exchanges: context.registry)
        let first = try verify(target, reader, context, findings: nil)
        let here = first.place
        guard case .failure(let failure) = first.report.outcome, failure.cause.traits.mayBeElsewhere else { return first }
        let places = here.others(in: exchange)
        guard !places.isEmpty else { return first }
        switch probe {
        case .withheld:
            context.say(
                Phrase(
                    en: "With --probe the key is looked for elsewhere too: \(words(places).english).",
                    zh: "加上 --probe 可到其他位置查找此 Key：\(words(places).simplifiedChinese)。"))
            return first
        case .given: break
        }
        context.say(
            Phrase(en: "Asking elsewhere for the key: \(words(places).english).", zh: "正在其他位置查找此 Key：\(words(places).simplifiedChinese)。"))
        let target = target
        let findings = try context.signals.run { await reader.probe(target, among: places) }
        guard let place = findings.place else {
            context.say(Phrase(en: "No place that was asked knows the key.", zh: "所查位置都不认识此 Key。"))
            return Verified(report: first.report, target: target, rows: first.rows, findings: findings)
        }
        let found = words([place])
        context.say(Phrase(en: "The key belongs to \(found.english).", zh: "此 Key 属于\(found.simplifiedChinese)。"))
        return try verify(target.moved(to: place), reader, context, findings: findings)
    }

    private func verify(
        _ target: AccountRequest, _ reader: AccountReader, _ context: CommandContext, findings: ProbeFindings?
    ) throws(Interrupted) -> Verified {
        let (output, format, language, progress) = (context.output, context.options.format, context.language, progress)
        let startedAt = LocalClock.steadyMilliseconds
        let rows = Rows()
        let outcome = try context.signals.run {
            await reader.verify(target) { row, result in
                rows.settled.withLock { $0[row] = (result, LocalClock.steadyMilliseconds - startedAt) }
                guard format == .text, progress == .told else { return }
                output.tell(VerificationText.line(row, result, language))
            }
        }
        return Verified(
            report: ConnectionReport(name: name, target: target, outcome: outcome), target: target, rows: rows.settled.withLock { $0 },
            findings: findings)
    }

    private final class Rows: Sendable {
        let settled = Mutex<[VerificationRow: (result: VerificationResult, milliseconds: Int64)]>([:])
    }

    private func words(_ places: [AccountPlace]) -> Phrase {
        func list(_ language: Language) -> String {
            let words = ReportWords.of(language)
            return places.map { "\($0.site.name[language]) \(words.environment($0.environment))" }.joined(
                separator: language == .english ? ", " : "、")
        }
        return Phrase(en: list(.english), zh: list(.simplifiedChinese))
    }

    /// Prints the result: the connection, or why there is none.
    static func print(_ report: ConnectionReport, _ context: CommandContext) {
        switch report.outcome {
        case .success:
            context.print(
                json: StatusReport.json([report], exchanges: context.exchanges, context.language),
                text: StatusText.text([report], exchanges: context.exchanges, context.language))
        case .failure(let failure):
            switch context.options.format {
            case .json:
                context.output.write(
                    .object([
                        StatusReport.schema, .init("error", FailureReport.error(failure, context.language)),
                        .init("connections", [StatusReport.connection(report, exchanges: context.exchanges, context.language)]),
                    ]))
            case .text: break
            }
            context.output.tell("tidegate: " + FailureReport.text(failure, context.language))
        }
    }
}

/// The result of a verification.
struct Verified: Sendable {
    let report: ConnectionReport
    /// The fetch that it ended with: the one asked for, or one at the place where the key was found.
    let target: AccountRequest
    /// The last word on each row, and how many milliseconds after the start it came.
    let rows: [VerificationRow: (result: VerificationResult, milliseconds: Int64)]
    /// The result of the search for the key's place; `nil` where there was none.
    let findings: ProbeFindings?

    var place: AccountPlace { AccountPlace(site: target.site, environment: target.environment) }
}

/// Whether the user lets a key be tried at other places than the one named.
public enum ProbeConsent: Hashable, Sendable {
    case given
    case withheld
}
