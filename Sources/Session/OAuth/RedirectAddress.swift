/// The registered redirect address, taken apart.
package struct RedirectAddress: Hashable, Sendable {
    /// The addresses of this machine to listen on; empty where it is not one of this machine.
    package let hosts: [Host]
    /// The port of the address, or that of its scheme.
    package let port: UInt16
    /// Path and query exactly as registered; RFC 9700 2.1 has them compared byte by byte.
    let path: String

    /// A loopback address of this machine.
    package enum Host: Hashable, Sendable {
        case loopback4
        case loopback6
    }

    /// `nil` for text that is no http or https address.
    package init?(_ text: String) {
        let rest: Substring
        let isPlain: Bool
        if text.hasPrefix("http://") {
            (rest, isPlain) = (text.dropFirst(7), true)
        } else if text.hasPrefix("https://") {
            (rest, isPlain) = (text.dropFirst(8), false)
        } else {
            return nil
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let tail = rest.dropFirst(authority.count)
        guard !authority.isEmpty, !authority.contains("@"), !tail.contains("#"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        let host: Substring
        let portText: Substring?
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[...end]
            let after = authority[authority.index(after: end)...]
            guard after.isEmpty || after.hasPrefix(":") else { return nil }
            portText = after.isEmpty ? nil : after.dropFirst()
        } else {
            let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = parts[0]
            portText = parts.count > 1 ? parts[1] : nil
        }
        if let portText {
            guard let port = UInt16(portText), port > 0 else { return nil }
            self.port = port
        } else {
            port = isPlain ? 80 : 443
        }
        path = tail.isEmpty ? "/" : tail.hasPrefix("?") ? "/" + String(tail) : String(tail)
        switch (isPlain, host.lowercased()) {
        // RFC 8252 8.3: the name may mean either, so both are listened on.
        case (true, "localhost"): hosts = [.loopback4, .loopback6]
        case (true, "127.0.0.1"): hosts = [.loopback4]
        case (true, "[::1]"): hosts = [.loopback6]
        case (true, _), (false, _): hosts = []
        }
    }
}
