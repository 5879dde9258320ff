import Domain
import Exchanges

/// `explain`: a code of an exchange in words.
public enum ExplainCommand {
    /// Throws `name-unknown` for a code that is not in this program's lists. Without an exchange all of them are asked, and without a host
    /// every host of theirs that means something of its own.
    public static func run(code: String, exchange: String?, host: String?, _ context: CommandContext) throws -> Int32 {
        let profiles = try exchange.map { [try context.exchange($0)] } ?? context.exchanges
        let code = CleanText.line(code, characters: 20)
        let tables = profiles.compactMap { profile in context.registry.adapter(id: profile.id).map { (profile, $0.codes) } }
        if let host { try requireKnown(host, tables) }
        let meanings = tables.flatMap { profile, codes in
            codes.meanings(of: code, at: host).map { CodeMeaning(exchange: profile, row: $0) }
        }
        guard !meanings.isEmpty else { throw unknown(code, profiles) }
        context.print(
            json: ExplanationReport.json(meanings, code: code, context.language),
            text: ExplanationReport.text(meanings, code: code, among: profiles.count, context.language))
        return 0
    }

    private static func requireKnown(_ host: String, _ tables: [(ExchangeProfile, CodeTable)]) throws(Failure) {
        let known = tables.flatMap { $0.1.hosts }
        guard !known.contains(host) else { return }
        let shown = CleanText.line(host, characters: 40)
        throw Failure(
            .nameUnknown, message: Phrase(en: "No host “\(shown)” has codes of its own.", zh: "没有名为“\(shown)”且有自身代码的主机。"),
            remedy: [
                known.isEmpty
                    ? Phrase(en: "Leave --host out: the codes mean the same everywhere.", zh: "请省略 --host：代码在各主机上含义相同。")
                    : Phrase(en: "Known: \(known.joined(separator: ", ")).", zh: "可用：\(known.joined(separator: "、"))。")
            ])
    }

    private static func unknown(_ code: String, _ profiles: [ExchangeProfile]) -> Failure {
        let names = profiles.map(\.name)
        return Failure(
            .nameUnknown,
            message: Phrase(
                en: "“\(code)” is not in this program's list of \(names.joined(separator: ", ")) codes.",
                zh: "本程序的 \(names.joined(separator: "、")) 代码列表中没有“\(code)”。"),
            remedy: [
                Phrase(
                    en:
                        "The exchange may have it all the same: look it up in its API guide. Where it came with an answer, the text beside it says more.",
                    zh: "交易所仍可能使用该代码：请查阅其 API 文档。若它出现在回复中，请参考所附文字。")
            ])
    }
}

/// A meaning of a code, and whose it is.
package struct CodeMeaning: Sendable {
    let exchange: ExchangeProfile
    let row: ExchangeCode
}
