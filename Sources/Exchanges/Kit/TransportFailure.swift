import Domain
import HTTP

/// What a request that got no reply means to the user; the same for every exchange.
enum TransportFailure {
    static func failure(for failure: HTTPFailure, origin: String, fields: [KeyField]) -> Failure {
        let host = CleanText.line(origin, characters: 120)
        switch failure {
        case .notAllowed(let refusal): return refused(refusal, host: host, fields)
        case .nameNotResolved:
            return Failure(
                .networkUnreachable,
                message: Phrase(en: "The name of \(host) cannot be resolved.", zh: "无法解析 \(host) 的域名。"),
                remedy: [checkNetwork, checkProxy], retry: .later
            )
        case .connectionFailed:
            return Failure(
                .networkUnreachable, message: Phrase(en: "\(host) cannot be reached.", zh: "无法连接到 \(host)。"),
                remedy: [checkNetwork, checkProxy], retry: .later
            )
        case .proxyFailed(let problem): return stopped(problem, host: host)
        case .connectTimedOut:
            return Failure(
                .timeout, message: Phrase(en: "\(host) did not take the connection in time.", zh: "连接 \(host) 超时。"),
                remedy: [checkNetwork, checkProxy], retry: .later
            )
        case .timedOut:
            return Failure(
                .timeout, message: Phrase(en: "\(host) did not answer in time.", zh: "\(host) 未在规定时间内回复。"),
                remedy: [tryAgain], retry: .readsOnly
            )
        case .tls(let problem): return untrusted(problem, by: Phrase(verbatim: host), at: .exchange)
        case .cut:
            return Failure(
                .networkUnreachable,
                message: Phrase(en: "The connection to \(host) broke before the reply was complete.", zh: "与 \(host) 的连接中断，回复不完整。"),
                remedy: [tryAgain, checkNetwork], retry: .readsOnly
            )
        case .replyTooLarge:
            return Failure(
                .replyNotUnderstood,
                message: Phrase(en: "The reply of \(host) is larger than any that is expected.", zh: "\(host) 的回复过大，超出预期。"),
                remedy: [checkSite]
            )
        case .cancelled:
            return Failure(
                .timeout, message: Phrase(en: "The request was cancelled.", zh: "请求已取消。"), remedy: [tryAgain], retry: .readsOnly
            )
        case .protocolError:
            return Failure(
                .replyNotUnderstood,
                message: Phrase(en: "What \(host) sent is not a valid HTTP reply.", zh: "\(host) 返回的不是有效的 HTTP 回复。"),
                remedy: [checkSite, checkProxy]
            )
        case .other(let curlCode):
            return Failure(
                .networkUnreachable,
                message: Phrase(
                    en: "The request to \(host) failed in the network library (curl \(curlCode)).",
                    zh: "请求 \(host) 时网络库出错（curl \(curlCode)）。"
                ),
                remedy: [checkNetwork], retry: .readsOnly
            )
        }
    }

    private static func refused(_ refusal: HTTPRefusal, host: String, _ fields: [KeyField]) -> Failure {
        switch refusal {
        case .originMalformed, .targetMalformed, .limitMalformed:
            Failure(
                .configurationInvalid,
                message: Phrase(en: "The address \(host) of the site is not valid.", zh: "站点地址 \(host) 无效。"),
                remedy: [checkSite]
            )
        case .plainTextBeyondLoopback:
            Failure(
                .configurationInvalid,
                message: Phrase(
                    en: "\(host) is not encrypted; http is allowed for this machine's own addresses only.",
                    zh: "\(host) 未加密；http 仅允许用于本机地址。"
                ),
                remedy: [Phrase(en: "Write https in the address of the site.", zh: "请将站点地址改为 https。")]
            )
        case .headerMalformed, .headerReserved, .bodyMisplaced:
            unsendable(fields.filter(\.isSent))
        }
    }

    private static func unsendable(_ fields: [KeyField]) -> Failure {
        let english = fields.map { $0.id == .apiKey ? $0.commonNoun : $0.name.english }.joined(separator: " or the ")
        let chinese = fields.map(\.name.simplifiedChinese).joined(separator: " 或 ")
        return Failure(
            .credentialsMalformed,
            message: Phrase(en: "The \(english) holds a character that cannot be sent.", zh: "\(chinese) 含有无法发送的字符。"),
            remedy: [
                fields.count == 1
                    ? Phrase(
                        en: "Enter it again; only plain letters, digits and signs of the keyboard can be sent.",
                        zh: "请重新输入；只能使用半角字母、数字和符号。")
                    : Phrase(
                        en: "Enter them again; only plain letters, digits and signs of the keyboard can be sent.",
                        zh: "请重新输入；只能使用半角字母、数字和符号。")
            ])
    }

