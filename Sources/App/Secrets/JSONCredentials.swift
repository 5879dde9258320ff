import Crypto
import Domain
import JSON

/// Finds the three credentials in a JSON object without making text of them.
enum JSONCredentials {
    private static let limits = JSONLimits(depth: 8, byteCount: SecretStore.longestPasteBytes, nodeCount: 256)

    private static let names: [Credential: [String]] = [
        .apiKey: ["apiKey", "api_key", "apikey", "APIKey", "key"],
        .secretKey: ["secretKey", "secret_key", "secretkey", "secret", "apiSecret", "api_secret"],
        .passphrase: ["passphrase", "Passphrase", "password", "apiPassphrase", "api_passphrase"],
    ]

    /// The values in the object that `range` of `bytes` is; `nil` where it is no JSON object or holds none of them.
    static func find(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [Credential: ParsedPaste.Value]? {
        let object = UnsafeRawBufferPointer(rebasing: bytes[range])
        guard let tape = try? JSONTape(parsing: object, limits: limits) else { return nil }
        var values: [Credential: ParsedPaste.Value] = [:]
        for (credential, spellings) in names {
            guard let node = spellings.lazy.compactMap({ tape.member($0, of: tape.root, in: object) }).first,
                  let textCount = tape.textByteCount(of: node, in: object) else { continue }
            let inside = tape.byteRange(of: node)
            let place = range.lowerBound + inside.lowerBound ..< range.lowerBound + inside.upperBound
            // An escape is always longer than what it stands for.
            if textCount == inside.count {
                values[credential] = ParsedPaste.Value(range: ScalarText(bytes).trimmed(place).range, coding: .verbatim)
            } else {
                values[credential] = ParsedPaste.Value(range: place.lowerBound - 1 ..< place.upperBound + 1, coding: .jsonString)
            }
        }
        return values.isEmpty ? nil : values
    }

    /// Lends the text of a JSON string, quotes included in `string`, with its edges trimmed; the copy is wiped afterwards.
    static func withUnescaped<Result>(_ string: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard let tape = try? JSONTape(parsing: string, limits: limits) else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        return withUnsafeTemporaryAllocation(byteCount: max(1, string.count), alignment: 1) { room in
            defer { room.wipe() }
            let count = tape.copyText(of: tape.root, in: string, to: room) ?? 0
            let text = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])
            return body(UnsafeRawBufferPointer(rebasing: text[ScalarText(text).trimmed(0 ..< count).range]))
        }
    }
}
