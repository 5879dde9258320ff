import Domain
import HTTP

/// Replies that do not come from OKX's API but from something in front of it: gateways, proxies, caches, sign-in pages of networks.
enum OKXGateway {
    /// For a reply without a usable code: what its status, headers and body show.
    static func failure(for reply: HTTPReply) -> Failure {
        let status = reply.status
        switch status {
        case 300..<400 where status != 304: return redirection(reply)
        case 304:
            return notUnderstood(
                Phrase(
                    en: "Something on the way answered from its memory (HTTP 304).", zh: "途中的缓存代为应答（HTTP 304）。"),
                [
                    Phrase(
                        en: "Check the proxy on the way: it must not keep replies of the exchange.", zh: "请检查途中的代理：不得缓存交易所的回复。")
                ], retry: .readsOnly)
        case 404 where isGateways(reply): return noSuchPath(status)
        case 200..<300 where isPage(reply.body):
            return notUnderstood(
                Phrase(
                    en: "A web page came instead of a reply of OKX (HTTP \(status)): perhaps a sign-in page of the network.",
                    zh: "收到的是网页，而不是 OKX 的回复（HTTP \(status)）：可能是网络的登录页面。"),
                NetworkSignIn.remedy.prefix(1) + [checkAddress])
        case 200..<300 where reply.body.isEmpty:
            return notUnderstood(
                Phrase(en: "The reply of OKX is empty (HTTP \(status)).", zh: "OKX 的回复为空（HTTP \(status)）。"), OKXFailure.notUnderstood)
        case 200..<300 where isCut(reply.body):
            return notUnderstood(
                Phrase(
                    en: "The reply of OKX breaks off in the middle (HTTP \(status)).", zh: "OKX 的回复不完整（HTTP \(status)）。"),
                OKXFailure.notUnderstood)
        case 403, 429, 503:
            return blocked(reply) ?? OKXFailure.failure(status: status)
        default: return OKXFailure.failure(status: status)
        }
    }

    /// For a reply whose code is the gateway's own, which has no list of codes and repeats an HTTP status; `nil` for codes of OKX,
    /// all of which are shorter or longer.
    static func failure(for reply: HTTPReply, code: String) -> Failure? {
        guard code.utf8.count == 3, let number = Int(code), (400...599).contains(number) else { return nil }
        let status = (400...599).contains(reply.status) ? reply.status : number
        return status == 404 ? noSuchPath(status) : OKXFailure.failure(status: status)
    }

    /// The gateway speaks JSON; the pages of Cloudflare or of a proxy do not.
    private static func isGateways(_ reply: HTTPReply) -> Bool {
        reply.body.first { !isSpace($0) } == UInt8(ascii: "{")
    }

    private static func redirection(_ reply: HTTPReply) -> Failure {
        let status = reply.status
        let location = reply.header("location") ?? ""
        guard let host = host(ofLocation: location) else { return NetworkSignIn.failure(status: status, host: nil) }
        let shown = CleanText.line(host, characters: 80)
        if host == self.host(ofLocation: reply.origin) {
            return notUnderstood(
                Phrase(
                    en: "\(shown) redirects to another of its own pages instead of answering (HTTP \(status)).",
                    zh: "\(shown) 没有应答，而是跳转到自己的其他页面（HTTP \(status)）。"),
                [checkAddress] + NetworkSignIn.remedy.prefix(1))
        }
        guard isOKX(host) else { return NetworkSignIn.failure(status: status, host: shown) }
        return Failure(
            .wrongSite,
            message: Phrase(
                en: "The host redirects to another one, \(shown) (HTTP \(status)); the account belongs to another site.",
                zh: "该主机要求跳转到 \(shown)（HTTP \(status)）；账户属于其他站点。"
            ),
            remedy: OKXRemedy.site
        )
    }

    /// OKX's hosts all lie in the domains of its sites.
    private static func isOKX(_ host: String) -> Bool {
        ExchangeProfile.okx.ownSites.flatMap { [$0.address(of: OKXHosts.rest, in: .live) ?? "", $0.web(in: .live)] }.compactMap(
            self.host(ofLocation:)
        ).contains { known in
            let labels = known.split(separator: ".").suffix(2)
            guard labels.count == 2 else { return false }
            let domain = labels.joined(separator: ".")
            return host == domain || host.hasSuffix("." + domain)
        }
    }

    /// In lower case, without port; `nil` where none is named.
    private static func host(ofLocation location: String) -> String? {
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
    private static func blocked(_ reply: HTTPReply) -> Failure? {
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
                    en: "The gateway before OKX was asked too often from this address (HTTP \(reply.status), Cloudflare 1015).",
                    zh: "当前地址请求过于频繁，被 OKX 前端网关限速（HTTP \(reply.status)，Cloudflare 1015）。"),
                remedy: OKXRemedy.slowDown, retry: .later)
        case 1009:
            return Failure(
                .regionRestricted,
                message: Phrase(
                    en: "The gateway before OKX lets nobody in from this country (HTTP \(reply.status), Cloudflare 1009).",
                    zh: "OKX 前端网关不允许当前国家或地区访问（HTTP \(reply.status)，Cloudflare 1009）。"),
                remedy: OKXFailure.region)
        default:
            return Failure(
                .exchangeUnavailable,
                message: Phrase(
                    en:
                        "A gateway in front of OKX refused the request (HTTP \(reply.status), Cloudflare \(code)): this address or this program is blocked.",
                    zh: "OKX 前端网关拒绝了请求（HTTP \(reply.status)，Cloudflare \(code)）：当前地址或本程序被拦截。"),
                remedy: OKXFailure.otherNetwork)
        }
    }

    private static func noSuchPath(_ status: Int) -> Failure {
        Failure(
            .wrongSite,
            message: Phrase(
                en: "This host has no such path (HTTP \(status)): it is another host, or its site does not have this function.",
                zh: "该主机没有此路径（HTTP \(status)）：主机不对，或该站点不提供此功能。"
            ),
            remedy: [checkAddress] + OKXRemedy.site
        )
    }

    private static func notUnderstood(_ message: Phrase, _ remedy: [Phrase], retry: Failure.Retry = .never) -> Failure {
        Failure(.replyNotUnderstood, message: message, remedy: remedy, retry: retry)
    }

    private static let checkAddress = Phrase(
        en: "Check the address of the site in the configuration.", zh: "请检查配置中的站点地址。")

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    /// No JSON begins with an angle bracket; a byte order mark may stand before it.
    private static func isPage(_ body: [UInt8]) -> Bool {
        let text = body.starts(with: [0xEF, 0xBB, 0xBF]) ? body[3...] : body[...]
        return text.first { !isSpace($0) } == UInt8(ascii: "<")
    }

    /// Whether it begins as a reply does and does not end as one.
    private static func isCut(_ body: [UInt8]) -> Bool {
        body.first { !isSpace($0) } == UInt8(ascii: "{") && body.last { !isSpace($0) } != UInt8(ascii: "}")
    }
}