    /// The request never left the proxy of the environment, so that is what has to be named, and not the exchange.
    private static func stopped(_ problem: ProxyProblem, host: String) -> Failure {
        func status(_ number: Int?) -> (english: String, chinese: String) {
            number.map { (" (HTTP \($0))", "（HTTP \($0)）") } ?? ("", "")
        }
        switch problem {
        case .unreachable:
            return stoppedAtProxy(
                Phrase(en: "The proxy on the way to \(host) cannot be reached.", zh: "无法连接到通往 \(host) 的代理。"), [checkProxyVariables])
        case .loginWanted:
            return stoppedAtProxy(
                Phrase(
                    en: "The proxy on the way to \(host) wants a login, or does not accept the one it was given.",
                    zh: "通往 \(host) 的代理要求登录，或不接受所提供的用户名和密码。"),
                [giveProxyLogin])
        case .refused(let number):
            let status = status(number)
            return stoppedAtProxy(
                Phrase(en: "The proxy refuses to connect to \(host)\(status.english).", zh: "代理拒绝连接到 \(host)\(status.chinese)。"),
                [askForHost])
        case .destinationUnreachable(let number):
            let status = status(number)
            return stoppedAtProxy(
                Phrase(
                    en: "The proxy answers, but could not reach \(host)\(status.english).",
                    zh: "代理有响应，但无法连接到 \(host)\(status.chinese)。"),
                [tellProxyOperator])
        case .signInPage(let number):
            let status = status(number)
            return stoppedAtProxy(
                Phrase(
                    en: "The proxy on the way to \(host) sends to a sign-in page of the network\(status.english).",
                    zh: "通往 \(host) 的代理要求先在网络的登录页面登录\(status.chinese)。"),
                NetworkSignIn.remedy)
        case .tls(let problem):
            return untrusted(problem, by: Phrase(en: "the proxy on the way to \(host)", zh: "通往 \(host) 的代理"), at: .proxy)
        case .failed(let number):
            let status = status(number)
            return stoppedAtProxy(
                Phrase(
                    en: "The proxy on the way to \(host) does not connect\(status.english).",
                    zh: "无法通过代理连接到 \(host)\(status.chinese)。"),
                [checkProxyVariables])
        }
    }

    private static func stoppedAtProxy(_ message: Phrase, _ remedy: [Phrase]) -> Failure {
        Failure(.networkUnreachable, message: message, remedy: remedy, retry: .later)
    }

    /// Whose certificate it is about.
    private enum Peer {
        case exchange
        case proxy
    }

