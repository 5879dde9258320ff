/// Scheme, host and port of a request, read strictly: no user, no path, no character that two parsers could interpret differently.
struct Origin: Hashable {
    let scheme: Scheme
    /// In lower case; an IPv6 address in its brackets.
    let host: String
    let port: UInt16

    init?(_ text: String) {
        let rest: Substring
        if text.hasPrefix("https://") {
            scheme = .https
            rest = text.dropFirst(8)
        } else if text.hasPrefix("http://") {
            scheme = .http
            rest = text.dropFirst(7)
        } else {
            return nil
        }
        let hostEnd: Substring.Index
        if rest.first == "[" {
            guard let bracket = rest.firstIndex(of: "]") else { return nil }
            hostEnd = rest.index(after: bracket)
            guard Self.isAddress6(rest[rest.index(after: rest.startIndex)..<bracket]) else { return nil }
        } else {
            hostEnd = rest.firstIndex(of: ":") ?? rest.endIndex
            guard Self.isName(rest[..<hostEnd]) else { return nil }
        }
        host = rest[..<hostEnd].lowercased()
        if hostEnd == rest.endIndex {
            port = scheme.port
        } else {
            let digits = rest[hostEnd...].dropFirst()
            guard rest[hostEnd] == ":", digits.utf8.count <= 5,
                digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                let number = UInt16(digits), number > 0
            else { return nil }
            port = number
        }
    }

    /// The literal loopback addresses and the name that RFC 6761 6.3 reserves for them.
    var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
    }

    /// The place of a WebSocket: `wss` and `ws` say the same as `https` and `http` (RFC 6455, 3).
    init?(webSocket text: String) {
        guard text.hasPrefix("wss://") || text.hasPrefix("ws://") else { return nil }
        self.init("http" + text.dropFirst(2))
    }

    /// As a `Host` line names it: the port only where it is not the scheme's own.
    var authority: String { port == scheme.port ? host : "\(host):\(port)" }

    /// Back as a URL, with the port always said.
    var url: String { "\(scheme.rawValue)://\(host):\(port)" }

    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.count <= 253 && text.first != "." && text.first != "-"
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default:
                    false
                }
            }
    }

    private static func isAddress6(_ text: Substring) -> Bool {
        text.utf8.count <= 45 && text.contains(":")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "."):
                    true
                default:
                    false
                }
            }
    }
}

/// The two ways to speak HTTP.
enum Scheme: String {
    case http
    case https

    var port: UInt16 {
        switch self {
        case .http: 80
        case .https: 443
        }
    }
}
