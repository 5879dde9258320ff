import App
import Domain
import Exchanges
import JSON
import Session
import Vault

/// `check`: the whole verification of a stored connection, row by row.
public enum CheckCommand {
    /// What is printed.
    public enum Form: Hashable, Sendable {
        case rows
        /// A report that can be shown to anyone: no secrets, addresses, ids or amounts.
        case report
    }

    /// Whether the key may be sent to its site's present addresses, where they have changed since it was stored.
    public enum AddressConsent: Hashable, Sendable {
        case withheld
        case given
    }

    /// Checks the connection named, or the default one. Throws `name-unknown`, what keeps the vault closed, and what forbids to contact the
    /// site.
    public static func run(name: String?, _ form: Form, probe: ProbeConsent, address: AddressConsent = .withheld, _ context: CommandContext)
        throws -> Int32
    {
        let access = VaultAccess(context: context)
        let vault = try access.open()
        defer { vault.lock() }
        let stored = try access.connection(named: name, in: vault)
        let name = stored.name
        let profile = try context.exchange(stored.exchange)
        let place = StoredSite.resolve(stored, among: context.exchanges)
        let site: Site
        switch (place.problem, place.change, address) {
        case (_, let change?, .given):
            site = change.place.site
            let now = change.place
            try access.save { (timeout) throws(VaultProblem) in
                try vault.update(timeout: timeout) { (document) throws(VaultProblem) in try document.move(name, to: now) }
            }
            let words = AddressChange.words(now.keyAddresses)
            context.say(Phrase(en: "The key of “\(name)” goes to \(words) from now on.", zh: "“\(name)” 的 Key 今后将发送到 \(words)。"))
        case (let problem?, _, _): throw problem
        case (nil, _, _): site = place.site
        }
        let target = stored.account(at: site, key: KeyHandle(try stored.credentials.copied()))
        let verified = try AccountVerification(name: name, target: target, exchange: profile, probe: probe, progress: .silent).run(context)
        if verified.findings?.place != nil, case .success = verified.report.outcome {
            let place = verified.place
            try access.save { (timeout) throws(VaultProblem) in
                try vault.update(timeout: timeout) { (document) throws(VaultProblem) in try document.move(name, to: place) }
            }
            context.say(Phrase(en: "“\(name)” now names that site and environment.", zh: "“\(name)” 已改用该站点和环境。"))
        }
        let code = finish(verified, form, context)
        try AccountNotes.keep([verified.report], in: vault, context)
        return code
    }

    /// Prints, and answers the exit code: that of the cause, or 15 where the futures settings differ.
    static func finish(_ verified: Verified, _ form: Form, _ context: CommandContext) -> Int32 {
        switch form {
        case .rows:
            context.print(json: CheckReport.json(verified, context.language), text: CheckReport.text(verified, context.language))
        case .report:
            let lines = ShareableReport.lines(verified, context.registry, context.language)
            context.print(
                json: .object([StatusReport.schema, .init("report", .array(lines.map { .string($0) }))]),
                text: lines.joined(separator: "\n"))
        }
        switch verified.report.outcome {
        case .failure(let failure): return failure.cause.exitCode
        case .success(let snapshot): return snapshot.notices.contains { $0.warning == .settingsDiffer } ? Cause.settingsDiffer.exitCode : 0
        }
    }
}
