import Domain

extension OKXErrorTable {
    /// OAuth and Fast API (OKX broker guide, error codes).
    static let authorization: [ExchangeCode] = [
        ExchangeCode("53000", .authorizationExpired, "The authorization is not valid.", "授权令牌无效。", OKXRemedy.signInAgain),
        ExchangeCode("53001", .authorizationDenied, "The authorization was cancelled.", "授权已被用户取消。", OKXRemedy.signInOrManual),
        ExchangeCode("53002", .authorizationExpired, "The authorization has expired.", "授权令牌已过期。", OKXRemedy.signInAgain),
        ExchangeCode("53003", .authorizationExpired, "The authorization has been revoked.", "授权已被撤销。", OKXRemedy.signInAgain),
        ExchangeCode("53004", .accountRestricted, "The account is frozen.", "账户已被冻结。", OKXRemedy.support),
        ExchangeCode("53005", .authorizationExpired, "The refresh token is wrong.", "刷新令牌错误。", OKXRemedy.signInAgain),
        ExchangeCode("53006", .authorizationExpired, "The authorization belongs to another device.", "授权属于另一台设备。", OKXRemedy.signInAgain),
        ExchangeCode("53009", .authorizationDenied, "The authorization failed.", "授权失败。", OKXRemedy.signInOrManual),
        ExchangeCode(
            "53010", .clientNotApproved, "A value of the platform's registration is wrong, such as its client id.",
            "平台登记参数有误，例如 client_id。", OKXRemedy.platform),
        ExchangeCode("53011", .exchangeRefused, "A value of the authorization request is empty.", "授权请求参数为空。", OKXRemedy.reportFault),
        ExchangeCode(
            "53012", .authorizationExpired, "The authorization code has expired; it lives ten minutes.", "授权码已过期，有效期为 10 分钟。",
            OKXRemedy.signInAgain),
        ExchangeCode("53013", .clientNotApproved, "The platform may not use this function.", "平台无权使用该接口。", OKXRemedy.platform),
        ExchangeCode(
            "53014", .ipNotAllowed, "The platform has not listed this machine's address with OKX.", "平台未在 OKX 登记本机的 IP 地址。",
            OKXRemedy.platform),
        ExchangeCode("53015", .exchangeRefused, "A value of the authorization request is too long.", "授权请求参数过长。", OKXRemedy.reportFault),
        ExchangeCode(
            "53016", .clientNotApproved, "The platform has not registered this callback address.", "平台未登记该回调地址。", OKXRemedy.platform),
        ExchangeCode(
            "53017", .clientNotApproved, "OKX has not enabled Fast API for the platform.", "OKX 尚未为平台开通 Fast API。", OKXRemedy.platform),
        ExchangeCode(
            "53018", .clientNotApproved, "The platform has no approval for the EEA site.", "平台未获得欧洲经济区站点（my.okx.com）的授权。",
            OKXRemedy.platform),
    ]
}
