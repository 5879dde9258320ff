import App
import Core
import Domain
import JSON

/// What `doctor` prints.
enum DoctorReport {
    static func json(_ findings: [DoctorFinding], _ language: Language) -> JSONValue {
        .object([StatusReport.schema, .init("rows", .array(findings.map { row($0, language) }))])
    }

    static func text(_ findings: [DoctorFinding], _ language: Language) -> String {
        let width = findings.map { TextWidth.columns(of: name($0.row)[language]) }.max() ?? 0
        return findings.flatMap { finding in
            let (sign, message, remedy) = words(finding.result)
            let name = TextWidth.padEnd(name(finding.row)[language], to: width)
            return ["\(sign) \(name)  \(message[language])"] + remedy.map { "  - \($0[language])" }
        }.joined(separator: "\n")
    }

    private static func row(_ finding: DoctorFinding, _ language: Language) -> JSONValue {
        let (_, message, remedy) = words(finding.result)
        var members: [JSONValue.Member] = [
            .init("id", .string(finding.row.rawValue)), .init("result", .string(resultName(finding.result))),
            .init("message", .string(message[language])), .init("remedy", .array(remedy.map { .string($0[language]) })),
        ]
        if let exchange = finding.exchange { members.append(.init("exchange", .string(exchange))) }
        if case .failed(let failure) = finding.result { members.append(.init("error", FailureReport.error(failure, language))) }
        return .object(members)
    }

    private static func resultName(_ result: DoctorFinding.Result) -> String {
        switch result {
        case .ok: "ok"
        case .warning: "warning"
        case .failed: "failed"
        }
    }

    private static func words(_ result: DoctorFinding.Result) -> (sign: String, message: Phrase, remedy: [Phrase]) {
        switch result {
        case .ok(let message): ("✓", message, [])
        case .warning(let message, let remedy): ("!", message, [remedy])
        case .failed(let failure): ("✗", failure.message, failure.remedy)
        }
    }

    private static func name(_ row: DoctorRow) -> Phrase {
        switch row {
        case .terminal: Phrase(en: "Terminal", zh: "终端")
        case .locale: Phrase(en: "Characters", zh: "字符编码")
        case .lockedMemory: Phrase(en: "Locked memory", zh: "锁定内存")
        case .coreFiles: Phrase(en: "Core files", zh: "核心转储")
        case .certificates: Phrase(en: "Certificates", zh: "证书")
        case .clock: Phrase(en: "Clock", zh: "时钟")
        case .configuration: Phrase(en: "Configuration", zh: "配置")
        case .fileModes: Phrase(en: "File modes", zh: "文件权限")
        case .vault: Phrase(en: "Vault", zh: "保险库")
        case .freeSpace: Phrase(en: "Free space", zh: "剩余空间")
        }
    }
}

/// What `doctor` checks, in the order of its report.
public enum DoctorRow: String, CaseIterable, Hashable, Sendable {
    case terminal
    case locale
    case lockedMemory = "locked-memory"
    case coreFiles = "core-files"
    case certificates
    /// This machine's clock beside that of an exchange, one row for each; only where the network may be used.
    case clock
    case configuration
    /// Who may read the vault's folder and the files in it.
    case fileModes = "file-modes"
    case vault
    case freeSpace = "free-space"
}

/// What `doctor` found in one place.
struct DoctorFinding: Hashable, Sendable {
    let row: DoctorRow
    let result: Result
    /// The id of the exchange that it is about; `nil` where it is about this machine.
    var exchange: String?

    enum Result: Hashable, Sendable {
        case ok(Phrase)
        /// Works, and something could be better.
        case warning(Phrase, remedy: Phrase)
        case failed(Failure)
    }

    static func ok(_ row: DoctorRow, _ message: Phrase, of exchange: String? = nil) -> DoctorFinding {
        DoctorFinding(row: row, result: .ok(message), exchange: exchange)
    }

    static func warning(_ row: DoctorRow, _ message: Phrase, _ remedy: Phrase, of exchange: String? = nil) -> DoctorFinding {
        DoctorFinding(row: row, result: .warning(message, remedy: remedy), exchange: exchange)
    }

    static func failed(_ row: DoctorRow, _ failure: Failure, of exchange: String? = nil) -> DoctorFinding {
        DoctorFinding(row: row, result: .failed(failure), exchange: exchange)
    }
}
