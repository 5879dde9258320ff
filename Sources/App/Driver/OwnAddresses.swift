import Glibc

/// Public addresses of this machine, as far as they are known without a request to another one.
enum OwnAddresses {
    /// Those of its interfaces and of the server side of the SSH connection, the latter first.
    static var publicOnes: [String] {
        var found: [String] = []
        if let connection = ProgramFolders.variable("SSH_CONNECTION") {
            let parts = connection.split(separator: " ")
            if parts.count == 4, let address = canonical(String(parts[2])) { found.append(address) }
        }
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return found }
        defer { freeifaddrs(list) }
        var next = list
        while let entry = next {
            next = entry.pointee.ifa_next
            guard let address = entry.pointee.ifa_addr, let text = text(of: address), !found.contains(text) else { continue }
            found.append(text)
        }
        return Array(found.prefix(4))
    }

    /// The address in its usual spelling if it is public, else `nil`.
    private static func canonical(_ text: String) -> String? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return isPublic(UInt32(bigEndian: four.s_addr)) ? text : nil }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        return isPublic(six) ? text : nil
    }

    private static func text(of address: UnsafeMutablePointer<sockaddr>) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                guard isPublic(UInt32(bigEndian: pointer.pointee.sin_addr.s_addr)) else { return nil }
                return inet_ntop(AF_INET, &pointer.pointee.sin_addr, &buffer, socklen_t(buffer.count)).map { String(cString: $0) }
            }
        case AF_INET6:
            return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                guard isPublic(pointer.pointee.sin6_addr) else { return nil }
                return inet_ntop(AF_INET6, &pointer.pointee.sin6_addr, &buffer, socklen_t(buffer.count)).map { String(cString: $0) }
            }
        default: return nil
        }
    }

    /// Not one of the networks that are private, local, shared by a carrier, reserved or for documentation (RFC 6890).
    static func isPublic(_ address: UInt32) -> Bool {
        let reserved: [(network: UInt32, bits: UInt32)] = [
            (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16), (0xAC10_0000, 12),
            (0xC000_0000, 24), (0xC000_0200, 24), (0xC0A8_0000, 16), (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24),
            (0xE000_0000, 3),
        ]
        return !reserved.contains { address >> (32 - $0.bits) == $0.network >> (32 - $0.bits) }
    }

    /// Global unicast (2000::/3) and not for documentation.
    private static func isPublic(_ address: in6_addr) -> Bool {
        withUnsafeBytes(of: address) { bytes in
            bytes[0] & 0xE0 == 0x20 && !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8)
        }
    }
}
