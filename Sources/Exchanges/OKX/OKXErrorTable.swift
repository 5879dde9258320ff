/// The codes of OKX that a client like this one can meet. OKX documents about a thousand more, of orders mostly: a code that is not here
/// may well exist.
enum OKXErrorTable {
    /// The one table, in sections: general codes, account and mode, finance, orders, assets, authorization, streams, gateways. A code means
    /// the same at all of OKX's hosts; a documented sub-code, such as `51008_1000`, has the meaning of its code.
    static let table = CodeTable(
        general + account + finance + orders + assets + authorization + streams + gateway, subcodeMark: "_")
}
