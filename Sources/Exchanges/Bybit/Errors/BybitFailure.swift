import Domain
import HTTP

/// Turns what Bybit answered instead of data into a failure. Codes decide; texts are only shown.
enum BybitFailure {
    /// What is known of replies that bear no code of Bybit.
    static let gateway = Gateway(
        name: "Bybit",
        origins: {
            ExchangeProfile.bybit.ownSites.flatMap { site in
                site.environments.flatMap { [site.address(of: BybitHosts.rest, in: $0) ?? "", site.web(in: $0)] }
            }
        },
        remedies: Gateway.Remedies(slowDown: BybitRemedy.slowDown, outOfService: BybitRemedy.outOfService, site: BybitRemedy.site))

    /// The code for accounts that are no unified trading accounts.
    static let notUnified = "10028"

    /// For a code of Bybit with the text beside it, neither of them cleaned.
    static func failure(code: String, text: String, status: Int) -> Failure {
        gateway.failure(code: code, text: text, status: status, in: BybitErrorTable.table)
    }

    /// For a reply without a code: pages and statuses (Bybit API, "Error Codes", HTTP code).
    static func failure(for reply: HTTPReply) -> Failure {
        switch reply.status {
        case 401:
            Failure(
                .keyUnknown,
                message: Phrase(en: "Bybit does not know this key here (HTTP 401).", zh: "Bybit 在此站点和环境中不认识该 Key（HTTP 401）。"),
                remedy: BybitRemedy.checkKey)
        case 403 where tellsBan(reply):
            Failure(
                .rateLimited,
                message: Phrase(
                    en: "Bybit has shut out this machine's address for asking too often (HTTP 403).",
                    zh: "本机地址因请求过于频繁被 Bybit 暂时封禁（HTTP 403）。"),
                remedy: BybitRemedy.shutOut)
        case 403:
            gateway.blocked(reply)
                ?? Failure(
                    .regionRestricted,
                    message: Phrase(
                        en: "Bybit lets nobody in from where this machine is (HTTP 403).", zh: "Bybit 不允许从本机所在地区访问（HTTP 403）。"),
                    remedy: BybitRemedy.region)
        case 404:
            Failure(
                .featureUnavailable,
                message: Phrase(en: "Not offered here: Bybit has no such path at this host (HTTP 404).", zh: "此处不提供：该主机没有此路径（HTTP 404）。"),
                remedy: BybitRemedy.notHere)
        default: gateway.failure(for: reply)
        }
    }

    /// Whether a page says that the address has asked too often. Bybit gives it as HTML or as plain text.
    static func tellsBan(_ reply: HTTPReply) -> Bool {
        guard reply.status == 403 else { return false }
        return String(decoding: reply.body.prefix(4_096), as: UTF8.self).lowercased().contains("access too frequent")
    }
}