    private static func untrusted(_ problem: TLSProblem, by name: Phrase, at peer: Peer) -> Failure {
        let (english, chinese) = (name.english, name.simplifiedChinese)
        let message =
            switch problem {
            case .untrustedIssuer:
                Phrase(
                    en: "The certificate of \(english) was issued by somebody this machine does not trust.",
                    zh: "\(chinese) 的证书由本机不信任的机构签发。")
            case .selfSigned:
                Phrase(en: "The certificate of \(english) was issued by itself.", zh: "\(chinese) 使用自签名证书。")
            case .expired:
                Phrase(en: "The certificate of \(english) is not valid at this time.", zh: "\(chinese) 的证书不在有效期内。")
            case .wrongHost:
                Phrase(en: "The certificate that \(english) shows belongs to another host.", zh: "\(chinese) 出示的证书属于其他主机。")
            case .oldProtocol:
                Phrase(en: "Only outdated encryption is offered by \(english).", zh: "\(chinese) 仅支持过时的加密协议。")
            case .handshakeFailed:
                Phrase(en: "No encrypted connection to \(english) came about.", zh: "无法与 \(chinese) 建立加密连接。")
            case .certificateFileUnreadable:
                Phrase(en: "The file of certificates for \(english) cannot be read, or holds none.", zh: "\(chinese) 的证书文件无法读取，或其中没有证书。")
            case .certificateFileUnsuitable:
                Phrase(
                    en: "The file of certificates for \(english) is not a plain file, or larger than 4 MiB.",
                    zh: "\(chinese) 的证书文件不是普通文件，或超过 4 MiB。")
            case .other:
                Phrase(en: "The encrypted connection to \(english) could not be verified.", zh: "无法验证与 \(chinese) 的加密连接。")
            }
        let remedy =
            switch (problem, peer) {
            case (.untrustedIssuer, .exchange), (.selfSigned, .exchange), (.wrongHost, .exchange), (.other, .exchange):
                [interception, certificates]
            case (.untrustedIssuer, .proxy), (.selfSigned, .proxy), (.other, .proxy): [proxyCertificates, checkProxyVariables]
            case (.wrongHost, .proxy), (.oldProtocol, .proxy): [checkProxyVariables]
            case (.handshakeFailed, .proxy):
                [
                    Phrase(
                        en: "Where the proxy itself speaks no TLS, write http:// before its address in HTTPS_PROXY.",
                        zh: "如代理本身不使用 TLS，请在 HTTPS_PROXY 的代理地址前写 http://。"),
                    checkProxyVariables,
                ]
            case (.expired, .exchange):
                [Phrase(en: "Check the date and time of this machine.", zh: "请检查本机的日期和时间。"), interception]
            case (.expired, .proxy):
                [
                    Phrase(en: "Check the date and time of this machine.", zh: "请检查本机的日期和时间。"),
                    Phrase(en: "Tell whoever runs the proxy that its certificate has to be renewed.", zh: "请告知代理管理员更新其证书。"),
                ]
            case (.oldProtocol, .exchange), (.handshakeFailed, .exchange): [interception, checkProxy]
            case (.certificateFileUnreadable, _), (.certificateFileUnsuitable, _):
                [Phrase(en: "Check ca_file of the site in the configuration.", zh: "请检查配置中该站点的 ca_file。")]
            }
        return Failure(.tlsUntrusted, message: message, remedy: remedy)
    }

    private static let tryAgain = Phrase(en: "Try again.", zh: "请重试。")
    private static let checkNetwork = Phrase(en: "Check the network of this machine.", zh: "请检查本机网络。")
    private static let checkProxy = Phrase(
        en: "Where the network wants a proxy, set HTTPS_PROXY in the environment.",
        zh: "如网络需要代理，请设置环境变量 HTTPS_PROXY。"
    )
    private static let checkProxyVariables = Phrase(
        en: "Check HTTPS_PROXY, ALL_PROXY and NO_PROXY in the environment.",
        zh: "请检查环境变量 HTTPS_PROXY、ALL_PROXY 和 NO_PROXY。"
    )
    private static let giveProxyLogin = Phrase(
        en: "Put the proxy's user name and password into HTTPS_PROXY or ALL_PROXY, as in http://name:password@proxy:3128.",
        zh: "请在环境变量 HTTPS_PROXY 或 ALL_PROXY 中写入代理的用户名和密码，例如 http://name:password@proxy:3128。"
    )
    private static let askForHost = Phrase(
        en: "Ask whoever runs the proxy to allow this host, or name the host in NO_PROXY where it can be reached without.",
        zh: "请让代理管理员放行该主机；如可直接访问，请将其写入 NO_PROXY。"
    )
    private static let tellProxyOperator = Phrase(
        en: "Try again; if it stays, the proxy's own network is at fault: tell whoever runs it, or use another proxy.",
        zh: "请重试；若仍出现，则是代理自身的网络问题：请联系代理管理员，或更换代理。"
    )
    private static let proxyCertificates = Phrase(
        en: "Install the certificate of the proxy's issuer in the system's store; ca_file of a site holds for the exchange only.",
        zh: "请将代理证书的签发机构加入系统证书；站点的 ca_file 只用于交易所。"
    )
    private static let checkSite = Phrase(
        en: "Check the address of the site in the configuration.", zh: "请检查配置中的站点地址。"
    )
    private static let interception = Phrase(
        en:
            "Something between this machine and the exchange may be reading along; nothing was sent. Sign in to the network in a browser where it asks for that, or try another one.",
        zh: "本机与交易所之间可能有设备在监听；未发送任何内容。如网络要求登录，请先在浏览器中登录，或换一个网络再试。"
    )
    private static let certificates = Phrase(
        en: "Install the system's certificates (ca-certificates), or name your own with ca_file of a site.",
        zh: "请安装系统证书（ca-certificates），或在站点配置中用 ca_file 指定证书。"
    )
}
