import Domain

/// The codes of Bybit that a client like this one can meet (Bybit API, "Error Codes"). Bybit documents some hundred more, of orders mostly.
enum BybitErrorTable {
    /// General codes first, then those of settings.
    static let table = CodeTable(general + assets + settings)

    /// Connecting, permissions and the service itself.
    private static let general: [ExchangeCode] = [
        ExchangeCode("0", .exchangeRefused, "Success: Bybit did what was asked.", "成功：Bybit 已完成请求。", BybitRemedy.nothing),
        ExchangeCode(
            "10000", .exchangeUnavailable, "Bybit timed out inside; whether a change took effect is unknown.", "Bybit 内部超时，修改是否生效未知。",
            BybitRemedy.rereadFirst, retry: .readsOnly),
        ExchangeCode(
            "10001", .exchangeRefused, "Bybit does not accept a value of the request.", "Bybit 不接受请求中的某个参数。", BybitRemedy.reportFault),
        ExchangeCode("10002", .clockSkew, "The time of the request is too far from Bybit's.", "请求时间与 Bybit 时间相差过大。", BybitRemedy.clock),
        ExchangeCode("-1", .clockSkew, "The time of the request is too far from Bybit's.", "请求时间与 Bybit 时间相差过大。", BybitRemedy.clock),
        ExchangeCode(
            "10003", .keyUnknown, "Bybit does not know this key here.", "Bybit 在此站点和环境中不认识该 Key。", BybitRemedy.checkKey),
        ExchangeCode("10004", .secretWrong, "The secret does not belong to this key.", "API 密码（或私钥）与该 Key 不匹配。", BybitRemedy.enterSecret),
        ExchangeCode("10005", .permissionMissing, "The key may not do that.", "该 Key 没有此权限。", BybitRemedy.permissions),
        ExchangeCode(
            "10006", .rateLimited, "Bybit was asked too often for this account.", "该账户请求过于频繁，超出 Bybit 限速。", BybitRemedy.slowDown,
            retry: .later),
        ExchangeCode("10007", .keyUnknown, "Bybit could not authenticate the key.", "Bybit 未能验证该 Key。", BybitRemedy.newKey),
        ExchangeCode("10008", .accountRestricted, "The account is restricted.", "该账户受到限制。", BybitRemedy.support),
        ExchangeCode(
            "10009", .regionRestricted, "Bybit does not serve the place where this machine is.", "Bybit 不向本机所在地区提供服务。", BybitRemedy.region),
        ExchangeCode(
            "10010", .ipNotAllowed, "This machine's address is not bound to the key.", "当前地址未绑定到该 Key。", BybitRemedy.allowAddress),
        ExchangeCode("10014", .exchangeRefused, "The same request was sent twice.", "重复的请求。", BybitRemedy.reportFault),
        ExchangeCode(
            "10016", .exchangeUnavailable, "Bybit met an internal error, or restarts.", "Bybit 内部错误或正在重启。", BybitRemedy.outOfService,
            retry: .readsOnly),
        ExchangeCode(
            "10017", .featureUnavailable, "Not offered here: Bybit has no such path at this host.", "此处不提供：该主机没有此路径。", BybitRemedy.notHere),
        ExchangeCode(
            "10018", .rateLimited, "Bybit was asked too often from this address.", "当前地址请求过于频繁，超出 Bybit 限速。", BybitRemedy.slowDown,
            retry: .later),
        ExchangeCode(
            "10019", .exchangeUnavailable, "A service of Bybit restarts.", "Bybit 服务正在重启。", BybitRemedy.outOfService, retry: .readsOnly),
        ExchangeCode(
            "10024", .regionRestricted, "Bybit's compliance rules stop this account.", "Bybit 合规规则限制了该账户。",
            BybitRemedy.identity + BybitRemedy.region),
        ExchangeCode(
            "10027", .accountRestricted, "Trading is banned for this account; reading may go on.", "该账户被禁止交易，仍可读取。", BybitRemedy.support),
        ExchangeCode("10028", .featureUnavailable, "The account is not a unified trading account.", "该账户尚未升级为统一交易账户。", BybitRemedy.upgrade),
        ExchangeCode(
            "10029", .exchangeRefused, "The symbol is not on the list that the key may trade.", "该交易对不在 Key 的白名单内。", BybitRemedy.permissions
        ),
        ExchangeCode(
            "10429", .rateLimited, "Bybit protects itself from too many requests.", "Bybit 触发系统级频率保护。", BybitRemedy.slowDown, retry: .later),
        ExchangeCode("429", .rateLimited, "Bybit has too much to do.", "Bybit 服务器负载过高。", BybitRemedy.slowDown, retry: .later),
        ExchangeCode("33004", .keyExpired, "The key has expired.", "该 Key 已过期。", BybitRemedy.newKey),
        ExchangeCode(
            "-2015", .keyExpired, "An old route of Bybit refused the key: it has expired, is unknown, or may not do that.",
            "Bybit 旧接口拒绝了该 Key：已过期、不存在或没有权限。", BybitRemedy.newKey),
        ExchangeCode(
            "100028", .featureUnavailable, "This old path is closed to unified accounts.", "统一账户不能使用此旧接口。", BybitRemedy.reportFault),
        ExchangeCode("3100197", .maintenance, "Bybit upgrades the account at the moment.", "账户正在升级。", BybitRemedy.wait, retry: .later),
    ]

    /// Wallets and who they belong to.
    private static let assets: [ExchangeCode] = [
        ExchangeCode(
            "131001", .exchangeUnavailable, "The asset service of Bybit failed.", "Bybit 资产服务出错。", BybitRemedy.outOfService,
            retry: .readsOnly),
        ExchangeCode(
            "131002", .exchangeUnavailable, "The asset service of Bybit failed.", "Bybit 资产服务出错。", BybitRemedy.outOfService,
            retry: .readsOnly),
        ExchangeCode(
            "131003", .exchangeUnavailable, "The asset service of Bybit failed.", "Bybit 资产服务出错。", BybitRemedy.outOfService,
            retry: .readsOnly),
        ExchangeCode("131004", .accountRestricted, "The account has to be verified first.", "该账户需先完成身份认证。", BybitRemedy.identity),
        ExchangeCode(
            "500010", .exchangeRefused, "The sub-account does not belong to this main account.", "该子账户不属于此母账户。", BybitRemedy.support),
        ExchangeCode("500011", .exchangeRefused, "The account is not a unified trading account.", "该账户不是统一交易账户。", BybitRemedy.upgrade),
    ]
}
