import Domain
import Exchanges

/// `explain`: a code of an exchange in words.
public enum ExplainCommand {
    /// Throws `name-unknown` for a code that is not in this program's list.
    public static func run(code: String, exchange: String, _ context: CommandContext) throws -> Int32 {
        let profile = try context.exchange(exchange)
        let code = CleanText.line(code, characters: 20)
        guard let explanation = context.registry.adapter(id: profile.id)?.explain(code: code) else {
            throw Failure(
                .nameUnknown,
                message: Phrase(
                    en: "“\(code)” is not in this program's list of \(profile.name) codes.", zh: "本程序的 \(profile.name) 代码列表中没有“\(code)”。"),
                remedy: [
                    Phrase(
                        en:
                            "The exchange may have it all the same: look it up in its API guide. Where it came with an answer, the text beside it says more.",
                        zh: "交易所仍可能使用该代码：请查阅其 API 文档。若它出现在回复中，请参考所附文字。")
                ])
        }
        context.print(
            json: ExplanationReport.json(explanation, code: code, context.language),
            text: ExplanationReport.text(explanation, code: code, context.language))
        return 0
    }
}
