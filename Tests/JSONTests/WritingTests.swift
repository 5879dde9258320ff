import JSON
import TestSupport
import Testing

struct WritingTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private let sample: JSONValue = [
        "schema": 1, "none": .null, "yes": true, "empty": [], "nothing": [:], "list": ["a", ["b": .number(text: "1.50e-8")]],
    ]

    @Test func writesCompactly() {
        #expect(
            text(sample.encoded())
                == #"{"schema":1,"none":null,"yes":true,"empty":[],"nothing":{},"list":["a",{"b":1.50e-8}]}"#)
    }

    @Test func writesIndented() {
        #expect(
            text(sample.encoded(.indented(spaces: 2))) == """
                {
                  "schema": 1,
                  "none": null,
                  "yes": true,
                  "empty": [],
                  "nothing": {},
                  "list": [
                    "a",
                    {
                      "b": 1.50e-8
                    }
                  ]
                }
                """)
        #expect(text(JSONValue.string("x").encoded(.indented(spaces: -1))) == "\"x\"")
    }

    @Test(arguments: [
        ("\"\\/", #""\"\\/""#), ("\u{08}\u{09}\u{0A}\u{0C}\u{0D}", #""\b\t\n\f\r""#), ("\0\u{1B}\u{1F}", #""\u0000\u001b\u001f""#),
        ("\u{7F}\u{80}\u{9F}\u{A0}", "\"\\u007f\\u0080\\u009f\u{A0}\""), ("a\u{2028}b\u{2029}", #""a\u2028b\u2029""#),
        ("é中😀\u{2027}\u{202A}", "\"é中😀\u{2027}\u{202A}\""), ("", "\"\""), ("</script>", "\"</script>\""),
    ])
    func escapes(value: String, written: String) {
        #expect(text(JSONValue.string(value).encoded()) == written)
        #expect(text(JSONValue.object([.init(value, .null)]).encoded()) == "{\(written):null}")
    }

    @Test(arguments: ["NaN", "", "1.", "01", "+1", "-", "1 ", "1e", ".5", "1\"", "１"])
    func textThatIsNoNumberBecomesAString(number: String) throws {
        let document = try JSONDocument(parsing: JSONValue.array([.number(text: number)]).encoded())
        #expect(document.root[0]?.string == number)
    }

    @Test(arguments: ["0", "-0", "99999999999999999999.123456789012345678", "1E+3", "1e-8", "-0.0273000000000002"])
    func numbersKeepTheirText(number: String) throws {
        let document = try JSONDocument(parsing: JSONValue.array([.number(text: number)]).encoded())
        #expect(document.root[0]?.numberText == number)
    }

    @Test func missingTextIsNull() {
        #expect(JSONValue.optional(nil) == .null)
        #expect(JSONValue.optional("") == "")
    }

    @Test func writesIntoMemoryOfTheCaller() {
        func write<Sink: JSONSink>(into sink: Sink) -> Sink {
            var writer = JSONWriter(into: sink)
            writer.object { writer in
                writer.name("secret")
                Array("a\"é".utf8).withUnsafeBytes { writer.string(utf8: $0) }
                writer.name("rows")
                writer.array { writer in
                    writer.number(-5)
                    writer.bool(false)
                    writer.null()
                    writer.value(["deep": []])
                }
            }
            return writer.sink
        }
        let expected = #"{"secret":"a\"é","rows":[-5,false,null,{"deep":[]}]}"#
        #expect(text(write(into: [])) == expected)
        #expect(write(into: JSONBufferSink()).byteCount == expected.utf8.count)

        var room = [UInt8](repeating: 0, count: expected.utf8.count)
        let whole = room.withUnsafeMutableBytes { write(into: JSONBufferSink($0)).byteCount }
        #expect(whole == room.count)
        #expect(text(room) == expected)

        var tight = [UInt8](repeating: 0, count: 8)
        let cut = tight.withUnsafeMutableBytes { write(into: JSONBufferSink($0)).byteCount }
        #expect(cut == expected.utf8.count)
        #expect(text(tight) == String(expected.prefix(8)))
    }

    @Test func bytesThatAreNotUTF8AreReplaced() throws {
        var writer = JSONWriter(into: [UInt8]())
        ([0x61, 0xFF, 0xC3, 0x22, 0xE2, 0x82, 0x62, 0xC2] as [UInt8]).withUnsafeBytes { writer.string(utf8: $0) }
        #expect(text(writer.sink) == #""a\ufffd\ufffd\"\ufffd\ufffdb\ufffd""#)
        #expect(throws: Never.self) { try JSONDocument(parsing: writer.sink) }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func whatIsWrittenReadsBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let tree = tree(depth: 4, using: &random)
            for layout in [.compact, .indented(spaces: 3)] as [JSONLayout] {
                let document = try JSONDocument(parsing: tree.encoded(layout))
                #expect(JSONValue(document.root) == tree, "seed \(seed)")
            }
        }
    }

    private func tree(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Int.random(in: 0...1, using: &random) == 0)
        case 2: return .number(text: "\(Int.random(in: -1_000 ... 1_000, using: &random)).\(Int.random(in: 0 ... 999, using: &random))e-7")
        case 3, 4: return .string(string(using: &random))
        case 5:
            return .array((0..<Int.random(in: 0...5, using: &random)).map { _ in tree(depth: depth - 1, using: &random) })
        default:
            return .object(
                (0..<Int.random(in: 0...5, using: &random)).map { _ in
                    JSONValue.Member(string(using: &random), tree(depth: depth - 1, using: &random))
                })
        }
    }

    private func string(using random: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let limit: UInt32 = [0x20, 0x7F, 0xFF, 0x2FFF, 0x10FFFF].randomElement(using: &random)!
            text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0...limit, using: &random)) ?? "\u{2028}")
        }
        return text
    }
}
