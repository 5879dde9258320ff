import Domain
import HTTP

/// Tells what replies mean that do not come from an exchange's API but from something in front of it: gateways, proxies, caches, sign-in
/// pages of networks; and what the HTTP status of a reply without a code of the exchange says.
struct Gateway: Sendable {
    /// The exchange's name, as it stands in sentences.
    let name: String
    /// The pages and hosts of the exchange's own sites, as origins; a redirection to one of their domains is another site.
    let origins: @Sendable () -> [String]
    /// What to do where the exchange is asked too often, does not work for a while, or is another site than thought.
    let remedies: Remedies

    /// Steps that name the exchange's own pages.
    struct Remedies: Sendable {
        let slowDown: [Phrase]
        let outOfService: [Phrase]
        let site: [Phrase]
    }

    /// For a reply without a usable code: what its status, headers and body show.
    func failure(for reply: HTTPReply) -> Failure {
        let status = reply.status
        switch status {
        case 300..<400 where status != 304: return redirection(reply)
        case 304:
            return misread(
                Phrase(
                    en: "Something on the way answered from its memory (HTTP 304).", zh: "途中的缓存代为应答（HTTP 304）。"),
                [
                    Phrase(
                        en: "Check the proxy on the way: it must not keep replies of the exchange.", zh: "请检查途中的代理：不得缓存交易所的回复。")
                ], retry: .readsOnly)
        case 404 where isGateways(reply): return noSuchPath(status)
        case 200..<300 where isPage(reply.body):
            return misread(
                Phrase(
                    en: "A web page came instead of a reply of \(name) (HTTP \(status)): perhaps a sign-in page of the network.",
                    zh: "收到的是网页，而不是 \(name) 的回复（HTTP \(status)）：可能是网络的登录页面。"),
                NetworkSignIn.remedy.prefix(1) + [Self.checkAddress])
        case 200..<300 where reply.body.isEmpty:
            return misread(
                Phrase(en: "The reply of \(name) is empty (HTTP \(status)).", zh: "\(name) 的回复为空（HTTP \(status)）。"), Self.notUnderstood)
        case 200..<300 where isCut(reply.body):
            return misread(
                Phrase(
                    en: "The reply of \(name) breaks off in the middle (HTTP \(status)).", zh: "\(name) 的回复不完整（HTTP \(status)）。"),
                Self.notUnderstood)
        case 403, 429, 503:
            return blocked(reply) ?? failure(status: status)
        default: return failure(status: status)
        }
    }

    /// The gateway speaks JSON; the pages of Cloudflare or of a proxy do not.
    private func isGateways(_ reply: HTTPReply) -> Bool {
        reply.body.first { !isSpace($0) } == UInt8(ascii: "{")
    }

    private func redirection(_ reply: HTTPReply) -> Failure {
        let status = reply.status
        let location = reply.header("location") ?? ""
        guard let host = host(ofLocation: location) else { return NetworkSignIn.failure(status: status, host: nil) }
        let shown = CleanText.line(host, characters: 80)
        if host == self.host(ofLocation: reply.origin) {
            return misread(
                Phrase(
                    en: "\(shown) redirects to another of its own pages instead of answering (HTTP \(status)).",
                    zh: "\(shown) 没有应答，而是跳转到自己的其他页面（HTTP \(status)）。"),
                [Self.checkAddress] + NetworkSignIn.remedy.prefix(1))
        }
        guard isOwn(host) else { return NetworkSignIn.failure(status: status, host: shown) }
        return Failure(
            .wrongSite,
            message: Phrase(
                en: "The host redirects to another one, \(shown) (HTTP \(status)); the account belongs to another site.",
                zh: "该主机要求跳转到 \(shown)（HTTP \(status)）；账户属于其他站点。"
            ),
            remedy: remedies.site
        )
    }

    /// An exchange's hosts all lie in the domains of its sites.
    private func isOwn(_ host: String) -> Bool {
        origins().compactMap(host(ofLocation:)).contains { known in
            let labels = known.split(separator: ".").suffix(2)
            guard labels.count == 2 else { return false }
            let domain = labels.joined(separator: ".")
            return host == domain || host.hasSuffix("." + domain)
        }
    }

