/// The codes of OKX that a client like this one can meet. OKX documents about a thousand more, of orders mostly: a code that is not here
/// may well exist.
enum OKXErrorTable {
    /// The one table, in sections: general codes, account and mode, finance, orders, assets, authorization, streams, gateways.
    static let rows: [OKXCode] = general + account + finance + orders + assets + authorization + streams + gateway

    private static let rowByCode = Dictionary(rows.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// The row of a code. A documented sub-code, such as `51008_1000`, has the meaning of its code.
    static func row(_ code: String) -> OKXCode? {
        rowByCode[code] ?? code.split(separator: "_").first.flatMap { rowByCode[String($0)] }
    }
}
