import Glibc

/// Whether libcurl takes a proxy from the environment, by the rules of its manual (CURLOPT_PROXY, CURLOPT_NOPROXY). It only decides how a
/// failed connection is reported; the routing is libcurl's own.
struct ProxyEnvironment {
    let hasProxy: Bool
    /// Whether the proxy itself is spoken to over TLS.
    let isEncrypted: Bool
    let exceptions: [String]

    /// `lookUp` answers with a variable's value.
    init(lookUp: (String) -> String?) {
        let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        let address = names.compactMap { lookUp($0) }.first { !$0.isEmpty }
        hasProxy = address != nil
        isEncrypted = address?.lowercased().hasPrefix("https://") == true
        exceptions = (lookUp("no_proxy") ?? lookUp("NO_PROXY") ?? "").lowercased()
            .split { $0 == "," || $0 == " " }.map { String($0) }
    }

    static var current: ProxyEnvironment {
        ProxyEnvironment { name in getenv(name).map { String(cString: $0) } }
    }

    func applies(to origin: Origin) -> Bool {
        hasProxy && !origin.isLoopback
            && !exceptions.contains { exception in
                let name = exception.hasPrefix(".") ? String(exception.dropFirst()) : exception
                return name == "*" || origin.host == name || origin.host.hasSuffix("." + name)
            }
    }
}
