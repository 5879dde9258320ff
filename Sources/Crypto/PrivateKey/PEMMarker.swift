/// A line that begins or ends a block of RFC 7468, as in `-----BEGIN PRIVATE KEY-----`.
public struct PEMMarker: Sendable {
    /// Which end of a block it stands at.
    public enum End: Sendable {
        case begin
        case end

        fileprivate var word: [UInt8] {
            switch self {
            case .begin: Array("-----BEGIN ".utf8)
            case .end: Array("-----END ".utf8)
            }
        }
    }

    private static let dashes = Array("-----".utf8)
    private static let longestLabel = 64

    /// Where it stands, dashes included.
    public let range: Range<Int>
    /// Where its label stands, such as `ENCRYPTED PRIVATE KEY`.
    public let label: Range<Int>

    /// The first marker at or behind a place of which the label suits.
    public static func first(
        _ end: End, in bytes: UnsafeRawBufferPointer, from start: Int, suits: (Slice<UnsafeRawBufferPointer>) -> Bool = { _ in true }
    ) -> PEMMarker? {
        let word = end.word
        var place = start
        while place + word.count <= bytes.count {
            guard bytes[place] == word[0], bytes[place..<place + word.count].elementsEqual(word) else {
                place += 1
                continue
            }
            let labelStart = place + word.count
            let labelEnd = bytes[labelStart...].firstIndex { !isLabel($0) } ?? bytes.count
            let label = labelStart..<labelEnd
            if label.count <= longestLabel, bytes[labelEnd...].starts(with: dashes), suits(bytes[label]) {
                return PEMMarker(range: place..<labelEnd + dashes.count, label: label)
            }
            place = labelStart
        }
        return nil
    }

    private static func isLabel(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x20
    }
}