    /// In lower case, without port; `nil` where none is named.
    private func host(ofLocation location: String) -> String? {
        let bytes = location.utf8.prefix(512)
        let rest: Substring.UTF8View.SubSequence
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        if text.hasPrefix("https://") {
            rest = text.dropFirst(8).utf8
        } else if text.hasPrefix("http://") {
            rest = text.dropFirst(7).utf8
        } else if text.hasPrefix("//") {
            rest = text.dropFirst(2).utf8
        } else {
            return nil
        }
        let ends: Set<UInt8> = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\")]
        var authority = rest.prefix { !ends.contains($0) }
        // What stands before an @ is a user's name, which may look like a host.
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[authority.index(after: at)...] }
        let isAddress6 = authority.first == UInt8(ascii: "[")
        let host =
            isAddress6
            ? String(decoding: authority.prefix { $0 != UInt8(ascii: "]") } + [UInt8(ascii: "]")], as: UTF8.self)
            : String(decoding: authority.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        let named = host.hasSuffix(".") ? String(host.dropLast()) : host
        return named.isEmpty ? nil : named
    }

    /// Cloudflare names its reason in a short line (Cloudflare, "Cloudflare 1xxx errors").
    func blocked(_ reply: HTTPReply) -> Failure? {
        let text = String(decoding: reply.body.prefix(4_096), as: UTF8.self).lowercased()
        let code = [1015, 1009, 1006, 1007, 1008, 1010, 1012, 1020].first { number in
            text.contains("error code: \(number)") || text.contains("error \(number)") || text.contains("error-code\">\(number)")
        }
        guard let code else { return nil }
        switch code {
        case 1015:
            return Failure(
                .rateLimited,
                message: Phrase(
                    en: "The gateway before \(name) was asked too often from this address (HTTP \(reply.status), Cloudflare 1015).",
                    zh: "当前地址请求过于频繁，被 \(name) 前端网关限速（HTTP \(reply.status)，Cloudflare 1015）。"),
                remedy: remedies.slowDown, retry: .later)
        case 1009:
            return Failure(
                .regionRestricted,
                message: Phrase(
                    en: "The gateway before \(name) lets nobody in from this country (HTTP \(reply.status), Cloudflare 1009).",
                    zh: "\(name) 前端网关不允许当前国家或地区访问（HTTP \(reply.status)，Cloudflare 1009）。"),
                remedy: region)
        default:
            return Failure(
                .exchangeUnavailable,
                message: Phrase(
                    en:
                        "A gateway in front of \(name) refused the request (HTTP \(reply.status), Cloudflare \(code)): this address or this program is blocked.",
                    zh: "\(name) 前端网关拒绝了请求（HTTP \(reply.status)，Cloudflare \(code)）：当前地址或本程序被拦截。"),
                remedy: Self.otherNetwork)
        }
    }

    func noSuchPath(_ status: Int) -> Failure {
        Failure(
            .wrongSite,
            message: Phrase(
                en: "This host has no such path (HTTP \(status)): it is another host, or its site does not have this function.",
                zh: "该主机没有此路径（HTTP \(status)）：主机不对，或该站点不提供此功能。"
            ),
            remedy: [Self.checkAddress] + remedies.site
        )
    }

    private func misread(_ message: Phrase, _ remedy: [Phrase], retry: Failure.Retry = .never) -> Failure {
        Failure(.replyNotUnderstood, message: message, remedy: remedy, retry: retry)
    }

    private static let checkAddress = Phrase(
        en: "Check the address of the site in the configuration.", zh: "请检查配置中的站点地址。")

    private func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    /// No JSON begins with an angle bracket; a byte order mark may stand before it.
    private func isPage(_ body: [UInt8]) -> Bool {
        let text = body.starts(with: [0xEF, 0xBB, 0xBF]) ? body[3...] : body[...]
        return text.first { !isSpace($0) } == UInt8(ascii: "<")
    }

    /// Whether it begins as a reply does and does not end as one.
    private func isCut(_ body: [UInt8]) -> Bool {
        body.first { !isSpace($0) } == UInt8(ascii: "{") && body.last { !isSpace($0) } != UInt8(ascii: "}")
    }

    // MARK: By status and code alone

    /// For a reply without a usable code: what its HTTP status says.
    func failure(status: Int) -> Failure {
        switch status {
        case 403:
            Failure(
                .exchangeUnavailable,
                message: Phrase(
                    en: "A gateway in front of \(name) refused the request (HTTP 403).", zh: "\(name) 前端网关拒绝了请求（HTTP 403）。"
                ),
                remedy: Self.otherNetwork
            )
        case 451:
            Failure(
                .regionRestricted,
                message: Phrase(
                    en: "\(name) does not offer its service where this machine is (HTTP 451).",
                    zh: "\(name) 不在本机所在地区提供服务（HTTP 451）。"
                ),
                remedy: region
            )
        case 511: NetworkSignIn.failure(status: status, host: nil)
        case 408, 500..<600:
            Failure(
                .exchangeUnavailable,
                message: Phrase(en: "\(name) is not available at present (HTTP \(status)).", zh: "\(name) 暂时不可用（HTTP \(status)）。"),
                remedy: remedies.outOfService, retry: .readsOnly
            )
        case 429:
            Failure(
                .rateLimited,
                message: Phrase(en: "\(name) was asked too often (HTTP 429).", zh: "请求过于频繁，超出 \(name) 限速（HTTP 429）。"),
                remedy: remedies.slowDown, retry: .later
            )
        default:
            Failure(
                .replyNotUnderstood,
                message: Phrase(
                    en: "The reply of \(name) cannot be understood (HTTP \(status)).", zh: "无法理解 \(name) 的回复（HTTP \(status)）。"
                ),
                remedy: Self.notUnderstood
            )
        }
    }

