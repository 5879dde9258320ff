import Core
import Domain

/// What a site offers.
package enum SiteOffer {
    /// Why an account of an environment cannot be at a site that does not offer it.
    package static func absence(of environment: TradingEnvironment, at site: Site) -> Failure {
        let shown = CleanText.line(site.id, characters: 40)
        let name = environment.name
        let (english, chinese) = (
            site.environments.map(\.name.english).joined(separator: ", "),
            site.environments.map(\.name.simplifiedChinese).joined(separator: "、")
        )
        return Failure(
            .wrongEnvironment,
            message: Phrase(
                en: "The site “\(shown)” does not offer \(name.english).", zh: "站点“\(shown)”不提供\(name.simplifiedChinese)。"),
            remedy: [Phrase(en: "It offers: \(english).", zh: "可选：\(chinese)。")])
    }
}
