import Crypto
import Domain

/// Judges what comes back from the browser, by the listener or by a paste. Pure.
struct AuthorizationAnswer: Sendable {
    /// What an answer means.
    enum Verdict: Sendable {
        case code(SecretBytes, domain: String?)
        /// The exchange says that there is no code.
        case denied(error: String)
        case refused(Failure)
    }

    /// The `state` that was sent; valid for one answer.
    let state: String
    /// The registered path and query.
    let path: String

    /// Judges the target of a request to the listener, such as `/callback?code=…&state=…`.
    func judge(target: UnsafeRawBufferPointer) -> Verdict? {
        let registered = Array(path.utf8)
        guard target.count >= registered.count, target.prefix(registered.count).elementsEqual(registered) else { return nil }
        let rest = target[registered.count...]
        let separator = registered.contains(UInt8(ascii: "?")) ? UInt8(ascii: "&") : UInt8(ascii: "?")
        if rest.isEmpty { return .refused(Self.notOurs) }
        guard rest.first == separator else { return nil }
        return judge(query: UnsafeRawBufferPointer(rebasing: rest.dropFirst()))
    }

    /// Judges what was pasted or typed: a code, or the address that the browser went back to, broken over lines or not, with whatever it
    /// was wrapped in where it was copied.
    func judge(pasted bytes: UnsafeRawBufferPointer) -> Verdict {
        guard let tidy = PastedAnswer.tidied(bytes) else { return .refused(Self.memory) }
        defer { tidy.wipe() }
        guard tidy.withUnsafeBytes({ $0.contains { $0 != 0x20 } }) else { return .refused(Self.empty) }
        // As it is written, then as it would be were it broken over lines at every blank, then up to each blank.
        var refusal: Failure?
        for (number, reading) in PastedAnswer.readings(of: tidy).enumerated() {
            switch judge(reading: reading, number == 0 ? .mayBeBare : .address) {
            case .code(let code, let domain): return .code(code, domain: domain)
            case .denied(let error): return .denied(error: error)
            case .refused(let failure): refusal = Self.plainer(refusal, failure)
            }
        }
        return .refused(refusal ?? Self.noCode)
    }

    /// The more specific of two failures.
    private static func plainer(_ first: Failure?, _ second: Failure) -> Failure {
        guard let first else { return second }
        let order = [encodedTwice, notOurs, cut]
        return order.first { $0 == first || $0 == second } ?? first
    }

    private enum Kind {
        /// A value without an address may be all there is.
        case mayBeBare
        case address
    }

    private func judge(reading: SecretBytes, _ kind: Kind) -> Verdict {
        defer { reading.wipe() }
        return reading.withUnsafeBytes { bytes in
            var refusal: Failure?
            for query in PastedAnswer.queries(in: bytes) {
                // What ends a sentence belongs to the address only if it cannot be right without it.
                for query in [PastedAnswer.withoutEnd(of: query), query] where !query.isEmpty {
                    switch judge(query: query, .pasted) {
                    case .code(let code, let domain): return .code(code, domain: domain)
                    case .denied(let error): return .denied(error: error)
                    case .refused(let failure): refusal = Self.plainer(refusal, failure)
                    }
                }
            }
            if let refusal { return .refused(refusal) }
            return switch kind {
            case .mayBeBare: judge(bare: PastedAnswer.bareValue(in: bytes))
            case .address: .refused(Self.noCode)
            }
        }
    }

    /// A code without an address.
    private func judge(bare bytes: UnsafeRawBufferPointer) -> Verdict {
        if PastedAnswer.isEncodedTwice(bytes) { return .refused(Self.encodedTwice) }
        // An address without a query is the one that was to be opened, or was cut.
        guard !bytes.contains(UInt8(ascii: ":")), !bytes.contains(UInt8(ascii: "/")), (8...1_024).contains(bytes.count),
            let code = CallbackQuery.decoded(bytes)
        else { return .refused(Self.noCode) }
        if CallbackQuery.isEncoded(code) { return .refused(Self.encodedTwice) }
        let isCode = code.withUnsafeBytes { code in
            (8...256).contains(code.count) && code.allSatisfy { (0x21...0x7E).contains($0) }
                && (bytes.contains(UInt8(ascii: "%")) || code.allSatisfy(Self.isCodeByte))
        }
        return isCode ? .code(code, domain: nil) : .refused(Self.noCode)
    }

