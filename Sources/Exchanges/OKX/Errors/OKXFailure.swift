import Domain

/// Turns what OKX answered instead of data into a failure. Codes decide; texts are only shown.
enum OKXFailure {
    /// For a code of OKX with the text beside it, neither of them cleaned.
    static func failure(code: String, text: String, status: Int) -> Failure {
        let code = CleanText.line(code, characters: 24)
        let text = CleanText.line(text, characters: 200)
        guard let row = OKXErrorTable.table.meaning(of: code) else { return unknown(code: code, text: text, status: status) }
        // For these causes OKX has many texts for one code, which say more than the code does.
        let showsText = !text.isEmpty && (row.cause == .exchangeRefused || row.cause == .accountRestricted)
        let message =
            showsText
            ? Phrase(
                en: "\(row.message.english) OKX says: \(text)",
                zh: "\(row.message.simplifiedChinese)OKX 提示：\(text)"
            )
            : row.message
        guard row.cause == .ipNotAllowed, let address = IPAddressText.first(in: text) else {
            return Failure(row.cause, code: code, message: message, remedy: row.remedy, retry: row.retry)
        }
        return Failure(
            row.cause, code: code,
            message: Phrase(
                en: "\(row.message.english) OKX saw the address \(address).",
                zh: "\(row.message.simplifiedChinese)OKX 看到的地址是 \(address)。"
            ),
            remedy: code == "50110" ? allow(address) : row.remedy, retry: row.retry, seenAddress: address
        )
    }

    /// For a reply without a usable code: what its HTTP status says.
    static func failure(status: Int) -> Failure {
        switch status {
        case 403:
            Failure(
                .exchangeUnavailable,
                message: Phrase(
                    en: "A gateway in front of OKX refused the request (HTTP 403).", zh: "OKX 前端网关拒绝了请求（HTTP 403）。"
                ),
                remedy: otherNetwork
            )
        case 451:
            Failure(
                .regionRestricted,
                message: Phrase(
                    en: "OKX does not offer its service where this machine is (HTTP 451).",
                    zh: "OKX 不在本机所在地区提供服务（HTTP 451）。"
                ),
                remedy: region
            )
        case 511: NetworkSignIn.failure(status: status, host: nil)
        case 408, 500..<600:
            Failure(
                .exchangeUnavailable,
                message: Phrase(en: "OKX is not available at present (HTTP \(status)).", zh: "OKX 暂时不可用（HTTP \(status)）。"),
                remedy: OKXRemedy.waitAndStatus, retry: .readsOnly
            )
        case 429:
            Failure(
                .rateLimited,
                message: Phrase(en: "OKX was asked too often (HTTP 429).", zh: "请求过于频繁，超出 OKX 限速（HTTP 429）。"),
                remedy: OKXRemedy.slowDown, retry: .later
            )
        default:
            Failure(
                .replyNotUnderstood,
                message: Phrase(
                    en: "The reply of OKX cannot be understood (HTTP \(status)).", zh: "无法理解 OKX 的回复（HTTP \(status)）。"
                ),
                remedy: notUnderstood
            )
        }
    }

    /// For a reply that says success and lacks what it has to hold.
    static func lacking(_ member: String) -> Failure {
        Failure(
            .replyNotUnderstood,
            message: Phrase(en: "The reply of OKX lacks \(member).", zh: "OKX 的回复缺少 \(member)。"),
            remedy: notUnderstood
        )
    }

    static let otherNetwork = [
        Phrase(
            en: "Try from another network or without a VPN; the present address may be blocked.",
            zh: "请更换网络或关闭 VPN 后再试；当前地址可能被拦截。"
        )
    ]
    static let region = [
        Phrase(
            en: "Choose the site at which the account was registered; a VPN or a server abroad is judged by its own place.",
            zh: "请选择账户注册时所在的站点；使用 VPN 或境外服务器时，以其所在地区为准。"
        ),
        Phrase(en: "Ask OKX support which site serves your region.", zh: "请向 OKX 客服咨询您所在地区可用的站点。"),
    ]
    static let notUnderstood = [
        Phrase(
            en: "Check that the site's address is right and that no proxy or sign-in page answers in its place.",
            zh: "请确认站点地址正确，且没有代理或登录页面代为应答。"
        ),
        Phrase(en: "Update the program, and report it if it stays.", zh: "请更新程序；若仍出现，请反馈。"),
    ]

    private static func unknown(code: String, text: String, status: Int) -> Failure {
        let shown = text.isEmpty ? "HTTP \(status)" : text
        let gateway = failure(status: status)
        if status == 451 || status == 511 { return gateway }
        let message = Phrase(en: "OKX answered with code \(code): \(shown)", zh: "OKX 返回错误码 \(code)：\(shown)")
        if status == 408 || status == 429 || status >= 500 {
            return Failure(gateway.cause, code: code, message: message, remedy: gateway.remedy, retry: gateway.retry)
        }
        return Failure(
            .exchangeRefused, code: code, message: message,
            remedy: [
                Phrase(
                    en: "This program does not know the code. Look it up in the API guide of OKX, or ask OKX support.",
                    zh: "本程序不认识该错误码。请查阅 OKX API 文档，或咨询 OKX 客服。"
                )
            ]
        )
    }

    private static func allow(_ address: String) -> [Phrase] {
        [
            Phrase(
                en: "Add \(address) to the key's IP whitelist on the API page of OKX, then try again.",
                zh: "请在 OKX 的 API 页面把 \(address) 加入该 API Key 的 IP 白名单后再试。"
            ),
            OKXRemedy.addressChanges,
        ]
    }
}
