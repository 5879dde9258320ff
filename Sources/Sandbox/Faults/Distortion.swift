import JSON

/// What the faults do to a reply.
enum Distortion {
    static let hostileLabel = "term\u{1B}[2J\u{1B}]0;owned\u{7}\u{202E}lanim\u{202C}\u{200B}01\u{9B}31m\u{7F}"
    static let hostileMessage = "\u{1B}[31mrefused\u{1B}[0m\r\n\u{1B}]52;c;AAAA\u{7}\u{2066}evil\u{2069}"
    static let greatestBodyBytes = 64 << 20

    /// Numbers in the place of strings that hold one.
    static func numbersForStrings(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            SandboxQuantity(text) != nil && !hasLeadingZero(text) ? .number(text: text) : value
        case .array(let elements):
            .array(elements.map(numbersForStrings))
        case .object(let members):
            .object(members.map { JSONValue.Member($0.name, numbersForStrings($0.value)) })
        case .null, .bool, .number:
            value
        }
    }

    private static func hasLeadingZero(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        return digits.utf8.count > 1 && digits.hasPrefix("0") && !digits.hasPrefix("0.")
    }

    /// Rows with these members and no others, at every depth.
    static func keeping(_ names: Set<String>, in value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map { keeping(names, in: $0) })
        case .object(let members):
            .object(
                members.filter { names.contains($0.name) }.map { JSONValue.Member($0.name, keeping(names, in: $0.value)) })
        case .null, .bool, .number, .string: value
        }
    }

    /// Rows without these members, at every depth.
    static func leavingOut(_ names: Set<String>, in value: JSONValue) -> JSONValue {
        changingMembers(in: value) { names.contains($0.name) ? nil : $0 }
    }

    /// Rows in which these members are empty texts, at every depth.
    static func emptying(_ names: Set<String>, in value: JSONValue) -> JSONValue {
        changingMembers(in: value) { names.contains($0.name) ? JSONValue.Member($0.name, .string("")) : $0 }
    }

    private static func changingMembers(in value: JSONValue, _ change: (JSONValue.Member) -> JSONValue.Member?) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map { changingMembers(in: $0, change) })
        case .object(let members):
            .object(members.compactMap(change).map { JSONValue.Member($0.name, changingMembers(in: $0.value, change)) })
        case .null, .bool, .number, .string: value
        }
    }

    /// Two bytes that are no UTF-8 at the start of a member's text.
    static func invalidUTF8(_ body: [UInt8], in member: String) -> [UInt8] {
        let marker = Array("\"\(member)\":\"".utf8)
        guard body.count >= marker.count,
            let start = (0...body.count - marker.count).first(where: { body[$0..<$0 + marker.count].elementsEqual(marker) })
        else { return [0xFF, 0xFE] + body }
        var body = body
        body.insert(contentsOf: [0xC3, 0x28, 0xFF], at: start + marker.count)
        return body
    }

    /// One very long text in JSON.
    static func padding(bytes: Int) -> [UInt8] {
        let wanted = min(max(bytes, 0), greatestBodyBytes)
        return [UInt8(ascii: "\"")] + [UInt8](repeating: UInt8(ascii: "x"), count: wanted) + [UInt8(ascii: "\"")]
    }

    /// What no client can read on a stream, with a control sequence for who prints it.
    static let garbage = Array("{\"arg\":{\"channel\":\u{1B}[2J".utf8)

    /// The start of a text frame that tells the length of the whole (RFC 6455 5.2), with half of what it announces.
    static func halfFrame(_ bytes: [UInt8]) -> [UInt8] {
        let length =
            bytes.count <= 125
            ? [UInt8(bytes.count)]
            : bytes.count <= 65_535
                ? [126, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
                : [127] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) }
        return [0x81] + length + bytes.prefix(bytes.count / 2)
    }
}
