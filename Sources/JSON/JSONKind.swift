/// What a value is (RFC 8259 3).
public enum JSONKind: String, CaseIterable, Hashable, Sendable {
    case null
    case boolean
    case number
    case string
    case array
    case object
}
