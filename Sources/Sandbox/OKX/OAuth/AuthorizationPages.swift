/// The exchange's pages for the browser: login, consent, and the profile page on which a user lands when a request is refused without an
/// explanation.
struct AuthorizationPages: Sendable {
    let client: SandboxOAuthClient
    let accounts: [SandboxAccount]

    static let path = "/account/oauth"
    static let profilePath = "/account/users"

    /// What a request to a page leads to.
    enum Step: Sendable {
        case page(Answer)
        /// The user has agreed; a code is to be made.
        case agreed(AuthorizationRequest, SandboxAccount.ID)
    }

    private enum Language {
        case english, chinese
    }

    /// Whether the path is one of a page. A language may stand in front of it.
    static func serves(_ path: String) -> Bool {
        [Self.path, profilePath].contains(bare(path))
    }

    private static func bare(_ path: String) -> String {
        for prefix in ["/zh-hans", "/en"] where path.hasPrefix(prefix + "/") { return String(path.dropFirst(prefix.utf8.count)) }
        return path
    }

    func step(_ request: SeenRequest) -> Step {
        let language: Language = request.target.path.hasPrefix("/zh-hans/") ? .chinese : .english
        guard Self.bare(request.target.path) == Self.path else { return .page(profile(language)) }
        let wanted: AuthorizationRequest
        do throws(AuthorizationRequest.Fault) {
            wanted = try AuthorizationRequest(request.target, client: client)
        } catch {
            switch error {
            case .silent: return .page(Self.redirect(Self.profilePath))
            case .named(let refusal): return .page(fault(refusal, language))
            }
        }
        switch request.method {
        case "GET", "HEAD": return .page(login(request.target, language))
        case "POST":
            let form = RequestTarget("?" + String(decoding: request.body, as: UTF8.self))
            guard let id = form["account"], let account = accounts.first(where: { $0.id == id }) else {
                return .page(login(request.target, language))
            }
            switch form["decision"] {
            case "allow": return .agreed(wanted, account.id)
            case "deny":
                switch client.denial {
                case .tellsClient: return .page(Self.redirect(wanted.callback(["error": "access_denied"])))
                case .keepsSilent: return .page(Self.redirect(Self.profilePath))
                }
            default: return .page(consent(request.target, wanted, account, language))
            }
        default: return .page(.html(status: 405))
        }
    }

    /// Sends the browser on.
    static func redirect(_ address: String) -> Answer {
        Answer(status: 302, headers: [("Location", address), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")], body: [])
    }

    private func login(_ target: RequestTarget, _ language: Language) -> Answer {
        let options = accounts.map { account in
            let title =
                switch language {
                case .english: account.title.english
                case .chinese: account.title.chinese
                }
            return "<option value=\"\(Self.escaped(account.id))\">\(Self.escaped(account.id)) – \(Self.escaped(title))</option>"
        }.joined(separator: "\n")
        let (title, text, button) =
            switch language {
            case .english: ("Log in", "Choose the sample account to log in with.", "Log in")
            case .chinese: ("登录", "请选择要登录的示例账户。", "登录")
            }
        return page(
            title, language,
            """
            <p>\(text)</p>
            <form method="post" action="\(Self.escaped(target.text))">
            <p><select name="account" size="12">\(options)</select></p>
            <p><button id="login">\(button)</button></p>
            </form>
            """)
    }

    private func consent(
        _ target: RequestTarget, _ wanted: AuthorizationRequest, _ account: SandboxAccount, _ language: Language
    ) -> Answer {
        let rows = wanted.permissions.map { permission in
            let words =
                switch (permission, language) {
                case (.read, .english): "Read: balances, positions and settings"
                case (.read, .chinese): "读取：余额、仓位和设置"
                case (.trade, .english): "Trade: orders and account settings"
                case (.trade, .chinese): "交易：下单和账户设置"
                case (.withdraw, .english): "Withdraw"
                case (.withdraw, .chinese): "提币"
                }
            return "<li>\(words)</li>"
        }.joined(separator: "\n")
        let (title, text, allow, deny) =
            switch language {
            case .english: ("Authorize", "A program asks for access to this account:", "Allow", "Deny")
            case .chinese: ("授权", "一个程序请求访问该账户：", "同意", "拒绝")
            }
        return page(
            title, language,
            """
            <p>\(text) <b>\(Self.escaped(account.id))</b> (\(Self.escaped(account.uid)))</p>
            <ul>
            \(rows)
            </ul>
            <form method="post" action="\(Self.escaped(target.text))">
            <input type="hidden" name="account" value="\(Self.escaped(account.id))">
            <p><button id="allow" name="decision" value="allow">\(allow)</button>
            <button id="deny" name="decision" value="deny">\(deny)</button></p>
            </form>
            """)
    }

    private func profile(_ language: Language) -> Answer {
        switch language {
        case .english: page("Profile", language, "<p>This is your profile.</p>")
        case .chinese: page("个人资料", language, "<p>这是您的个人资料。</p>")
        }
    }

    private func fault(_ refusal: Refusal, _ language: Language) -> Answer {
        var answer = page(refusal.code, language, "<p>\(refusal.code): \(Self.escaped(refusal.message))</p>")
        answer.status = refusal.status
        return answer
    }

    private func page(_ title: String, _ language: Language, _ content: String) -> Answer {
        let name =
            switch language {
            case .english: "Sandbox exchange"
            case .chinese: "沙盒交易所"
            }
        let code =
            switch language {
            case .english: "en"
            case .chinese: "zh-Hans"
            }
        let text = """
            <!DOCTYPE html>
            <html lang="\(code)">
            <head><meta charset="utf-8"><title>\(title) – \(name)</title></head>
            <body>
            <h1>\(title)</h1>
            \(content)
            <hr><p>\(name)</p>
            </body>
            </html>

            """
        let headers = [
            ("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), ("X-Frame-Options", "DENY"),
            ("Content-Security-Policy", "default-src 'none'"), ("Referrer-Policy", "no-referrer"),
        ]
        return Answer(status: 200, headers: headers, body: Array(text.utf8))
    }

    /// Text that came from outside, as text in a page or in a quoted attribute.
    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: String(character)
            }
        }.joined()
    }
}
