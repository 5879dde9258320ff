import App
import Core
import Crypto
import Domain
import Session
import Glibc

/// Takes the values of a key from standard input, into locked memory: from a pipe or file in any form that can be pasted, or typed at a
/// terminal without being shown. Oddities are reported in the same words as on the screen, and values that cannot be a key are refused.
struct CredentialInput {
    let descriptor: Int32
    let exchange: ExchangeProfile
    /// All exchanges, whose names may stand beside the values.
    let exchanges: [ExchangeProfile]
    let language: Language
    let signals: SignalWait
    var talk = STDERR_FILENO

    private var fields: [KeyField] { exchange.keyFields }
    private var words: PasteVocabulary { PasteVocabulary(exchange, among: exchanges) }

    /// Throws `credentials-malformed`, or `Interrupted`.
    func read() throws -> KeyHandle {
        do {
            let bytes =
                try isatty(descriptor) == 1
                ? prompt() : SecretReader(descriptor: descriptor, signals: signals).everything(limitBytes: SecretStore.longestPasteBytes)
            defer { bytes.wipe() }
            return try key(bytes)
        } catch let problem as SecretReader.Problem {
            throw failure(for: problem)
        }
    }

    private func key(_ bytes: SecretBytes) throws -> KeyHandle {
        try bytes.withUnsafeBytes { borrowed in
            let parsed = PasteParser.parse(borrowed, words)
            switch parsed.layout {
            case .twoKeys: throw malformed(PasteRemark.twoKeys.words, Self.oneKey)
            case .brokenJSON: throw malformed(PasteRemark.notJSON.words)
            case .shapedLines: say(PasteRemark.toldByShape(values: parsed.values.count).words)
            case .singleValue, .unrecognised: try requireEveryLine(parsed.lineCount)
            case .empty, .bareLines, .partLines, .labelledLines, .json: break
            }
            if parsed.trimmedCharacters > 0 { say(PasteRemark.trimmed(parsed.trimmedCharacters).words) }
            var values: [KeyField.ID: SecretBytes] = [:]
            for (field, value) in parsed.values {
                values[field] = value.withBytes(of: borrowed) { try? SecretBytes(copying: $0) }
            }
            do throws(Failure) {
                return try key(values)
            } catch {
                for value in values.values { value.wipe() }
                throw error
            }
        }
    }

    /// Lines that cannot be told apart are counted instead.
    private func requireEveryLine(_ count: Int) throws(Failure) {
        let needed = fields.needed
        guard count < needed.count else { return }
        let (given, wanted) = (Phrase.number(count), needed.number)
        throw malformed(
            Phrase(
                en: "Something is missing: \(given.english) of \(wanted.english) values came.",
                zh: "内容不完整：只给出了\(wanted.simplifiedChinese)项中的\(given.simplifiedChinese)项。"))
    }

    private func failure(for problem: SecretReader.Problem) -> Failure {
        switch problem {
        case .tooLong:
            malformed(
                Phrase(
                    en: "Standard input holds more than the \(fields.needed.number.english) values.",
                    zh: "标准输入的内容超出\(fields.needed.number.simplifiedChinese)项。"))
        case .timedOut, .unreadable: malformed(Phrase(en: "Standard input cannot be read.", zh: "无法读取标准输入。"))
        }
    }

    // MARK: Typed

    /// Asks for one value after the other. Where a block is pasted instead, only the values that it lacks are asked for.
    private func prompt() throws -> SecretBytes {
        let entry = HiddenEntry(descriptor: descriptor, talk: talk, signals: signals)
        let keyboard = try HiddenKeyboard(descriptor, signals: signals, pastes: .bracketed)
        say(Self.lead(fields.needed.count))
        let typed = try SecretBytes(capacity: SecretStore.longestPasteBytes)
        do {
            var isRepeated = false
            for _ in 0..<Self.mostLines {
                guard let field = missing(typed) else { break }
                // A block that has begun is gone on with, without a question for each of its lines.
                let isInBlock = typed.withUnsafeBytes(SecretInspection.isUnfinished)
                let question = isInBlock ? "" : "\(fields.question(for: field)[language]): "
                let line = try entry.ask(question, keyboard, limitBytes: SecretStore.longestValueBytes)
                defer { line.wipe() }
                try line.withUnsafeBytes { try SecretReader.append($0, to: typed) }
                do throws(CryptoError) { try typed.append(UInt8(ascii: "\n")) } catch { throw SecretReader.Problem.tooLong }
                // An empty answer repeats the question once; a second one ends the questions.
                guard !keyboard.hasEnded, !(line.isEmpty && isRepeated) else { break }
                isRepeated = line.isEmpty
            }
            return typed
        } catch {
            typed.wipe()
            throw error
        }
    }

