/// Why a document was refused, and where. Holds nothing of its content.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    public let reason: Reason
    /// In bytes from the beginning, counted from 0.
    public let position: Int

    public enum Reason: String, CaseIterable, Hashable, Sendable {
        case unexpectedEnd = "ends too early"
        case unexpectedByte = "has a byte that does not belong there"
        case trailingBytes = "goes on after its value"
        case numberMalformed = "has a malformed number"
        case escapeMalformed = "has a malformed escape sequence"
        case controlCharacter = "has a control character in a string"
        case encodingInvalid = "is not UTF-8"
        case tooDeep = "is nested too deeply"
        case tooLong = "is too long"
        case tooManyNodes = "has too many values"
    }

    public init(reason: Reason, position: Int) {
        self.reason = reason
        self.position = position
    }

    public var description: String { "The JSON document \(reason.rawValue) (byte \(position))." }
}
