import Domain

/// Words about a network that lets nobody out before signing in, as in hotels and trains; the same for every exchange.
enum NetworkSignIn {
    static let remedy = [
        Phrase(
            en: "Open a web page in a browser on this network, sign in there, and try again.",
            zh: "请在此网络下用浏览器打开任意网页，登录后再试。"
        ),
        Phrase(en: "Or try another network.", zh: "或换一个网络。"),
    ]

    /// The status is that of the reply; the host that of the page, where it was named.
    static func failure(status: Int, host: String?) -> Failure {
        Failure(
            .networkUnreachable,
            message: Phrase(
                en: "A sign-in page of the network stands in between\(host.map { ": \($0)" } ?? "") (HTTP \(status)).",
                zh: "网络的登录页面挡在中间\(host.map { "：\($0)" } ?? "")（HTTP \(status)）。"
            ),
            remedy: remedy, retry: .later
        )
    }
}