    private static func lead(_ count: Int) -> Phrase {
        let number = Phrase.number(count)
        return Phrase(
            en: "Paste the \(number.english) lines at once, or answer one question after the other. Nothing of it is shown.",
            zh: "可一次粘贴\(number.simplifiedChinese)行，也可逐项输入。输入内容不会显示。")
    }

    /// The PEM block of a key of 4096 bits has 54 lines, and other values stand around it.
    private static let mostLines = 64

    /// What is to be asked for next; `nil` where everything is there.
    private func missing(_ typed: SecretBytes) -> KeyField? {
        typed.withUnsafeBytes { bytes in
            let blocks = fields.filter { $0.form == .pem }
            if !blocks.isEmpty, SecretInspection.isUnfinished(bytes) { return blocks[0] }
            let parsed = PasteParser.parse(bytes, words)
            switch parsed.layout {
            case .labelledLines, .json, .bareLines, .partLines, .shapedLines:
                return fields.missing(in: { id in
                    parsed.values[id]?.withBytes(of: bytes) { SecretInspection.summary(of: $0, among: fields) } ?? .empty
                }).first
            // More of the JSON is to come, or it stays invalid.
            case .brokenJSON: return fields[.apiKey]
            case .twoKeys: return nil
            case .empty, .singleValue, .unrecognised:
                let count = parsed.lineCount
                return count < fields.needed.count ? fields.needed[count] : nil
            }
        }
    }

    // MARK: Both

    private func say(_ phrase: Phrase) { _ = CommandOutput.write(Array((phrase[language] + "\n").utf8), to: talk) }

    private func key(_ values: [KeyField.ID: SecretBytes]) throws(Failure) -> KeyHandle {
        let summaries = values.mapValues { value in
            value.withUnsafeBytes { SecretInspection.summary(of: $0, among: exchanges.flatMap(\.keyFields)) }
        }
        if let field = fields.missing(in: { summaries[$0] ?? .empty }).first {
            throw malformed(
                Phrase(en: "\(field.name.english) is missing.", zh: "缺少 \(field.name.simplifiedChinese)。"))
        }
        var impossible: (field: KeyField, finding: CredentialFinding)?
        for field in fields {
            for finding in CredentialFinding.findings(on: field, of: fields, in: summaries) + repetition(of: field, values) {
                say(Phrase(verbatim: "\(field.name[language]): \(finding.words[language])"))
                if finding.likelihood == .impossible, impossible == nil { impossible = (field, finding) }
            }
        }
        for field in fields {
            guard let summary = summaries[field.id], summary.length > 0, !field.canHold(summary) else { continue }
            let position = summary.troubles.first { $0.character != .space }?.position ?? 1
            throw malformed(
                Phrase(
                    en: "\(field.name.english) cannot be sent: its character \(position) is not printable ASCII.",
                    zh: "\(field.name.simplifiedChinese) 无法发送：第 \(position) 个字符不是可打印的 ASCII 字符。"))
        }
        if let impossible {
            let (name, words) = (impossible.field.name, impossible.finding.words)
            throw malformed(
                Phrase(
                    en: "Nothing was sent: what was given as \(name.english) is something else. \(words.english)",
                    zh: "未发送任何内容：作为 \(name.simplifiedChinese) 给出的并不是 \(name.simplifiedChinese)。\(words.simplifiedChinese)"))
        }
        guard let apiKey = values[.apiKey] else {
            throw malformed(Phrase(en: "A value is missing on standard input.", zh: "标准输入不完整。"))
        }
        let key = KeyValues(apiKey: apiKey, fields.compactMap { field in values[field.id].map { (field.id, $0) } })
        return KeyHandle(try KeyPreparation.ready(key, of: fields).get())
    }

    /// Whether one of the values before this one is the same.
    private func repetition(of field: KeyField, _ values: [KeyField.ID: SecretBytes]) -> [CredentialFinding] {
        guard let value = values[field.id] else { return [] }
        let isRepeated = fields.prefix { $0 != field }.contains { values[$0.id]?.isEqual(to: value) ?? false }
        return isRepeated ? [.twice] : []
    }

    private static let oneKey = Phrase(en: "Give one key alone.", zh: "请只提供一个 Key。")

    private func malformed(_ message: Phrase, _ remedy: Phrase) -> Failure {
        Failure(.credentialsMalformed, message: message, remedy: [remedy])
    }

    private func malformed(_ message: Phrase) -> Failure {
        let needed = fields.needed
        return Failure(
            .credentialsMalformed, message: message,
            remedy: fields.alternativeRemarks.reduce(into: [
                Phrase(
                    en:
                        "Give \(needed.commonNames().english) on \(needed.number.english) lines, as the block that the exchange shows, or as JSON \(needed.members).",
                    zh:
                        "请用\(needed.number.simplifiedChinese)行依次给出 \(needed.commonNames().simplifiedChinese)，或粘贴交易所显示的内容，或使用 JSON \(needed.members)。"
                )
            ]) { $0.append($1) })
    }
}
