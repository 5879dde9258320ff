import Core
import Domain
import Exchanges
import Session

/// A report about a connection that can be shown to anyone: words of fixed lists, counts and milliseconds. It holds no text from
/// outside and none that the user wrote, hence no secret, address, id or amount.
enum ShareableReport {
    static func lines(_ verified: Verified, _ registry: ExchangeRegistry, _ language: Language) -> [String] {
        let report = verified.report
        var lines = [
            "tidegate \(ProgramVersion.text)  \(LocalClock.now.iso8601)  \(language.rawValue)",
            "\(report.exchange)  site \(site(verified.place.site))  \(verified.place.environment.rawValue)  \(report.method.rawValue)",
            "",
        ]
        lines += VerificationRow.allCases.map { row($0, verified) }
        switch report.outcome {
        case .success(let snapshot): lines += [""] + facts(snapshot)
        case .failure(let failure): lines += [""] + reason(failure, registry.adapter(id: report.exchange), language)
        }
        if let findings = verified.findings {
            lines +=
                ["", "probe"]
                + findings.answers.prefix(8).map { answer in
                    "  \(site(answer.place.site)) \(answer.place.environment.rawValue): \(answer.verdict.word)"
                }
        }
        return lines
    }

    private static func row(_ row: VerificationRow, _ verified: Verified) -> String {
        let name = TextWidth.padEnd(row.rawValue, to: 12)
        guard let settled = verified.rows[row] else { return name + " skipped" }
        switch settled.result {
        case .ok: return "\(name) ok       \(settled.milliseconds) ms"
        case .warning(let notice): return "\(name) warning  \(settled.milliseconds) ms  \(notice.warning.rawValue)"
        case .failed(let failure): return "\(name) failed   \(settled.milliseconds) ms  \(causeAndCode(failure))"
        case .skipped: return name + " skipped"
        }
    }

    /// Why it failed, in the words of the table of codes: a failure's own message may hold text from outside.
    private static func reason(_ failure: Failure, _ exchange: (any ExchangeAdapter)?, _ language: Language) -> [String] {
        let explained = failure.code.flatMap { exchange?.codes.meanings(of: $0).first { $0.cause == failure.cause } }
        return ["cause \(causeAndCode(failure))  exit code \(failure.cause.exitCode)"]
            + (explained.map { [$0.message[language]] + $0.remedy.map { "- \($0[language])" } } ?? [])
    }

    private static func facts(_ snapshot: AccountSnapshot) -> [String] {
        let key = snapshot.key
        let known = key.permissions?.filter { $0.role != .unknown } ?? []
        let unknown = (key.permissions?.count ?? 0) - known.count
        let permissions = key.permissions.map { _ in (known.map(\.id) + (unknown > 0 ? ["\(unknown) unknown"] : [])).joined(separator: " ")
        }
        let addresses = key.addresses.list.map { String($0.count) } ?? (key.addresses.isBound == true ? "bound" : "unknown")
        let settings = snapshot.settings.overview.map { $0.value?.id ?? "unknown" }
        var lines = [
            "account \(snapshot.kind?.rawValue ?? "unknown")  permissions \(permissions ?? "unknown")  bound addresses \(addresses)",
            "futures " + (settings.isEmpty ? "unknown" : settings.joined(separator: "  ")),
            "clock offset \(snapshot.clockOffsetMilliseconds) ms",
        ]
        if let end = key.expiry.words { lines.append("key " + end.english) }
        lines += snapshot.wallets.map { wallet in
            "wallet \(wallet.kind.id)  \(wallet.assets.count) assets" + (wallet.failure.map { "  failed \(causeAndCode($0))" } ?? "")
        }
        if !snapshot.notices.isEmpty { lines.append("warnings " + snapshot.notices.map(\.warning.rawValue).joined(separator: " ")) }
        if !snapshot.remarks.isEmpty { lines.append("remarks " + snapshot.remarks.map(\.kind.rawValue).joined(separator: " ")) }
        return lines
    }

    /// The code only where it is one of the exchange's numbers.
    private static func causeAndCode(_ failure: Failure) -> String {
        guard let code = failure.code, code.count <= 8,
            code.utf8.drop(while: { $0 == UInt8(ascii: "-") }).allSatisfy({ (0x30...0x39).contains($0) })
        else { return failure.cause.rawValue }
        return "\(failure.cause.rawValue) (\(code))"
    }

    /// The user's name for a site of their own is private.
    private static func site(_ site: Site) -> String {
        switch site.origin {
        case .builtIn: site.id
        case .configured: "configured"
        case .sandbox: "sandbox"
        }
    }
}
