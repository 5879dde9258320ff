import Core
import Domain
import Vault

/// The site that a stored connection belongs to, as the configuration has it now. A key is sent only to the addresses that it was stored
/// for, whatever the site is called now.
package struct StoredSite {
    /// The site to use; one without addresses where there is a problem, so that nothing can be sent.
    package let site: Site
    /// Why the site must not be contacted: it is gone, or its addresses have changed since the key was stored.
    package let problem: Failure?
    /// The change of addresses that the user may agree to; `nil` where that would not solve the problem.
    package let change: AddressChange?

    /// Looks the site up by its name and, where the name is gone, by the addresses that the key was stored for.
    package static func resolve(_ stored: StoredConnection, among exchanges: [ExchangeProfile]) -> StoredSite {
        let exchange = exchanges.first { $0.id == stored.exchange }
        let sites = exchange?.sites ?? []
        let named = sites.first { $0.id == stored.site }
        let known = addresses(of: stored, exchange)
        if let known {
            func mayGo(to site: Site) -> Bool {
                exchange?.mayGo(from: known, to: AccountPlace(site: site, environment: stored.environment)) ?? false
            }
            if let named, mayGo(to: named) { return StoredSite(site: named, problem: nil, change: nil) }
            if named == nil, let same = sites.first(where: mayGo) {
                return StoredSite(site: same, problem: nil, change: nil)
            }
        } else if let named, named.origin == stored.siteOrigin, named.places[stored.environment] != nil {
            return StoredSite(site: named, problem: nil, change: nil)
        }
        let nowhere = Site(nowhere: stored.site, origin: stored.siteOrigin)
        guard let named else { return StoredSite(site: nowhere, problem: gone(nowhere.name.english), change: nil) }
        guard named.places[stored.environment] != nil else {
            return StoredSite(site: nowhere, problem: SiteOffer.absence(of: stored.environment, at: named), change: nil)
        }
        let change = AddressChange(place: AccountPlace(site: named, environment: stored.environment), before: known ?? [])
        return StoredSite(site: nowhere, problem: moved(change, stored.name), change: change)
    }

    /// Where the key is sent; `nil` where an older program stored it for a site of the user's own, without writing down the address.
    private static func addresses(of stored: StoredConnection, _ exchange: ExchangeProfile?) -> [SiteAddress]? {
        if let addresses = stored.addresses { return addresses }
        guard stored.siteOrigin == .builtIn else { return nil }
        return exchange?.ownSites.first { $0.id == stored.site }?.requestAddresses(in: stored.environment)
    }

    private static func gone(_ site: String) -> Failure {
        failure(
            Phrase(en: "The site “\(site)” of this connection is not configured any more.", zh: "此连接所用的站点“\(site)”已不在配置中。"),
            Phrase(en: "Add it to config.toml again ([sites.…]), or remove the connection.", zh: "请在 config.toml 中重新添加（[sites.…]），或移除此连接。"))
    }

    private static func moved(_ change: AddressChange, _ name: String) -> Failure {
        let site = CleanText.line(change.place.site.id, characters: 40)
        let name = CleanText.line(name, characters: 64)
        let now = AddressChange.words(change.place.keyAddresses)
        let before = change.before.isEmpty ? nil : AddressChange.words(change.before)
        return failure(
            Phrase(
                en:
                    "The site “\(site)” has another address now (\(now)) than when this key was stored\(before.map { " (\($0))" } ?? ""); the key is not sent there.",
                zh: "站点“\(site)”现在的地址（\(now)）与保存此 Key 时\(before.map { "（\($0)）" } ?? "")不同，因此不会把 Key 发送过去。"),
            Phrase(
                en:
                    "Undo the change of the site in config.toml. If the key is to go there: choose the connection on the screen and press c, or run tidegate check \(name) --accept-address.",
                zh: "请撤销 config.toml 中对该站点的修改。若确实要发送到该地址：请在屏幕上选中此连接后按 c，或运行 tidegate check \(name) --accept-address。"))
    }

    private static func failure(_ message: Phrase, _ remedy: Phrase) -> Failure {
        Failure(.configurationInvalid, message: message, remedy: [remedy])
    }
}

/// The environments that a site offers.
package enum SiteOffer {
    /// Why an account of an environment cannot be at a site that does not offer it, or that is closed to everybody.
    package static func absence(of environment: TradingEnvironment, at site: Site) -> Failure {
        if let closure = site.closure { return closure.failure }
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
