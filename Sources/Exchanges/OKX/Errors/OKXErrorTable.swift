import Domain

extension OKXErrorTable {
    /// OKX's gateways answer with codes of their own: HTTP statuses as JSON numbers, and negative numbers.
    static let gateway: [ExchangeCode] = [
        ExchangeCode(
            "404", .wrongSite, "This host has no such path: it is another host than thought, or the site lacks the function.",
            "该主机没有此路径：可能不是预期的主机，或该站点不提供此功能。", OKXRemedy.hostOrFunction),
        ExchangeCode(
            "500", .exchangeUnavailable, "A gateway of OKX met an internal error.", "OKX 网关内部错误。", OKXRemedy.waitAndStatus,
            retry: .readsOnly),
        ExchangeCode(
            "-30001", .exchangeUnavailable, "A gateway of OKX got no answer from the service behind it.", "OKX 网关未能从后端服务获得应答。",
            OKXRemedy.waitAndStatus, retry: .readsOnly),
        ExchangeCode(
            "-30002", .exchangeUnavailable, "A gateway of OKX got no answer from the service behind it.", "OKX 网关未能从后端服务获得应答。",
            OKXRemedy.waitAndStatus, retry: .readsOnly),
        ExchangeCode(
            "-30006", .exchangeUnavailable, "A gateway of OKX got no answer from the service behind it.", "OKX 网关未能从后端服务获得应答。",
            OKXRemedy.waitAndStatus, retry: .readsOnly),
    ]
}

/// The codes of OKX that a client like this one can meet. OKX documents about a thousand more, of orders mostly: a code that is not here
/// may well exist.
enum OKXErrorTable {
    /// The one table, in sections: general codes, account and mode, finance, orders, assets, authorization, streams, gateways. A code means
    /// the same at all of OKX's hosts; a documented sub-code, such as `51008_1000`, has the meaning of its code.
    static let table = CodeTable(
        general + account + finance + orders + assets + authorization + streams + gateway, subcodeMark: "_")
}
