/// Who may use the control paths: programs of this machine, and no web page that is open in its user's browser.
///
/// A page can have its browser send requests to any port of this machine. The browser adds the origin of the page (Origin on everything
/// that changes something, Referer, Sec-Fetch-Site: fetch.spec.whatwg.org, "Forbidden request-header"), and without asking first it sends
/// only the bodies that forms have. Where a page gives its own name this machine's address (DNS rebinding), the name stands in Host.
enum ControlGate {
    /// Why a request is refused; `nil` for one that is let in.
    static func refusal(_ request: SeenRequest, host: String) -> Refused? {
        let hosts = values(of: "host", in: request)
        guard hosts.count == 1, isOwn(hosts[0], configured: host, port: request.port) else {
            return Refused(status: 421, text: "the Host header does not name this sandbox")
        }
        for name in ["origin", "referer", "sec-fetch-mode", "sec-fetch-dest", "sec-fetch-user", "access-control-request-method"]
        where !values(of: name, in: request).isEmpty && !isTypedAddress(request) {
            return Refused(status: 403, text: "web pages have no business here")
        }
        guard values(of: "sec-fetch-site", in: request).allSatisfy({ $0 == "none" }) else {
            return Refused(status: 403, text: "web pages have no business here")
        }
        let types = values(of: "content-type", in: request)
        guard types.allSatisfy(isJSON) else { return Refused(status: 415, text: "the body has to be application/json") }
        return nil
    }

    struct Refused: Hashable {
        let status: Int
        let text: String
    }

    private static func values(of name: String, in request: SeenRequest) -> [String] {
        request.headers.filter { $0.name.lowercased() == name }.map { $0.value.lowercased() }
    }

    /// Whether somebody typed the address into a browser, which no page can fake (Sec-Fetch-Site: none).
    private static func isTypedAddress(_ request: SeenRequest) -> Bool {
        request.method == "GET" && values(of: "sec-fetch-site", in: request) == ["none"] && values(of: "origin", in: request).isEmpty
            && values(of: "referer", in: request).isEmpty
    }

    private static func isOwn(_ given: String, configured: String, port: Int?) -> Bool {
        let configured = configured.lowercased()
        let names = ["127.0.0.1", "localhost", "[::1]", configured.contains(":") ? "[\(configured)]" : configured]
        return names.contains { name in given == name || (port.map { given == "\(name):\($0)" } ?? false) }
    }

    private static func isJSON(_ type: String) -> Bool {
        type.split(separator: ";", maxSplits: 1).first?.filter { $0 != " " && $0 != "\t" } == "application/json"
    }
}
