import Domain
import JSON

/// Reads the members of rows and remembers those that were there and made no sense.
struct ReplyFields {
    /// More rows than this are not read.
    static let rowLimit = 2_000
    private static let namedLimit = 12
    private static let listLimit = 64

    private(set) var unreadable: [String] = []

    /// Text without anything that could harm a screen; `nil` where missing, `null` or empty.
    func text(_ view: JSONView, _ name: String, characters: Int = 64) -> String? {
        guard let text = view[name]?.scalarText else { return nil }
        let clean = CleanText.line(text, characters: characters)
        return clean.isEmpty ? nil : clean
    }

    /// An amount exactly as it was written; `nil` where missing, `null`, empty or not understood, the last of which is remembered.
    mutating func amount(_ view: JSONView, _ name: String, of subject: String = "") -> Amount? {
        guard let member = view[name], member.kind != .null else { return nil }
        if let text = member.scalarText {
            if text.isEmpty { return nil }
            if let amount = Amount(text) { return amount }
        }
        note(subject.isEmpty ? name : "\(subject) \(name)")
        return nil
    }

    /// The words of a list, which may be text with commas or an array; `nil` where the member is
    /// missing, `null`, or neither of the two.
    func list(_ view: JSONView, _ name: String) -> [String]? {
        guard let member = view[name] else { return nil }
        let texts: [String]
        switch member.kind {
        case .string: texts = [member.string ?? ""]
        case .array: texts = member.elements.prefix(Self.listLimit).compactMap(\.string)
        case .null, .boolean, .number, .object: return nil
        }
        return texts.flatMap { CleanText.line($0, characters: 4_000).split(separator: ",") }
            .map { CleanText.line($0.filter { $0 != " " }, characters: 64) }.filter { !$0.isEmpty }.prefix(Self.listLimit).map(\.self)
    }

    /// A whole number, however it is written.
    func whole(_ view: JSONView, _ name: String) -> Int64? {
        guard let text = view[name]?.scalarText else { return nil }
        return Int64(text) ?? Amount(text).flatMap { $0.trimmed.scale == 0 ? $0.wholePart.map(Int64.init) : nil }
    }

    mutating func note(_ what: String) {
        if unreadable.count < Self.namedLimit {
            unreadable.append(what)
        } else if unreadable.count == Self.namedLimit {
            unreadable.append("…")
        }
    }

    /// Remembers that a list was longer than what is read of it.
    mutating func note(cut rows: ReplyRows) {
        if rows.isCut { note("rows > \(Self.rowLimit)") }
    }
}

/// The rows of a list, as many as are read of one.
struct ReplyRows {
    let views: [JSONView]
    /// Whether there were more than are read.
    let isCut: Bool

    init(_ all: some Sequence<JSONView>) {
        let read = Array(all.prefix(ReplyFields.rowLimit + 1))
        isCut = read.count > ReplyFields.rowLimit
        views = Array(read.prefix(ReplyFields.rowLimit))
    }
}
