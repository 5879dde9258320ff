import Crypto
import JSON

extension SecretBytes {
    /// The text of a JSON string, never as a `String`; `nil` for other values, and where locked memory is exhausted.
    convenience init?(text view: JSONView) {
        guard view.kind == .string, view.byteRange.count <= 4_096 else { return nil }
        let document = view.document
        guard let count = document.bytes.withUnsafeBytes({ document.tape.textByteCount(of: view.node, in: $0) }) else { return nil }
        try? self.init(capacity: count)
        let isCopied = withUnsafeTemporaryAllocation(byteCount: max(1, count), alignment: 1) { room in
            defer { room.initializeMemory(as: UInt8.self, repeating: 0) }
            guard let copied = document.bytes.withUnsafeBytes({ document.tape.copyText(of: view.node, in: $0, to: room) }) else {
                return false
            }
            return (try? append(UnsafeRawBufferPointer(rebasing: room[..<copied]))) != nil
        }
        guard isCopied else { return nil }
    }

    /// Whether it can travel in a header.
    var isVisibleASCII: Bool { withUnsafeBytes { $0.allSatisfy { (0x21...0x7E).contains($0) } } }
}
