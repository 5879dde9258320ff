import Domain
import HTTP

/// Turns what OKX answered instead of data into a failure. Codes decide; texts are only shown.
enum OKXFailure {
    /// For a code of OKX with the text beside it, neither of them cleaned.
    static func failure(code: String, text: String, status: Int) -> Failure {
        gateway.failure(code: code, text: text, status: status, in: OKXErrorTable.table) { code, address in
            code == "50110" ? allow(address) : nil
        }
    }

    /// What is known of replies that bear no code of OKX.
    static let gateway = Gateway(
        name: "OKX",
        origins: { ExchangeProfile.okx.ownSites.flatMap { [$0.address(of: OKXHosts.rest, in: .live) ?? "", $0.web(in: .live)] } },
        remedies: Gateway.Remedies(slowDown: OKXRemedy.slowDown, outOfService: OKXRemedy.waitAndStatus, site: OKXRemedy.site))

    /// OKX's gateways have no list of codes and repeat an HTTP status as one; `nil` for codes of OKX, all of which are shorter or longer.
    static func gatewayFailure(for reply: HTTPReply, code: String) -> Failure? {
        guard code.utf8.count == 3, let number = Int(code), (400...599).contains(number) else { return nil }
        let status = (400...599).contains(reply.status) ? reply.status : number
        return status == 404 ? gateway.noSuchPath(status) : gateway.failure(status: status)
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
