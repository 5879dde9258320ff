import Core
import Domain
import Vault

/// The site that a stored connection belongs to, as the configuration has it now.
package enum StoredSite {
    /// The site, and why it must not be contacted: it is gone, or its addresses come from elsewhere than when the key was stored.
    package static func resolve(_ stored: StoredConnection, among exchanges: [ExchangeProfile]) -> (site: Site, problem: Failure?) {
        let found = exchanges.first { $0.id == stored.exchange }?.sites.first { $0.id == stored.site }
        let nowhere = Site(
            id: stored.site, name: Phrase(verbatim: CleanText.line(stored.site, characters: 40)), restOrigin: "", webOrigin: "",
            origin: stored.siteOrigin)
        guard let found else {
            return (nowhere, failure(
                Phrase(en: "The site “\(nowhere.name.english)” of this connection is not configured any more.", zh: "此连接所用的站点“\(nowhere.name.english)”已不在配置中。"),
                Phrase(en: "Add it to config.toml again ([sites.…]), or remove the connection.", zh: "请在 config.toml 中重新添加（[sites.…]），或移除此连接。")))
        }
        guard found.origin == stored.siteOrigin else {
            return (nowhere, failure(
                Phrase(
                    en: "The site “\(nowhere.name.english)” has other addresses now than when this key was stored; the key is not sent there.",
                    zh: "站点“\(nowhere.name.english)”的地址与保存此 Key 时不同，因此不会把 Key 发送过去。"),
                Phrase(
                    en: "Undo the change of the site in config.toml, or connect the account again.",
                    zh: "请撤销 config.toml 中对该站点的修改，或重新连接账户。")))
        }
        return (found, nil)
    }

    private static func failure(_ message: Phrase, _ remedy: Phrase) -> Failure {
        Failure(.configurationInvalid, message: message, remedy: [remedy])
    }
}
