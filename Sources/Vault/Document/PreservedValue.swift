import Crypto
import JSON

/// A JSON value of an opened vault that is written back byte for byte and never interpreted.
struct PreservedValue: Sendable {
    private let source: WipedBytes
    private let range: Range<Int>

    init(_ node: JSONTape.Node, of tape: JSONTape, in source: WipedBytes) {
        self.source = source
        let inside = tape.byteRange(of: node)
        switch tape.kind(of: node) {
        // A string's range is what lies between the quotes.
        case .string: range = inside.lowerBound - 1..<inside.upperBound + 1
        case .null, .boolean, .number, .array, .object: range = inside
        }
    }

    func write(to writer: inout JSONWriter<JSONBufferSink>) {
        source.withUnsafeBytes { writer.json(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
}

/// A member that this program does not know and keeps for newer ones.
struct PreservedMember: Sendable {
    let name: String
    let value: PreservedValue
}
