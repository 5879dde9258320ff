import Domain
import HTTP

/// The requests made to OKX (OKX API guide, "REST Authentication" and the page of each path).
enum OKXRequests {
    static func clock(_ place: AccountPlace) -> HTTPRequest {
        HTTPRequest(origin: place.origin(of: OKXHosts.rest), target: "/api/v5/public/time", certificateFile: place.site.certificateFile)
    }

    static func maintenance(_ place: AccountPlace) -> HTTPRequest {
        HTTPRequest(origin: place.origin(of: OKXHosts.rest), target: "/api/v5/system/status", certificateFile: place.site.certificateFile)
    }

    static func account(_ part: OKXPart, access: Access) -> UnsignedRequest {
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
    static func signed(_ method: HTTPRequest.Method, _ target: String, body: [UInt8] = [], access: Access) -> UnsignedRequest {
        let timestamp = UTCTimestamp.text(unixMilliseconds: access.unixMilliseconds)
        let headers: [UnsignedRequest.Header] = [
            .init("OK-ACCESS-KEY", [.value(.apiKey)]),
            .init("OK-ACCESS-SIGN", [.signature()]),
            .init("OK-ACCESS-TIMESTAMP", timestamp),
            .init("OK-ACCESS-PASSPHRASE", [.value(.passphrase)]),
            .init("Content-Type", "application/json"),
        ]
        return UnsignedRequest(
            method: method, origin: access.place.origin(of: OKXHosts.rest), target: target,
            headers: headers + environmentHeaders(access.environment),
            body: body.isEmpty ? [] : [.bytes(body)],
            signature: OKXSignature.rule(timestamp: timestamp, method: method.rawValue, target: target, body: body),
            certificateFile: access.site.certificateFile
        )
    }

    /// A public request, for the environment of the connection.
    private static func open(_ target: String, access: Access) -> UnsignedRequest {
        UnsignedRequest(
            origin: access.place.origin(of: OKXHosts.rest), target: target, headers: environmentHeaders(access.environment),
            certificateFile: access.site.certificateFile
        )
    }

    /// Marks what is meant for another environment than live trading.
    static func environmentHeaders(_ environment: TradingEnvironment) -> [UnsignedRequest.Header] {
        switch environment {
        case .live, .testnet: []
        case .demo: [.init("x-simulated-trading", "1")]
        }
    }
}

/// Signs for OKX: Base64 of HMAC-SHA256 over time, method, path with query, and body, without separators
/// (OKX API guide, "Signature").
enum OKXSignature {
    /// `body` is what goes on the wire, empty for `GET`; the secret is used as the text it is.
    static func rule(timestamp: String, method: String, target: String, body: [UInt8]) -> SignatureRule {
        SignatureRule([.text(timestamp + method + target), .bytes(body)], [.hmacSHA256(.secretKey, .base64)])
    }
}
