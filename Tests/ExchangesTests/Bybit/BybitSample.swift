import Crypto
import Domain
import Exchanges
import HTTP
import Session

/// Bybit's adapter, a key that is worth nothing, and requests made with it.
enum BybitSample {
    static let adapter = BybitAdapter()
    static let site = ExchangeProfile.bybit.ownSites[0]
    /// The key of the published vectors.
    static let apiKey = "ABCDEFGHIJKLMNOPQR"

    static func key() -> KeyHandle {
        KeyHandle(
            KeyValues(
                apiKey: SecretBytes(apiKey.utf8), [(.secretKey, SecretBytes("abcdefghijklmnopqrstuvwxyz0123456789".utf8))]))
    }

    static func access(_ environment: TradingEnvironment = .live) -> Access {
        Access(site: site, environment: environment, unixMilliseconds: 1_700_000_000_000)
    }

    /// The request as it is sent in the name of the sample key.
    static func signed(_ request: UnsignedRequest) throws -> HTTPRequest { try Signer(key()).sign(request).get() }

    /// A header of a request, a secret one too.
    static func header(_ name: String, of request: HTTPRequest) -> String? {
        switch request.headers.first(where: { $0.name == name })?.value {
        case .plain(let text)?: text
        case .secret(let bytes)?: bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        case nil: nil
        }
    }

    /// A successful reply around a result.
    static func result(_ result: String) -> HTTPReply {
        Sample.reply(#"{"retCode":0,"retMsg":"OK","result":"# + result + #","retExtInfo":{},"time":1700000000123}"#)
    }

    /// A refusal by its code.
    static func refusal(_ code: String, _ text: String = "no", status: Int = 200) -> HTTPReply {
        Sample.reply(#"{"retCode":\#(code),"retMsg":"\#(text)","result":{},"retExtInfo":{},"time":1700000000123}"#, status: status)
    }
}
