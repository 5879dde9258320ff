/// Recognises IPv4 and IPv6 addresses in text (RFC 4291 2.2; four decimal octets without leading zeros).
enum IPAddressText {
    /// The first address in a message, read from its first 1 000 bytes.
    static func first(in message: String) -> String? {
        var word: [UInt8] = []
        for byte in message.utf8.prefix(1_000) + [0x20] {
            if isHexDigit(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") {
                word.append(byte)
            } else {
                if let address = address(in: word) { return address }
                word.removeAll(keepingCapacity: true)
            }
        }
        return nil
    }

    static func isValid(_ text: some StringProtocol) -> Bool {
        isIPv4(text) || isIPv6(text)
    }

    /// A word with the punctuation of the sentence around it.
    private static func address(in word: [UInt8]) -> String? {
        var word = word[...]
        while word.last == UInt8(ascii: ".") || (word.last == UInt8(ascii: ":") && !word.hasDoubleColonAtEnd) { word.removeLast() }
        let text = String(decoding: word, as: UTF8.self)
        // Without a digit it is more likely the end of a word, such as `cause::`.
        guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
        if isValid(text) { return text }
        // `IP:203.0.113.7`
        let rest = text.drop { $0 == ":" }
        return isValid(rest) ? String(rest) : nil
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): true
        default: false
        }
    }

    private static func isIPv4(_ text: some StringProtocol) -> Bool {
        let octets = String(text).split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4
            && octets.allSatisfy { octet in
                (1...3).contains(octet.utf8.count) && octet.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && (octet.utf8.count == 1 || octet.utf8.first != 0x30) && UInt8(octet) != nil
            }
    }

    private static func isIPv6(_ text: some StringProtocol) -> Bool {
        guard text.utf8.count <= 45 else { return false }
        var groups = String(text).split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard groups.count >= 3 else { return false }
        var wanted = 8
        if let last = groups.last, last.contains(".") {
            guard isIPv4(last) else { return false }
            groups.removeLast()
            groups.append("0")
            wanted = 7
        }
        // The empty group of `::` at an end comes with a second one.
        if groups.first == "" {
            guard groups[1] == "" else { return false }
            groups.removeFirst()
        }
        if groups.last == "" {
            guard groups.count >= 2, groups[groups.count - 2] == "" else { return false }
            groups.removeLast()
        }
        let filled = groups.filter { !$0.isEmpty }
        guard filled.allSatisfy({ $0.utf8.count <= 4 && $0.utf8.allSatisfy(isHexDigit) }) else { return false }
        switch groups.count - filled.count {
        case 0: return filled.count == wanted
        case 1: return filled.count < wanted
        default: return false
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate var hasDoubleColonAtEnd: Bool { count >= 2 && suffix(2).allSatisfy { $0 == UInt8(ascii: ":") } }
}
