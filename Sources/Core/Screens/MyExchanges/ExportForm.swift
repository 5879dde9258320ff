import Domain

/// Where to write what is shown.
struct ExportForm: Hashable, Sendable {
    let connection: Connection.ID
    let table: ExportTable
    var editor: LineEditor
    var objection: Phrase?
    /// The path that the user has been told is taken.
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
        let name = String(connection.name.unicodeScalars.map { $0.properties.isAlphabetic || ("0" ... "9").contains($0) ? Character($0) : "-" })
        let time = asOf.iso8601.prefix(19).filter { $0 != ":" && $0 != "-" }
        editor = LineEditor("tidegate-\(name)-\(subject)-\(time).csv", limit: 512)
    }

    /// The order, or why there is none.
    func order() -> Result<ExportOrder, Objection> {
        let path = editor.text
        if path.isEmpty { return .failure(Objection(Phrase { Text.of($0).portfolio.exportEmptyPath })) }
        guard let format = ExportOrder.Format(path: path) else { return .failure(Objection(Phrase { Text.of($0).portfolio.exportNoFormat })) }
        return .success(ExportOrder(path: path, format: format, table: table, existing: taken == path ? .replaced : .kept))
    }

    struct Objection: Error {
        let words: Phrase

        init(_ words: Phrase) { self.words = words }
    }
}
