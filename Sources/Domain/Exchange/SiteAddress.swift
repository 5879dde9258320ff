/// Scheme, host and port in one spelling, so that two that lead to the same place are equal.
public struct SiteAddress: Hashable, Sendable {
    /// Such as `https://www.okx.com` or `http://127.0.0.1:8787`: lower case, without the port that the scheme implies.
    public let text: String

    /// Reads an address as a configuration or the vault names it. Text that is not an address keeps its spelling and equals only itself.
    public init(_ address: String) {
        text = Self.canonical(address) ?? address
    }

    private static func canonical(_ address: String) -> String? {
        var rest = address.lowercased()[...]
        guard let mark = rest.firstRange(of: "://") else { return nil }
        let scheme = rest[..<mark.lowerBound]
        rest = rest[mark.upperBound...]
        while rest.last == "/" { rest.removeLast() }
        let host: String
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            let inside = rest[rest.index(after: rest.startIndex)..<end]
            host = "[" + (IPv6Spelling.shortest(inside) ?? String(inside)) + "]"
            rest = rest[rest.index(after: end)...]
        } else {
            var name = rest.prefix { $0 != ":" }
            rest = rest[name.endIndex...]
            // A name that ends in a dot is the same name, said to be whole (RFC 1034, 3.1).
            if name.last == ".", name.count > 1 { name.removeLast() }
            host = String(name)
        }
        guard !host.isEmpty, rest.isEmpty || rest.first == ":" else { return nil }
        let digits = rest.dropFirst()
        var port = ""
        if !digits.isEmpty {
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(digits) else { return nil }
            let implied = ["https": 443, "wss": 443, "http": 80, "ws": 80][String(scheme)] ?? 0
            if Int(number) != implied { port = ":\(number)" }
        }
        return scheme + "://" + host + port
    }
}

/// IPv6 addresses in one spelling.
private enum IPv6Spelling {
    /// The eight groups without leading zeros, none left out; `nil` for what is no address of eight groups.
    static func shortest(_ text: Substring) -> String? {
        let halves = text.firstRange(of: "::").map { [text[..<$0.lowerBound], text[$0.upperBound...]] } ?? [text]
        var groups = halves.map {
            $0.isEmpty ? [] : $0.split(separator: ":", omittingEmptySubsequences: false).map { UInt16($0, radix: 16) }
        }
        if groups.count == 2 {
            let missing = 8 - groups[0].count - groups[1].count
            guard missing >= 1 else { return nil }
            groups.insert(Array(repeating: 0, count: missing), at: 1)
        }
        let all = groups.flatMap(\.self)
        guard all.count == 8, !all.contains(nil) else { return nil }
        return all.map { String($0 ?? 0, radix: 16) }.joined(separator: ":")
    }
}

extension Site {
    /// Every address that a key of this site is sent to in an environment, streams included.
    public func keyAddresses(in environment: TradingEnvironment) -> [SiteAddress] {
        Self.sorted((places[environment]?.hosts ?? [:]).filter { $0.key.keys == .sent })
    }

    /// Where its requests go in an environment: two sites for which that is the same have the same accounts, whatever they are called.
    public func requestAddresses(in environment: TradingEnvironment) -> [SiteAddress] {
        Self.sorted((places[environment]?.hosts ?? [:]).filter { $0.key.traffic == .requests })
    }

    private static func sorted(_ hosts: [SiteHost: String]) -> [SiteAddress] {
        Set(hosts.values.map { SiteAddress($0) }).sorted { $0.text < $1.text }
    }

    /// Whether no key would be sent to an address that the other site does not have, whatever the two are called and whoever named them.
    private func isWithin(_ other: Site) -> Bool {
        !places.isEmpty
            && environments.allSatisfy { environment in
                let addresses = keyAddresses(in: environment)
                return !addresses.isEmpty && Set(addresses).isSubset(of: other.keyAddresses(in: environment))
            }
    }

    /// Whether what is meant for one of two sites may be sent to the other: the exchange's own are one family, and what somebody has
    /// configured never belongs to it.
    public func isOfOneFamily(with other: Site, of exchange: ExchangeProfile) -> Bool {
        if isWithin(other), other.isWithin(self) { return true }
        let (isOwn, otherIsOwn) = (isOwn(of: exchange), other.isOwn(of: exchange))
        return isOwn || otherIsOwn ? isOwn && otherIsOwn : origin == other.origin
    }

    /// Whether its addresses are the exchange's own, whoever wrote them down.
    private func isOwn(of exchange: ExchangeProfile) -> Bool { exchange.ownSites.contains { isWithin($0) } }
}

extension ExchangeProfile {
    /// Whether a key that belongs to some addresses may go to a place without anybody being asked: to no other addresses than those, or where
    /// both are of one of the exchange's own sites, which may have more of them than when the key was stored.
    public func mayGo(from known: [SiteAddress], to place: AccountPlace) -> Bool {
        let (known, now) = (Set(known), Set(place.keyAddresses))
        guard !known.isEmpty, !now.isEmpty else { return false }
        if now.isSubset(of: known) { return true }
        return ownSites.contains { site in
            let own = Set(site.keyAddresses(in: place.environment))
            return known.isSubset(of: own) && now.isSubset(of: own)
        }
    }
}
