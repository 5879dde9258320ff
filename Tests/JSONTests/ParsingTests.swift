import JSON
import TestSupport
import Testing

struct ParsingTests {
    @Test(
        arguments: [
            ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[", .unexpectedEnd, 1), ("{\"a\":", .unexpectedEnd, 5),
            ("\"abc", .unexpectedEnd, 4), ("tru", .unexpectedEnd, 3), ("-", .unexpectedEnd, 1), ("1.", .unexpectedEnd, 2),
            ("\"\\", .unexpectedEnd, 2), ("\"\\u12", .unexpectedEnd, 5),
            ("[1,]", .unexpectedByte, 3), ("{\"a\":1,}", .unexpectedByte, 7), ("[1 2]", .unexpectedByte, 3), ("{1:2}", .unexpectedByte, 1),
            ("{\"a\" 1}", .unexpectedByte, 5), ("[1}", .unexpectedByte, 2), ("{\"a\":1]", .unexpectedByte, 6), ("nul1", .unexpectedByte, 3),
            ("'a'", .unexpectedByte, 0), ("+1", .unexpectedByte, 0), (".5", .unexpectedByte, 0), ("NaN", .unexpectedByte, 0),
            ("// c\n1", .unexpectedByte, 0), ("\u{FEFF}1", .unexpectedByte, 0), ("\u{0C}1", .unexpectedByte, 0), (",", .unexpectedByte, 0),
            ("1 1", .trailingBytes, 2), ("[]]", .trailingBytes, 2), ("{}\0", .trailingBytes, 2), ("01", .trailingBytes, 1),
            ("0x1", .trailingBytes, 1), ("1e5.5", .trailingBytes, 3),
            ("-a", .numberMalformed, 1), ("1.e", .numberMalformed, 2), ("[1e]", .numberMalformed, 3), ("[-]", .numberMalformed, 2),
            ("\"\\x\"", .escapeMalformed, 2), ("\"\\u12g4\"", .escapeMalformed, 5), ("\"\\U0041\"", .escapeMalformed, 2),
            ("\"a\nb\"", .controlCharacter, 2), ("\"\0\"", .controlCharacter, 1), ("\"\u{1F}\"", .controlCharacter, 1),
        ] as [(String, JSONError.Reason, Int)])
    func refuses(text: String, reason: JSONError.Reason, position: Int) {
        #expect(throws: JSONError(reason: reason, position: position)) { try JSONDocument(parsing: Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xFF],
            [0xFE],
        ] as [[UInt8]])
    func refusesWhatIsNotUTF8(sequence: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONError(reason: .encodingInvalid, position: 1)) { try JSONDocument(parsing: [quote] + sequence + [quote]) }
        #expect(throws: JSONError(reason: .encodingInvalid, position: 1)) { try JSONDocument(parsing: [quote] + sequence) }
    }

    @Test func acceptsEveryCharacterUnescaped() throws {
        let scalars = (UInt32(0x20)...0x10FFFF).compactMap(Unicode.Scalar.init).filter { $0 != "\"" && $0 != "\\" }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        let read = try JSONDocument(parsing: Array("\"\(text)\"".utf8)).root.string
        #expect(read?.unicodeScalars.elementsEqual(scalars) == true)
    }

    @Test func boundsDepth() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(throws: Never.self) { try JSONDocument(parsing: nested(64)) }
        #expect(throws: JSONError(reason: .tooDeep, position: 64)) { try JSONDocument(parsing: nested(65)) }
        #expect(throws: JSONError(reason: .tooDeep, position: 3)) { try JSONDocument(parsing: nested(4), limits: JSONLimits(depth: 3)) }
        #expect(JSONLimits(depth: 1_000_000).depth == 512)
        #expect(throws: JSONError(reason: .tooDeep, position: 512)) {
            try JSONDocument(parsing: nested(100_000), limits: JSONLimits(depth: 1_000_000))
        }
        let wide = Array(("[" + String(repeating: "[],{},", count: 1_000) + "[]]").utf8)
        #expect(throws: Never.self) { try JSONDocument(parsing: wide, limits: JSONLimits(depth: 2)) }
    }

    @Test func boundsSizeAndNodes() {
        let document = Array("{\"a\":[1,2]}".utf8)
        #expect(throws: Never.self) { try JSONDocument(parsing: document, limits: JSONLimits(byteCount: 11, nodeCount: 5)) }
        #expect(throws: JSONError(reason: .tooLong, position: 10)) {
            try JSONDocument(parsing: document, limits: JSONLimits(byteCount: 10))
        }
        #expect(throws: JSONError(reason: .tooManyNodes, position: 8)) {
            try JSONDocument(parsing: document, limits: JSONLimits(nodeCount: 4))
        }
    }

    @Test func errorsSayNothingOfTheContent() {
        for reason in JSONError.Reason.allCases {
            #expect(JSONError(reason: reason, position: 7).description == "The JSON document \(reason.rawValue) (byte 7).")
        }
    }

    @Test func findsItsWay() throws {
        let text = #"{"code":"0","msg":"","data":[{"ccy":"BTC","eq":1.50e-8,"on":true,"off":false,"none":null,"list":[[],[1],{}]}, 2]}"#
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        let first = try #require(root["data"]?[0])
        #expect(root.kind == .object)
        #expect(root["code"]?.string == "0")
        #expect(root["msg"]?.string == "")
        #expect(first["eq"]?.numberText == "1.50e-8")
        #expect(first["eq"]?.string == nil)
        #expect(first["eq"]?.scalarText == "1.50e-8")
        #expect(first["ccy"]?.scalarText == "BTC")
        #expect(first["ccy"]?.numberText == nil)
        #expect(first["on"]?.bool == true)
        #expect(first["off"]?.bool == false)
        #expect(first["off"]?.kind == .boolean)
        #expect(first["none"]?.isNull == true)
        #expect(first["none"]?.bool == nil)
        #expect(first["none"]?.scalarText == nil)
        #expect(first["list"]?[1]?[0]?.numberText == "1")
        #expect(first["list"]?.elements.map(\.kind) == [.array, .array, .object])
        #expect(first.members.map(\.name) == ["ccy", "eq", "on", "off", "none", "list"])
        #expect(first.members.last?.value[2]?.kind == .object)
        #expect(root["data"]?[1]?.numberText == "2")

        #expect(root["data"]?[2] == nil)
        #expect(root["data"]?[-1] == nil)
        #expect(root["data"]?[Int.max] == nil)
        #expect(root["Code"] == nil)
        #expect(root["codes"] == nil)
        #expect(root[0] == nil)
        #expect(root["data"]?["code"] == nil)
        #expect(root["code"]?.elements.isEmpty == true)
        #expect(root["code"]?.members.isEmpty == true)
    }

    @Test func namesTheBytesOfAValue() throws {
        let text = #" {"a" : "x\ny", "b":[1, 2] , "c":-12.5e3}"#
        let document = try JSONDocument(parsing: Array(text.utf8))
        func bytes(_ view: JSONView?) -> String? { view.map { String(decoding: document.bytes[$0.byteRange], as: UTF8.self) } }
        #expect(bytes(document.root["a"]) == #"x\ny"#)
        #expect(bytes(document.root["b"]) == "[1, 2]")
        #expect(bytes(document.root["c"]) == "-12.5e3")
        #expect(bytes(document.root) == String(text.dropFirst()))
    }

    @Test(arguments: [
        (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{08}\u{0C}\n\r\t"), (#"A\u00e9\u4E2D"#, "Aé中"), (#"\uD834\uDD1E"#, "𝄞"), (#"\ud83d\ude00!"#, "😀!"),
        (#"\u0000x"#, "\0x"), (#"\uD800"#, "\u{FFFD}"), (#"\uDC00a"#, "\u{FFFD}a"), (#"\uD800\n"#, "\u{FFFD}\n"),
        (#"\uD800\uD800\uDC00"#, "\u{FFFD}\u{10000}"), (#"\uD800A"#, "\u{FFFD}A"), (#"\uDBFF\uDFFF"#, "\u{10FFFF}"),
        (#"é\\u0041"#, "é\\u0041"),
        (#"\uFFFF"#, "\u{FFFF}"),
    ])
    func resolvesEscapes(escaped: String, text: String) throws {
        let document = try JSONDocument(parsing: Array("{\"\(escaped)\":\"\(escaped)\"}".utf8))
        let member = try #require(document.root.members.first)
        #expect(member.name == text)
        #expect(member.value.string.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
        #expect(document.root[text]?.string == text)
        #expect(document.root[text + "x"] == nil)
        #expect(document.root[String(text.dropLast())] == nil)
    }

    @Test func theLastOfSeveralMembersCounts() throws {
        let root = try JSONDocument(parsing: Array(#"{"a":1,"b":2,"\u0061":3,"a":[4,5],"c":{"a":6}}"#.utf8)).root
        #expect(root["a"]?[1]?.numberText == "5")
        #expect(root.members.map(\.name) == ["a", "b", "a", "a", "c"])
    }

    @Test func comparesNamesByteByByte() throws {
        let root = try JSONDocument(parsing: Array("{\"\u{E9}\":1,\"e\u{301}\":2,\"\":3}".utf8)).root
        #expect(root["\u{E9}"]?.numberText == "1")
        #expect(root["e\u{301}"]?.numberText == "2")
        #expect(root[""]?.numberText == "3")
    }

    @Test func reachesValuesWithoutText() throws {
        let text = Array(#"{"apiKey":"plain","list":["a",1,{}],"passphrase":"q\"\u00e9\\\ud83d\ude00"}"#.utf8)
        try text.withUnsafeBytes { bytes in
            let tape = try JSONTape(parsing: bytes)
            let key = try #require(tape.member("apiKey", of: tape.root, in: bytes))
            #expect(tape.kind(of: key) == .string)
            #expect(bytes[tape.byteRange(of: key)].elementsEqual("plain".utf8))
            #expect(tape.textByteCount(of: key, in: bytes) == 5)

            let secret = try #require(tape.member("passphrase", of: tape.root, in: bytes))
            let expected = Array("q\"é\\😀".utf8)
            #expect(tape.textByteCount(of: secret, in: bytes) == expected.count)
            var room = [UInt8](repeating: 7, count: expected.count + 1)
            #expect(room.withUnsafeMutableBytes { tape.copyText(of: secret, in: bytes, to: $0) } == expected.count)
            #expect(room == expected + [7])
            var tight = [UInt8](repeating: 7, count: expected.count - 1)
            #expect(tight.withUnsafeMutableBytes { tape.copyText(of: secret, in: bytes, to: $0) } == nil)
            #expect(tight.allSatisfy { $0 == 7 })

            let list = try #require(tape.member("list", of: tape.root, in: bytes))
            #expect(tape.elements(of: list).map { tape.kind(of: $0) } == [.string, .number, .object])
            #expect(tape.element(1, of: list).map { bytes[tape.byteRange(of: $0)].elementsEqual("1".utf8) } == true)
            #expect(room.withUnsafeMutableBytes { tape.copyText(of: list, in: bytes, to: $0) } == nil)
            #expect(tape.members(of: tape.root).map { tape.byteRange(of: $0.name).count } == [6, 4, 10])
        }
    }

    @Test func findsNothingInOtherBytes() throws {
        let tape = try Array(#"{"a":"\n"}"#.utf8).withUnsafeBytes { try JSONTape(parsing: $0) }
        Array(#"{"a""#.utf8).withUnsafeBytes { shorter in
            #expect(tape.member("a", of: tape.root, in: shorter) == nil)
            let value = tape.members(of: tape.root)[0].value
            #expect(tape.textByteCount(of: value, in: shorter) == nil)
            var room = [UInt8](repeating: 0, count: 16)
            #expect(room.withUnsafeMutableBytes { tape.copyText(of: value, in: shorter, to: $0) } == nil)
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func mutatedDocumentsNeverTrap(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let samples = [
            #"{"code":"0","data":[{"details":[{"ccy":"BTC","eq":"1.06126645222","uTime":"1700000000000"}],"totalEq":""}],"msg":"é中😀"}"#,
            #"[1,-0.5e+10,true,false,null,"\u00e9\ud83d\ude00\\\"",{"a":{"b":[[],{}]},"a":1}]"#,
        ].map { Array($0.utf8) }
        let pieces = [#"\u"#, #"\uD83D"#, "\"", "{", "}", "[", "]", ",", ":", "\\", "1e", "-", "\u{FFFD}"].map { Array($0.utf8) }
        var accepted = 0
        for _ in 0..<5_000 {
            var bytes = samples.randomElement(using: &random)!
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0 where !bytes.isEmpty: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1 where !bytes.isEmpty: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: pieces.randomElement(using: &random)!, at: place)
                case 3 where Int.random(in: 0..<4, using: &random) == 0: bytes.removeLast(bytes.count - place)
                default: bytes.append(contentsOf: bytes[place...].prefix(8))
                }
            }
            guard let document = try? JSONDocument(parsing: bytes) else { continue }
            accepted += 1
            let tree = JSONValue(document.root)
            let again = try? JSONDocument(parsing: tree.encoded(.indented(spaces: 1)))
            #expect(again.map { JSONValue($0.root) } == tree, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
            _ = document.root["data"]?[0]?["details"]?[0]?["eq"]?.scalarText
        }
        #expect(accepted > 0, "seed \(seed)")
    }

    @Test func everyCutOfADocumentIsRefused() {
        let document = Array(#"{"a":[1.5e3,"\u00e9\\é",true,null,{"b":{}}],"c":"d"}"#.utf8)
        for length in 0..<document.count {
            #expect(throws: JSONError.self, "\(length)") { try JSONDocument(parsing: Array(document.prefix(length))) }
        }
        #expect(throws: Never.self) { try JSONDocument(parsing: document) }
    }
}
