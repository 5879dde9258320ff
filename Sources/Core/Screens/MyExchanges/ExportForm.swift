import Domain

/// Where to write what is shown.
struct ExportForm: Hashable, Sendable {
    let connection: Connection.ID
    let table: ExportTable
    var editor: LineEditor
    var objection: Phrase?
    /// The path of an existing file that the user has been told about.
    var taken: String?
    var phase = Phase.asking

    enum Phase: Hashable, Sendable {
        /// Goes to `writing`.
        case asking
        /// Goes to `asking`, or the form is closed.
        case writing(Ticket)
    }

    init(_ connection: Connection, table: ExportTable, asOf: Moment, _ subject: String) {
        self.connection = connection.id
        self.table = table
        var name = String.UnicodeScalarView()
        for scalar in connection.name.unicodeScalars { name.append(Self.isPartOfWord(scalar) ? scalar : "-") }
        let time = asOf.iso8601.prefix(19).filter { $0 != ":" && $0 != "-" }
        editor = LineEditor("tidegate-\(String(name))-\(subject)-\(time).csv", limit: 512)
    }

    /// Letters, with the signs that Indic and other scripts write vowels and joined consonants with, and digits.
    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) { return true }
        return [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
    }

    /// The request, or why there is none.
    func request() -> Result<ExportRequest, Objection> {
        let path = editor.text
        if path.isEmpty { return .failure(Objection(Phrase { Text.of($0).portfolio.exportEmptyPath })) }
        guard let format = ExportRequest.Format(path: path) else {
            return .failure(Objection(Phrase { Text.of($0).portfolio.exportNoFormat }))
        }
        return .success(ExportRequest(path: path, format: format, table: table, existing: taken == path ? .replaced : .kept))
    }

    struct Objection: Error {
        let words: Phrase

        init(_ words: Phrase) { self.words = words }
    }
}