    /// For a reply that says success and lacks what it has to hold.
    func lacking(_ member: String) -> Failure {
        Failure(
            .replyNotUnderstood,
            message: Phrase(en: "The reply of \(name) lacks \(member).", zh: "\(name) 的回复缺少 \(member)。"),
            remedy: Self.notUnderstood
        )
    }

    static let otherNetwork = [
        Phrase(
            en: "Try from another network or without a VPN; the present address may be blocked.",
            zh: "请更换网络或关闭 VPN 后再试；当前地址可能被拦截。"
        )
    ]
    private var region: [Phrase] {
        [
            Phrase(
                en: "Choose the site at which the account was registered; a VPN or a server abroad is judged by its own place.",
                zh: "请选择账户注册时所在的站点；使用 VPN 或境外服务器时，以其所在地区为准。"
            ),
            Phrase(en: "Ask \(name) support which site serves your region.", zh: "请向 \(name) 客服咨询您所在地区可用的站点。"),
        ]
    }
    static let notUnderstood = [
        Phrase(
            en: "Check that the site's address is right and that no proxy or sign-in page answers in its place.",
            zh: "请确认站点地址正确，且没有代理或登录页面代为应答。"
        ),
        Phrase(en: "Update the program, and report it if it stays.", zh: "请更新程序；若仍出现，请反馈。"),
    ]

    /// For a code of the exchange with the text beside it, neither of them cleaned. `allowing` gives the steps where the text names the
    /// address that the exchange saw, and a code has steps of its own for that.
    func failure(
        code: String, text: String, status: Int, in table: CodeTable,
        allowing: (_ code: String, _ address: String) -> [Phrase]? = { _, _ in nil }
    ) -> Failure {
        let code = CleanText.line(code, characters: 24)
        let text = CleanText.line(text, characters: 200)
        guard let row = table.meaning(of: code) else { return unknown(code: code, text: text, status: status) }
        // For these causes exchanges have many texts for one code, which say more than the code does.
        let showsText = !text.isEmpty && (row.cause == .exchangeRefused || row.cause == .accountRestricted)
        let message =
            showsText
            ? Phrase(
                en: "\(row.message.english) \(name) says: \(text)", zh: "\(row.message.simplifiedChinese)\(name) 提示：\(text)"
            )
            : row.message
        guard row.cause == .ipNotAllowed, let address = IPAddressText.first(in: text) else {
            return Failure(row.cause, code: code, message: message, remedy: row.remedy, retry: row.retry)
        }
        return Failure(
            row.cause, code: code,
            message: Phrase(
                en: "\(row.message.english) \(name) saw the address \(address).",
                zh: "\(row.message.simplifiedChinese)\(name) 看到的地址是 \(address)。"
            ),
            remedy: allowing(code, address) ?? row.remedy, retry: row.retry, seenAddress: address
        )
    }

    /// For a code that the exchange's table does not have; neither code nor text may be uncleaned.
    func unknown(code: String, text: String, status: Int) -> Failure {
        let shown = text.isEmpty ? "HTTP \(status)" : text
        let gateway = failure(status: status)
        if status == 451 || status == 511 { return gateway }
        let message = Phrase(en: "\(name) answered with code \(code): \(shown)", zh: "\(name) 返回错误码 \(code)：\(shown)")
        if status == 408 || status == 429 || status >= 500 {
            return Failure(gateway.cause, code: code, message: message, remedy: gateway.remedy, retry: gateway.retry)
        }
        return Failure(
            .exchangeRefused, code: code, message: message,
            remedy: [
                Phrase(
                    en: "This program does not know the code. Look it up in the API guide of \(name), or ask \(name) support.",
                    zh: "本程序不认识该错误码。请查阅 \(name) API 文档，或咨询 \(name) 客服。"
                )
            ]
        )
    }
}
