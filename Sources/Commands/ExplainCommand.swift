import Domain
import Exchanges

/// `explain`: a code of an exchange in words.
public enum ExplainCommand {
    /// Throws `name-unknown` for a code that the exchange does not document.
    public static func run(code: String, exchange: String, _ context: CommandContext) throws -> Int32 {
        let profile = try context.exchange(exchange)
        let code = CleanText.line(code, characters: 20)
        guard let explanation = ExchangeRegistry.adapter(id: profile.id)?.explain(code: code) else {
            throw Failure(
                .nameUnknown, message: Phrase(en: "\(profile.name) documents no code “\(code)”.", zh: "\(profile.name) 没有代码“\(code)”的说明。"),
                remedy: [Phrase(en: "Where the exchange answered with it, its own text says more.", zh: "若交易所返回了该代码，请参考其附带的文字说明。")])
        }
        context.print(
            json: ExplanationReport.json(explanation, code: code, context.language),
            text: ExplanationReport.text(explanation, code: code, context.language))
        return 0
    }
}
