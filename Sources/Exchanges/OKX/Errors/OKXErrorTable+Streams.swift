import Domain

extension OKXErrorTable {
    /// WebSocket error events and close frames (OKX API guide, "Error Code", WebSocket).
    static let streams: [ExchangeCode] = [
        ExchangeCode("60004", .clockSkew, "The time of the login is not valid.", "登录时间戳无效。", OKXRemedy.clock),
        ExchangeCode("60005", .keyUnknown, "OKX does not accept this API key.", "API Key 无效。", OKXRemedy.enterKey),
        ExchangeCode("60006", .clockSkew, "The time of the login is too far away from OKX's clock.", "登录时间戳已过期。", OKXRemedy.clock),
        ExchangeCode(
            "60007", .secretWrong, "The signature is wrong; most often the secret key is mistyped.", "签名无效，多半是 Secret Key 填写有误。",
            OKXRemedy.enterSecret),
        ExchangeCode("60008", .exchangeRefused, "This address does not serve that channel.", "该地址不支持此频道。", OKXRemedy.reportFault),
        ExchangeCode("60009", .exchangeRefused, "The login failed.", "登录失败。", OKXRemedy.fillFields),
        ExchangeCode("60011", .exchangeRefused, "The stream wants a login first.", "请先登录推送连接。", OKXRemedy.reportFault),
        ExchangeCode("60012", .exchangeRefused, "OKX does not understand the request.", "请求无效。", OKXRemedy.reportFault),
        ExchangeCode("60013", .exchangeRefused, "The arguments of the request are wrong.", "请求参数无效。", OKXRemedy.reportFault),
        ExchangeCode("60014", .rateLimited, "OKX was asked too often.", "请求过于频繁。", OKXRemedy.slowDown, retry: .later),
        ExchangeCode(
            "60018", .exchangeRefused, "The channel or the instrument does not exist at this address.", "该地址不存在此频道或产品。",
            OKXRemedy.reportFault),
        ExchangeCode("60019", .exchangeRefused, "OKX does not know this operation.", "操作类型无效。", OKXRemedy.reportFault),
        ExchangeCode("60023", .rateLimited, "Logins came too often.", "批量登录过于频繁。", OKXRemedy.slowDown, retry: .later),
        ExchangeCode("60024", .passphraseWrong, "The Passphrase is wrong.", "Passphrase 错误。", OKXRemedy.enterPassphrase),
        ExchangeCode("60026", .exchangeRefused, "Key and token logins cannot be mixed.", "API Key 登录与令牌登录不能混用。", OKXRemedy.reportFault),
        ExchangeCode("60027", .exchangeRefused, "A value of the request is empty.", "请求参数为空。", OKXRemedy.reportFault),
        ExchangeCode("60028", .exchangeRefused, "This address does not support the operation.", "该地址不支持此操作。", OKXRemedy.reportFault),
        ExchangeCode("60031", .exchangeRefused, "The connection has logged in already.", "该连接不能重复登录。", OKXRemedy.reportFault),
        ExchangeCode("60032", .keyUnknown, "This API key does not exist at this site.", "该站点不存在此 API Key。", OKXRemedy.checkKey),
        ExchangeCode("60033", .exchangeRefused, "A value of the request is wrong.", "请求参数错误。", OKXRemedy.reportFault),
        ExchangeCode(
            "63999", .exchangeUnavailable, "OKX met an internal error during the login.", "登录时 OKX 内部错误。", OKXRemedy.waitAndStatus,
            retry: .later),
        ExchangeCode("64000", .exchangeRefused, "A value of the subscription is no longer used by OKX.", "订阅参数已失效。", OKXRemedy.reportFault),
        ExchangeCode(
            "64001", .exchangeRefused, "The channel has moved or is not supported at this address.", "该频道已迁移，或该地址不支持此频道。",
            OKXRemedy.reportFault),
        ExchangeCode(
            "64002", .exchangeRefused, "The channel has moved or is not supported at this address.", "该频道已迁移，或该地址不支持此频道。",
            OKXRemedy.reportFault),
        ExchangeCode(
            "64003", .accountRestricted, "The account's fee tier does not reach what this channel asks for.", "账户的手续费等级未达到该频道的要求。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "64004", .exchangeRefused, "Two channels of the subscription exclude each other.", "所订阅的两个频道不能同时使用。", OKXRemedy.reportFault),
        ExchangeCode(
            "64007", .exchangeUnavailable, "OKX met an internal error; the stream's operation was not done.", "OKX 内部错误，推送操作未完成。",
            OKXRemedy.waitAndStatus, retry: .later),
        ExchangeCode("64008", .maintenance, "OKX is about to close the connection for an upgrade.", "OKX 即将因升级断开连接。", OKXRemedy.reconnect),
        ExchangeCode("1009", .exchangeRefused, "OKX closed the connection: a message was too long.", "连接已断开：消息过长。", OKXRemedy.reportFault),
        ExchangeCode("4001", .exchangeRefused, "OKX closed the connection: the login failed.", "连接已断开：登录失败。", OKXRemedy.fillFields),
        ExchangeCode("4002", .exchangeRefused, "OKX closed the connection: a request was not valid.", "连接已断开：请求无效。", OKXRemedy.reportFault),
        ExchangeCode(
            "4003", .rateLimited, "OKX closed the connection: the key has more than 100 subscriptions.", "连接已断开：该 API Key 的订阅超过 100 个。",
            OKXRemedy.slowDown),
        ExchangeCode(
            "4004", .exchangeUnavailable, "OKX closed the connection: nothing was sent for 30 seconds.", "连接已断开：30 秒内没有数据。",
            OKXRemedy.reconnect),
        ExchangeCode(
            "4005", .exchangeUnavailable, "OKX closed the connection: this machine read too slowly.", "连接已断开：本机读取过慢。", OKXRemedy.reconnect),
        ExchangeCode("4006", .exchangeUnavailable, "The connection broke.", "连接异常断开。", OKXRemedy.reconnect),
        ExchangeCode(
            "4007", .keyUnknown, "OKX closed the connection: the key was changed or deleted.", "连接已断开：API Key 已被修改或删除。", OKXRemedy.checkKey),
        ExchangeCode("4008", .rateLimited, "OKX closed the connection: too many channels.", "连接已断开：订阅频道过多。", OKXRemedy.slowDown),
        ExchangeCode(
            "4009", .rateLimited, "OKX closed the connection: too many channels on this connection.", "连接已断开：单个连接的订阅频道过多。",
            OKXRemedy.slowDown),
        ExchangeCode(
            "4013", .accountRestricted, "OKX closed the connection: the account's compliance state has changed.", "连接已断开：账户合规状态已更新。",
            OKXRemedy.support),
    ]
}
