import App
import Core
import Domain
import Exchanges
import Glibc
import HTTP
import Session
import Synchronization
import Vault

/// `settings`: the futures settings of a stored connection, as a plan that writes nothing, or applied.
public struct SettingsCommand: Sendable {
    /// `nil`: the default connection, for what changes nothing.
    let name: String?
    let settingsTarget: SettingsTarget

    init(name: String?, settingsTarget: SettingsTarget) {
        self.name = name
        self.settingsTarget = settingsTarget
    }

    /// A command as the command line gives it, checked by `isLeverage` and `isInstrument`.
    public init(name: String?, instrument: String?, leverage: String?) {
        self.init(name: name, settingsTarget: SettingsTarget(instrument: instrument, leverage: leverage.flatMap(SettingsTarget.leverage)))
    }

    /// Whether a text is a leverage.
    public static func isLeverage(_ text: String) -> Bool { SettingsTarget.leverage(text) != nil }

    /// Whether a text can be the id of an instrument.
    public static func isInstrument(_ text: String) -> Bool { SettingsTarget.isInstrument(text) }

    /// Whether differing settings are only shown, or changed.
    public enum Purpose: Hashable, Sendable {
        case plan
        case apply(ConnectionsCommand.Confirmation)
    }

    /// Throws `name-unknown`, `confirmation-needed`, what keeps the vault closed, and what keeps the account from being asked.
    public func run(_ purpose: Purpose, _ context: CommandContext) throws -> Int32 {
        let (name, target) = try target(purpose, context)
        let transport = HTTPTransport(userAgent: ProgramVersion.userAgent)
        defer { transport.shutDown() }
        let reader = SettingsReader(
            transport: transport, limits: context.process.reading, exchanges: context.registry)
        let settingsTarget = settingsTarget
        let findings = try context.signals.run { await reader.read(target, settingsTarget) }.get()
        switch purpose {
        case .plan: return finish(SettingsReport(name: name, rows: findings.rows, plan: findings.plan, purpose: .plan), context)
        case .apply(let confirmation):
            if findings.plan.isEmpty {
                return finish(
                    SettingsReport(
                        name: name, rows: findings.rows, plan: [], purpose: .applied([]), failure: Self.standstill(findings)),
                    context)
            }
            switch confirmation {
            case .given: break
            case .asked: try confirm(findings, name, target, context)
            }
            return try apply(findings, name, target, transport, context)
        }
    }

    /// The connection and its name. A name that does not exist is reported before a missing terminal is.
    private func target(_ purpose: Purpose, _ context: CommandContext) throws -> (name: String, AccountRequest) {
        let access = VaultAccess(context: context)
        let vault = try access.open()
        defer { vault.lock() }
        let stored = try access.connection(named: name, in: vault)
        switch purpose {
        case .plan, .apply(.given): break
        case .apply(.asked): guard isatty(context.process.input) == 1 else { throw Self.unconfirmed }
        }
        let place = StoredSite.resolve(stored, among: context.exchanges)
        if let problem = place.problem { throw problem }
        return (stored.name, stored.account(at: place.site, key: KeyHandle(try stored.credentials.copied())))
    }

    /// On a live account the name of the connection has to be typed; in demo trading `yes` is enough.
    private func confirm(_ findings: SettingsFindings, _ name: String, _ target: AccountRequest, _ context: CommandContext) throws {
        let report = SettingsReport(name: name, rows: findings.rows, plan: findings.plan, purpose: .plan)
        context.output.tell(report.text(context.language))
        let (answer, question) =
            switch target.environment {
            case .live:
                (
                    name,
                    Phrase(
                        en: "This changes a live account. Type the name “\(name)” to apply: ",
                        zh: "这将修改实盘账户。输入名称 “\(name)” 以执行：")
                )
            case .demo, .testnet: ("yes", Phrase(en: "Type “yes” to apply: ", zh: "输入 “yes” 以执行："))
            }
        context.output.ask(question[context.language])
        guard try ShownLine(descriptor: context.process.input, signals: context.signals).read() == answer else {
            throw Self.unconfirmed
        }
    }

