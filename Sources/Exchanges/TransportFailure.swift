import Core
import Domain
import HTTP

/// What a request that got no reply means to the user; the same for every exchange.
enum TransportFailure {
    static func failure(for failure: HTTPFailure, site: Site) -> Failure {
        let host = CleanText.line(site.restOrigin, characters: 120)
        switch failure {
        case .notAllowed(let refusal): return refused(refusal, host: host)
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
        case .proxyFailed:
            return Failure(
                .networkUnreachable,
                message: Phrase(en: "The proxy on the way to \(host) does not connect.", zh: "无法通过代理连接到 \(host)。"),
                remedy: [
                    Phrase(
                        en: "Check HTTPS_PROXY, ALL_PROXY and NO_PROXY in the environment.",
                        zh: "请检查环境变量 HTTPS_PROXY、ALL_PROXY 和 NO_PROXY。"
                    ),
                ],
                retry: .later
            )
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
        case .tls(let problem): return untrusted(problem, host: host)
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

    private static func refused(_ refusal: HTTPRefusal, host: String) -> Failure {
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
            Failure(
                .credentialsMalformed,
                message: Phrase(
                    en: "The API key or the Passphrase holds a character that cannot be sent.",
                    zh: "API Key 或 Passphrase 含有无法发送的字符。"
                ),
                remedy: [
                    Phrase(
                        en: "Enter them again; only plain letters, digits and signs of the keyboard can be sent.",
                        zh: "请重新输入；只能使用半角字母、数字和符号。"
                    ),
                ]
            )
        }
    }

    private static func untrusted(_ problem: TLSProblem, host: String) -> Failure {
        let message = switch problem {
        case .untrustedIssuer:
            Phrase(en: "The certificate of \(host) was issued by somebody this machine does not trust.", zh: "\(host) 的证书由本机不信任的机构签发。")
        case .selfSigned:
            Phrase(en: "The certificate of \(host) was issued by itself.", zh: "\(host) 使用自签名证书。")
        case .expired:
            Phrase(en: "The certificate of \(host) is not valid at this time.", zh: "\(host) 的证书不在有效期内。")
        case .wrongHost:
            Phrase(en: "The certificate that \(host) shows belongs to another host.", zh: "\(host) 出示的证书属于其他主机。")
        case .oldProtocol:
            Phrase(en: "\(host) offers only outdated encryption.", zh: "\(host) 仅支持过时的加密协议。")
        case .handshakeFailed:
            Phrase(en: "No encrypted connection to \(host) came about.", zh: "无法与 \(host) 建立加密连接。")
        case .certificateFileUnreadable:
            Phrase(en: "The file of certificates for \(host) cannot be read.", zh: "无法读取 \(host) 的证书文件。")
        case .other:
            Phrase(en: "The encrypted connection to \(host) could not be verified.", zh: "无法验证与 \(host) 的加密连接。")
        }
        let remedy = switch problem {
        case .untrustedIssuer, .selfSigned, .wrongHost, .other: [interception, certificates]
        case .expired:
            [Phrase(en: "Check the date and time of this machine.", zh: "请检查本机的日期和时间。"), interception]
        case .oldProtocol, .handshakeFailed: [interception, checkProxy]
        case .certificateFileUnreadable:
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
    private static let checkSite = Phrase(
        en: "Check the address of the site in the configuration.", zh: "请检查配置中的站点地址。"
    )
    private static let interception = Phrase(
        en: "Something between this machine and the exchange may be reading along; nothing was sent. Try another network.",
        zh: "本机与交易所之间可能有设备在监听；未发送任何内容。请换一个网络再试。"
    )
    private static let certificates = Phrase(
        en: "Install the system's certificates (ca-certificates), or name your own with ca_file of a site.",
        zh: "请安装系统证书（ca-certificates），或在站点配置中用 ca_file 指定证书。"
    )
}
