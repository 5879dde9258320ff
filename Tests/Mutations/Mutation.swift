import TestSupport

/// Changes replies at random: bytes, and values in the place of others.
struct Mutation {
    var chance: SeededGenerator
    /// The numbers of one round come from a few that have to do with one another, for what goes wrong goes wrong between two of them.
    private var numbers: [String]

    init(seed: UInt64, round: Int) {
        chance = SeededGenerator(seed: seed, round: round)
        numbers = []
        let base = chance.one(of: Self.limits)
        for _ in 0..<3 { numbers.append(shifted(base, by: chance.below(23) - 19)) }
        numbers += ["1", "0", "-1", shifted(chance.one(of: Self.limits), by: 0)]
    }

    /// The ends of what integers hold, and what lies just beyond.
    private static let limits = [
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "18446744073709551616",
        "2147483647", "-2147483648", "4294967296", "999999999999999999", "1000000", "999999", "5",
        "170141183460469231731687303715884105727",
    ]

    private static let strange = [
        "", "null", "NaN", "-0", "1e-8", "1E+30", "1e400", "-1e-399", "0.000000000000000001", String(repeating: "9", count: 400),
        "-" + String(repeating: "9", count: 399),
        "0." + String(repeating: "0", count: 390) + "1", String(repeating: "9", count: 401), "+1", "1.", ".5", "١٢٣", "１２", " 7", "7\\n",
        "0x10", "--1",
    ]

    private static let words = [
        "हिन्दी", "ക്ഷ", "தமிழ்", "ཧཱུྃ", "🇩🇪flag", "👍🏽tone", "👨‍👩‍👧‍👦", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "币圈", "ｆｕｌｌ",
        "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "\u{301}",
        "\u{202E}", "\u{200B}", "\\u0000", "\\u001b[2J", "\\n", "\\t", "=1+1", "\\\"", ",", String(repeating: "W", count: 300),
        String(repeating: "\u{300}", count: 90),
    ]

    private static let values = [
        "null", "true", "[]", "{}", "0", "-9223372036854775808", "1e400", #"[{"ccy":"X"}]"#, #"{"ccy":"X","eq":"1"}"#,
    ]

    /// The same digits with the point elsewhere.
    private func shifted(_ whole: String, by power: Int) -> String {
        let sign = whole.hasPrefix("-") ? "-" : ""
        let digits = String(whole.drop { $0 == "-" })
        if power >= 0 { return sign + digits + String(repeating: "0", count: power) }
        let places = -power
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let point = padded.index(padded.endIndex, offsetBy: -places)
        return sign + padded[..<point] + "." + padded[point...]
    }

    private mutating func value() -> String {
        switch chance.below(8) {
        case 0: chance.one(of: Self.values)
        case 1: "\"" + chance.one(of: Self.strange) + "\""
        case 2: "\"" + chance.one(of: Self.words) + "\""
        case _: "\"" + chance.one(of: numbers) + "\""
        }
    }

    mutating func changed(_ text: String) -> [UInt8] {
        var body = Array(text.utf8)
        for _ in 0...chance.below(4) { replaceValue(in: &body) }
        guard chance.happens(oneIn: 5) else { return body }
        let place = chance.below(body.count)
        let end = min(body.count, place + chance.below(12))
        switch chance.below(4) {
        case 0: body[place] = UInt8(truncatingIfNeeded: chance.next())
        case 1: body.removeSubrange(place..<end)
        case 2: body.insert(contentsOf: body[place..<end], at: place)
        case _: body.removeSubrange(place...)
        }
        return body
    }

    /// Puts something where a member's text stands, so that most such replies stay well-formed.
    private mutating func replaceValue(in body: inout [UInt8]) {
        let colons = body.indices.dropLast(2).filter { body[$0] == UInt8(ascii: ":") && body[$0 + 1] == UInt8(ascii: "\"") }
        guard !colons.isEmpty else { return }
        let start = chance.one(of: colons) + 1
        guard let close = body[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return }
        body.replaceSubrange(start...close, with: Array(value().utf8))
    }
}
