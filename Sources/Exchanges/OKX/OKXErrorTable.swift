/// Every code that OKX documents and that a client like this one can meet.
enum OKXErrorTable {
    /// The one table, in sections: general codes, account and mode, assets, authorization, streams.
    static let rows: [OKXCode] = general + account + assets + authorization + streams

    private static let rowByCode = Dictionary(rows.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// The row of a code. A documented sub-code, such as `51008_1000`, has the meaning of its code.
    static func row(_ code: String) -> OKXCode? {
        rowByCode[code] ?? code.split(separator: "_").first.flatMap { rowByCode[String($0)] }
    }
}
