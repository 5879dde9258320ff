import Crypto

/// Hands a body to libcurl piece by piece, so that no copy of it is made here.
struct BodySource {
    /// How many bytes the body has. Said to the server beforehand.
    let byteCount: Int
    private let body: HTTPRequest.Body
    private var offset = 0

    init(_ body: HTTPRequest.Body) {
        self.body = body
        byteCount =
            switch body {
            case .none: 0
            case .bytes(let bytes): bytes.count
            case .secret(let secret): secret.count
            }
    }

    /// How many bytes were put into `buffer`, none once all are through; nil if the secret was wiped on the way.
    mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let range = offset..<min(offset + buffer.count, byteCount)
        guard !range.isEmpty else { return 0 }
        let isThere =
            switch body {
            case .none: false
            case .bytes(let bytes): bytes.withUnsafeBytes { Self.copy($0, range, to: buffer) }
            case .secret(let secret): secret.withUnsafeBytes { Self.copy($0, range, to: buffer) }
            }
        guard isThere else { return nil }
        offset = range.upperBound
        return range.count
    }

    private static func copy(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, to buffer: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard range.upperBound <= bytes.count else { return false }
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
        return true
    }
}
