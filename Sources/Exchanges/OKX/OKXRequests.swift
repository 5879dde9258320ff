import Domain
import HTTP

/// The requests made to OKX (OKX API guide, "REST Authentication" and the page of each path).
enum OKXRequests {
    static func clock(site: Site) -> HTTPRequest {
        HTTPRequest(origin: site.restOrigin, target: "/api/v5/public/time", certificateFile: site.certificateFile)
    }

    static func maintenance(site: Site) -> HTTPRequest {
        HTTPRequest(origin: site.restOrigin, target: "/api/v5/system/status", certificateFile: site.certificateFile)
    }

    static func account(_ part: OKXPart, access: Access) -> HTTPRequest {
        switch part {
        case .identity: signed(.get, "/api/v5/account/config", access: access)
        case .trading: signed(.get, "/api/v5/account/balance", access: access)
        case .funding: signed(.get, "/api/v5/asset/balances", access: access)
        case .valuation: signed(.get, "/api/v5/asset/asset-valuation?ccy=USD", access: access)
        case .euroValuation: signed(.get, "/api/v5/asset/asset-valuation?ccy=EUR", access: access)
        case .prices: open("/api/v5/market/index-tickers?quoteCcy=USD", access: access)
        case .positions: signed(.get, "/api/v5/account/positions", access: access)
        case .yuanRate: open("/api/v5/market/exchange-rate", access: access)
        case .fallbackPrices: open("/api/v5/market/index-tickers?quoteCcy=USDT", access: access)
        }
    }

    /// A request that carries the key and a signature over exactly the text that is sent.
    static func signed(_ method: HTTPRequest.Method, _ target: String, body: [UInt8] = [], access: Access) -> HTTPRequest {
        let timestamp = UTCTimestamp.text(unixMilliseconds: access.unixMilliseconds)
        let signature = OKXSignature.text(
            timestamp: timestamp, method: method.rawValue, target: target, body: body,
            secretKey: access.credentials.secretKey
        )
        let headers: [HTTPRequest.Header] = [
            .init("OK-ACCESS-KEY", secret: access.credentials.apiKey),
            .init("OK-ACCESS-SIGN", signature),
            .init("OK-ACCESS-TIMESTAMP", timestamp),
            .init("OK-ACCESS-PASSPHRASE", secret: access.credentials.passphrase),
            .init("Content-Type", "application/json"),
        ]
        return HTTPRequest(
            method: method, origin: access.site.restOrigin, target: target,
            headers: headers + environmentHeaders(access.environment), body: body.isEmpty ? .none : .bytes(body),
            certificateFile: access.site.certificateFile
        )
    }

    /// A public request, for the environment of the connection.
    private static func open(_ target: String, access: Access) -> HTTPRequest {
        HTTPRequest(
            origin: access.site.restOrigin, target: target, headers: environmentHeaders(access.environment),
            certificateFile: access.site.certificateFile
        )
    }

    private static func environmentHeaders(_ environment: TradingEnvironment) -> [HTTPRequest.Header] {
        switch environment {
        case .live: []
        case .demo: [.init("x-simulated-trading", "1")]
        }
    }
}
