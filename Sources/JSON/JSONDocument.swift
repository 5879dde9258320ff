/// A parsed document together with its bytes. For documents without secrets; `JSONTape` is for the others.
public final class JSONDocument: Sendable {
    public let bytes: [UInt8]
    public let tape: JSONTape

    /// Checks a whole document (RFC 8259, in UTF-8 without byte order mark).
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONError) in try JSONTape(parsing: buffer, limits: limits) }
        }
        tape = try result.get()
        self.bytes = bytes
    }

    public var root: JSONView { JSONView(document: self, node: tape.root) }
}
