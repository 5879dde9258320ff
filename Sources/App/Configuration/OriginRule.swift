import Domain

/// Which addresses of an exchange a configuration may name: scheme, host and port, encrypted unless it is this computer itself.
enum OriginRule {
    static func allows(_ text: String, _ traffic: SiteHost.Traffic = .requests) -> Bool {
        let schemes = (encrypted: traffic.schemes.encrypted + "://", open: traffic.schemes.open + "://")
        if text.hasPrefix(schemes.encrypted) { return hostAndPort(text.dropFirst(schemes.encrypted.count)) != nil }
        guard text.hasPrefix(schemes.open), let host = hostAndPort(text.dropFirst(schemes.open.count)) else { return false }
        return isLoopback(host)
    }

    /// Whether an allowed address is this computer itself.
    static func isThisComputer(_ text: String) -> Bool {
        guard let start = text.firstRange(of: "://")?.upperBound, let host = hostAndPort(text[start...]) else { return false }
        return isLoopback(host)
    }

    /// The host, where the text is a host with or without a port and nothing else.
    private static func hostAndPort(_ text: Substring) -> Substring? {
        let host: Substring
        let rest: Substring
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[...end]
            rest = text[text.index(after: end)...]
            guard host.utf8.count > 3, host.dropFirst().dropLast().utf8.allSatisfy({ isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E }) else {
                return nil
            }
        } else {
            host = text.prefix { $0 != ":" }
            rest = text[host.endIndex...]
            guard (1...253).contains(host.utf8.count), host.first != ".", host.first != "-", host.utf8.allSatisfy(isHostByte) else {
                return nil
            }
        }
        if rest.isEmpty { return host }
        let digits = rest.dropFirst()
        guard rest.first == ":", (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), (1...65_535).contains(port)
        else { return nil }
        return host
    }

    private static func isLoopback(_ host: Substring) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4 && octets.first == "127" && octets.allSatisfy { UInt8($0) != nil }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte) || (0x30...0x39).contains(byte)
    }
}
