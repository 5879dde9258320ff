import Domain
import HTTP
import JSON

/// Reads what Bybit says about changes, and about what stands in their way.
enum BybitSettingsReplies {
    private static let listedLimit = 20

    /// A change is refused by its code, or by reasons beside a code that says that it was taken (Bybit API, "Set Margin Mode", `reasons`).
    static func change(_ change: BybitSettingChange, _ reply: HTTPReply) -> Result<ChangeAccepted, Failure> {
        if let root = BybitEnvelope.parsed(reply), let code = BybitEnvelope.code(root)?.text {
            if change.unchangedCodes.contains(code) { return .success(ChangeAccepted(.nothing)) }
            let reasons = reasons(root["result"])
            if !reasons.isEmpty { return .failure(refusal(code, reasons)) }
        }
        return BybitEnvelope.root(of: reply).map { _ in ChangeAccepted() }
    }

    private static func refusal(_ code: String, _ reasons: [Phrase]) -> Failure {
        Failure(
            .settingsBlocked, code: code == "0" ? nil : CleanText.line(code, characters: 24),
            message: Phrase(en: "Bybit did not change the margin mode.", zh: "Bybit 未能修改保证金模式。"), remedy: reasons)
    }

    /// Each reason with what to do about it; one that this program does not know in Bybit's own words.
    private static func reasons(_ result: JSONView?) -> [Phrase] {
        guard let list = result?["reasons"], list.kind == .array else { return [] }
        return list.elements.prefix(listedLimit).map { view in
            let fields = ReplyFields()
            let code = fields.text(view, "reasonCode", characters: 24)
            if let code, let known = BybitErrorTable.table.meaning(of: code) {
                let (message, step) = (known.message, known.remedy.first ?? Phrase(verbatim: ""))
                return Phrase(
                    en: "\(message.english) \(step.english) (\(code))",
                    zh: "\(message.simplifiedChinese)\(step.simplifiedChinese)（\(code)）")
            }
            let text = fields.text(view, "reasonMsg", characters: 200)
            let said = [text, code.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
            guard !said.isEmpty else { return Phrase(en: "Bybit does not say what stands in the way.", zh: "Bybit 未说明受阻原因。") }
            return Phrase(en: "Bybit says: \(said)", zh: "Bybit 提示：\(said)")
        }
    }

    /// GET /v5/account/wallet-balance: the coins that were borrowed to trade spot. Older replies tell only of all that is borrowed.
    static func borrowedCoins(_ reply: HTTPReply) -> Result<[String], Failure> {
        BybitEnvelope.result(of: reply).flatMap { BybitEnvelope.rows($0) }.flatMap { rows in
            guard let account = rows.views.first else { return .success([]) }
            return BybitEnvelope.rows(account, "coin").map { coins in
                coins.views.compactMap { coin in
                    let member = coin["spotBorrow"] ?? coin["borrowAmount"]
                    guard let text = member?.scalarText, !text.isEmpty else { return nil }
                    // What is there and no number may be a debt.
                    if let borrowed = Amount(text), borrowed.isZero { return nil }
                    return ReplyFields().text(coin, "coin", characters: 24) ?? "?"
                }
            }
        }
    }
}
