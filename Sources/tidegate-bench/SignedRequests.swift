import Crypto
import Domain
import Exchanges
import HTTP
import Session

/// The requests of one `status`, as the program itself signs them, written for curl.
enum SignedRequests {
    /// A configuration file for curl with all of them; the values of the sandbox's sample keys are no secrets.
    static func configuration(_ sandbox: Sandbox, origin: String, certificateFile: String?) throws -> String {
        let adapter = OKXAdapter()
        let site = Site(id: "lab", name: Phrase(verbatim: "lab"), restOrigin: origin, webOrigin: origin, origin: .configured)
        func secret(_ text: String) -> SecretBytes { SecretBytes(Array(text.utf8)) }
        let access = Access(site: site, environment: .live, unixMilliseconds: Clock.unixMilliseconds)
        let signer = Signer(
            KeyHandle(
                KeyValues(
                    apiKey: secret(sandbox.apiKey),
                    [(.secretKey, secret(sandbox.secretKey)), (.passphrase, secret(sandbox.passphrase))])))
        let requests =
            [adapter.clockRequest(at: access.place)]
            + (try OKXPart.everyFetch.map { try signer.sign(adapter.accountRequest($0, access: access)).get() })
        return requests.map { written($0, certificateFile) }.joined(separator: "\nnext\n") + "\n"
    }

    private static func written(_ request: HTTPRequest, _ certificateFile: String?) -> String {
        let headers = request.headers.map { header in
            let value =
                switch header.value {
                case .plain(let text): text
                case .secret(let bytes): bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                }
            return "header = \"\(header.name): \(value)\""
        }
        return
            (["url = \"\(request.origin)\(request.target)\"", "silent", "output = \"/dev/null\"", "fail"]
            + (certificateFile.map { ["cacert = \"\($0)\""] } ?? []) + headers).joined(separator: "\n")
    }
}