    private func apply(
        _ findings: SettingsFindings, _ name: String, _ target: AccountRequest, _ transport: HTTPTransport, _ context: CommandContext
    ) throws -> Int32 {
        let applier = SettingsApplier(
            transport: transport, limits: context.process.reading, exchanges: context.registry)
        let (settingsTarget, output, format, language) = (settingsTarget, context.output, context.options.format, context.language)
        let progress = Progress()
        let outcome: SettingsOutcome
        do {
            outcome = try context.signals.run {
                await applier.apply(findings.plan, to: target, settingsTarget) { done in
                    progress.applied.withLock { $0.append(done) }
                    switch format {
                    case .json: break
                    case .text: output.tell(SettingsReport.line(done, language))
                    }
                }
            }
        } catch {
            tellInterruption(of: findings, name, after: progress.applied.withLock { $0 }, context)
            throw error
        }
        let rows: [SettingRow]
        var failure = outcome.failure
        switch outcome.findings {
        case .success(let after):
            rows = after.rows
            failure = failure ?? Self.standstill(after)
        case .failure(let unread):
            rows = findings.rows
            failure = failure ?? unread
        }
        return finish(
            SettingsReport(name: name, rows: rows, plan: findings.plan, purpose: .applied(outcome.applied), failure: failure), context)
    }

    /// What has been done so far, for the case that a signal ends the command.
    private final class Progress: Sendable {
        let applied = Mutex<[AppliedSetting]>([])
    }

    /// A change may be under way when the signal arrives, so the user is told how far the plan got.
    private func tellInterruption(
        of findings: SettingsFindings, _ name: String, after applied: [AppliedSetting], _ context: CommandContext
    ) {
        // The step that the signal cancelled may have been recorded meanwhile, with an unknown outcome.
        let done = Array(applied.prefix { $0.failure == nil })
        guard let words = SettingWords.interrupted(findings.plan, done: done.count) else { return }
        let applied = done + [AppliedSetting(findings.plan[done.count], .unknown)]
        switch context.options.format {
        case .json:
            let report = SettingsReport(name: name, rows: findings.rows, plan: findings.plan, purpose: .applied(applied))
            context.output.write(report.json(context.language))
        case .text: break
        }
        context.output.tell("tidegate: " + words[context.language])
    }

    /// The exit code is that of what stopped it; otherwise 15 where settings differ, or that of what kept one from being read.
    private func finish(_ report: SettingsReport, _ context: CommandContext) -> Int32 {
        context.print(json: report.json(context.language), text: report.text(context.language))
        if let failure = report.failure {
            context.output.tell("tidegate: " + FailureReport.text(failure, context.language))
            return failure.cause.exitCode
        }
        let unread = report.rows.compactMap { $0.state == .unknown ? $0.failure : nil }
        for failure in unread { context.output.tell("tidegate: " + FailureReport.text(failure, context.language)) }
        let causes = unread.map(\.cause) + (report.rows.contains { $0.state.differs } ? [.settingsDiffer] : [])
        return Cause.foremost(of: causes)?.exitCode ?? 0
    }

    /// Why differing settings cannot be changed further here; `nil` where none differs, or only positions do.
    private static func standstill(_ findings: SettingsFindings) -> Failure? {
        let rows = findings.rows.filter { row in
            switch row.setting.nature {
            case .chosen: row.state.differs
            case .ofPositions: false
            }
        }
        if let row = rows.first(where: { $0.state == .needsWebsite }) {
            return row.failure ?? Failure(.modeNeedsWebsite, message: SettingWords.state(.needsWebsite), remedy: row.remarks)
        }
        guard !rows.isEmpty else { return nil }
        let blockers = rows.flatMap(\.blockers)
        let distinct = blockers.indices.filter { blockers.firstIndex(of: blockers[$0]) == $0 }.map { blockers[$0] }
        guard distinct.contains(where: { $0.kind == Cause.permissionMissing.rawValue }) else { return SettingBlocker.failure(distinct) }
        return Failure(
            .permissionMissing,
            message: Phrase(en: "The key may not change settings: it lacks the permission Trade.", zh: "该 API Key 没有交易权限，无法修改设置。"),
            remedy: rows.flatMap(\.remarks).prefix(1) + [])
    }

    private static let unconfirmed = Failure(
        .confirmationNeeded, message: Phrase(en: "Nothing was changed: it was not confirmed.", zh: "未作任何修改：尚未确认。"),
        remedy: [Phrase(en: "Type what is asked for at the terminal, or use --yes.", zh: "请在终端按提示输入，或使用 --yes。")])
}
