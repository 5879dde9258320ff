import Glibc

/// Whether libcurl takes a proxy from the environment, by the rules of its manual (CURLOPT_PROXY, CURLOPT_NOPROXY). It only
/// chooses between two words for a refused connection; the routing is libcurl's own.
struct ProxyEnvironment {
    let hasProxy: Bool
    let exceptions: [String]

    /// `lookUp` answers with a variable's value.
    init(lookUp: (String) -> String?) {
        let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        hasProxy = names.contains { !(lookUp($0) ?? "").isEmpty }
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