    private enum Origin {
        case browser
        case pasted
    }

    private func judge(query bytes: UnsafeRawBufferPointer, _ origin: Origin = .browser) -> Verdict {
        guard let query = CallbackQuery(bytes) else { return .refused(Self.notOurs) }
        guard query.has("code") || query.has("error") else { return .refused(Self.noCode) }
        guard let given = query.only("state") else { return .refused(query.has("state") ? Self.notOurs : Self.cut) }
        let isOurs = given.withUnsafeBytes { given in Array(state.utf8).withUnsafeBytes { ConstantTime.equal(given, $0) } }
        guard isOurs else { return .refused(self.isEncodedState(given) ? Self.encodedTwice : Self.notOurs) }
        if query.has("error") { return .denied(error: query.text("error") ?? "") }
        guard let code = query.only("code"), (8...256).contains(code.count),
            code.withUnsafeBytes({ $0.allSatisfy { (0x21...0x7E).contains($0) } })
        else {
            return .refused(Self.noCode)
        }
        switch origin {
        case .browser: break
        case .pasted:
            if CallbackQuery.isEncoded(code) || query.only("domain").map(CallbackQuery.isEncoded) ?? false {
                return .refused(Self.encodedTwice)
            }
        }
        guard query.has("domain") else { return .code(code, domain: nil) }
        // A domain that cannot be read becomes one that the session refuses, as it knows the sites.
        return .code(code, domain: query.text("domain") ?? "?")
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    /// Whether a value is our state, encoded once more than it should be.
    private func isEncodedState(_ value: SecretBytes) -> Bool {
        guard CallbackQuery.isEncoded(value), let decoded = value.withUnsafeBytes({ CallbackQuery.decoded($0) }) else { return false }
        return decoded.withUnsafeBytes { decoded in Array(state.utf8).withUnsafeBytes { ConstantTime.equal(decoded, $0) } }
    }

    private static func failure(_ english: String, _ chinese: String, _ remedy: (String, String)) -> Failure {
        Failure(.authorizationDenied, message: Phrase(en: english, zh: chinese), remedy: [Phrase(en: remedy.0, zh: remedy.1)])
    }

    static let notOurs = failure(
        "This answer does not belong to the address that is shown here.", "该结果不属于此处显示的授权地址。",
        (
            "Open the address shown here, and paste what comes of it; an answer to an earlier one is of no use.",
            "请打开此处显示的地址并粘贴其结果；先前地址的结果无效。"
        ))
    static let encodedTwice = failure(
        "The values in what was pasted are encoded twice (%25…).", "粘贴的内容中的值被编码了两次（%25…）。",
        ("Copy the address from the browser's address bar itself, not out of another address or a log.", "请直接从浏览器地址栏复制地址，不要从其他地址或日志中复制。"))
    static let cut = failure(
        "The pasted address was cut: the part with “state” is missing.", "粘贴的地址不完整：缺少 “state” 部分。",
        ("Copy the whole address from the browser's address bar, or the value of “code” alone.", "请从浏览器地址栏复制完整地址，或只复制 “code” 的值。"))
    static let noCode = failure(
        "There is no code in what was pasted.", "粘贴的内容中没有授权码。",
        (
            "Agree in the browser first; then paste the address that it ends at, which contains “code=”.",
            "请先在浏览器中同意，再粘贴浏览器最后停留的、包含 “code=” 的地址。"
        ))
    static let empty = failure("Nothing was pasted.", "粘贴的内容为空。", ("Paste the address that the browser ended at.", "请粘贴浏览器最后停留的地址。"))
    static let memory = failure(
        "There is no locked memory left for the answer.", "锁定内存不足，无法保存该结果。",
        ("Remove connections that are not used, or raise the limit (ulimit -l).", "请移除不用的连接，或提高上限（ulimit -l）。"))

    /// The answer names a place that is none of the exchange's sites; nothing is sent there.
    static let foreignDomain = failure(
        "The answer names a site that is none of the exchange's; nothing was sent there.", "该结果所指的站点不属于该交易所；未向其发送任何内容。",
        ("Begin again from the address shown here, in a browser that you trust.", "请在可信的浏览器中从此处显示的地址重新开始。"))
}
