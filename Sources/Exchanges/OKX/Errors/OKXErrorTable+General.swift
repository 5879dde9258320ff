import Domain

extension OKXErrorTable {
    /// Connecting, permissions and the service itself (OKX API guide, "Error Code", general class and API class).
    static let general: [ExchangeCode] = [
        ExchangeCode("0", .exchangeRefused, "Success: the exchange did what was asked.", "成功：交易所已完成请求。", OKXRemedy.nothing),
        ExchangeCode("1", .exchangeRefused, "The whole operation failed.", "操作全部失败。", OKXRemedy.readDetails),
        ExchangeCode("2", .exchangeRefused, "The operation was done only in part.", "操作仅部分成功。", OKXRemedy.readDetails),
        ExchangeCode("50000", .exchangeRefused, "The request had no body.", "请求体为空。", OKXRemedy.reportFault),
        ExchangeCode(
            "50001", .exchangeUnavailable, "OKX is temporarily out of service.", "OKX 服务暂时不可用。", OKXRemedy.waitAndStatus, retry: .later),
        ExchangeCode("50002", .exchangeRefused, "The body of the request is not valid JSON.", "请求体不是有效的 JSON。", OKXRemedy.reportFault),
        ExchangeCode(
            "50004", .exchangeUnavailable, "The request timed out inside OKX; whether it took effect is unknown.", "请求在 OKX 内部超时，是否生效未知。",
            OKXRemedy.rereadFirst, retry: .readsOnly),
        ExchangeCode("50005", .featureUnavailable, "OKX has withdrawn this function of its API.", "OKX 已下线该接口。", OKXRemedy.reportFault),
        ExchangeCode("50006", .exchangeRefused, "The content type of the request is wrong.", "请求的 Content-Type 错误。", OKXRemedy.reportFault),
        ExchangeCode("50007", .accountRestricted, "OKX has blocked this user.", "该用户已被 OKX 封禁。", OKXRemedy.support),
        ExchangeCode(
            "50008", .accountRestricted, "OKX does not know this user; the account may be closed or belong to another site.",
            "OKX 查无此用户；账户可能已注销，或属于其他站点。", OKXRemedy.site + OKXRemedy.support),
        ExchangeCode("50009", .accountRestricted, "The account is frozen after a stop-out.", "账户因强制平仓而被冻结。", OKXRemedy.support),
        ExchangeCode("50010", .exchangeRefused, "The request named no user.", "请求中的用户 ID 为空。", OKXRemedy.reportFault),
        ExchangeCode("50011", .rateLimited, "OKX was asked too often.", "请求过于频繁，超出 OKX 限速。", OKXRemedy.slowDown, retry: .later),
        ExchangeCode("50012", .accountRestricted, "The state of the account does not allow this.", "账户当前状态不允许此操作。", OKXRemedy.support),
        ExchangeCode("50013", .exchangeUnavailable, "OKX is busy.", "OKX 系统繁忙。", OKXRemedy.waitAndStatus, retry: .later),
        ExchangeCode("50014", .exchangeRefused, "A required value is missing from the request.", "请求缺少必填参数。", OKXRemedy.reportFault),
        ExchangeCode(
            "50015", .exchangeRefused, "One of two values is required and neither was sent.", "两个参数必须填写其一。", OKXRemedy.reportFault),
        ExchangeCode("50016", .exchangeRefused, "Two values of the request do not fit each other.", "请求中的两个参数不匹配。", OKXRemedy.reportFault),
        ExchangeCode(
            "50017", .accountRestricted, "The position is frozen while OKX reduces positions automatically (ADL).", "自动减仓（ADL）期间，仓位暂时冻结。",
            OKXRemedy.frozen),
        ExchangeCode(
            "50018", .accountRestricted, "The currency is frozen while OKX reduces positions automatically (ADL).", "自动减仓（ADL）期间，该币种暂时冻结。",
            OKXRemedy.frozen),
        ExchangeCode(
            "50019", .accountRestricted, "The account is frozen while OKX reduces positions automatically (ADL).", "自动减仓（ADL）期间，账户暂时冻结。",
            OKXRemedy.frozen),
        ExchangeCode("50020", .accountRestricted, "The position is frozen while it is being liquidated.", "强平期间，仓位暂时冻结。", OKXRemedy.frozen),
        ExchangeCode(
            "50021", .accountRestricted, "The currency is frozen while a position is being liquidated.", "强平期间，该币种暂时冻结。", OKXRemedy.frozen),
        ExchangeCode(
            "50022", .accountRestricted, "The account is frozen while a position is being liquidated.", "强平期间，账户暂时冻结。", OKXRemedy.frozen),
        ExchangeCode(
            "50023", .accountRestricted, "Funding fees are being settled; the account is frozen for a moment.", "正在收取资金费，暂时冻结。",
            OKXRemedy.frozen),
        ExchangeCode("50024", .exchangeRefused, "Two values of the request exclude each other.", "请求中的两个参数不能同时使用。", OKXRemedy.reportFault),
        ExchangeCode("50025", .exchangeRefused, "A list in the request is too long.", "请求中的列表参数过长。", OKXRemedy.reportFault),
        ExchangeCode(
            "50026", .exchangeUnavailable, "OKX met an internal error.", "OKX 系统内部错误。", OKXRemedy.waitAndStatus, retry: .readsOnly),
        ExchangeCode("50027", .accountRestricted, "The account may not trade.", "该账户被限制交易。", OKXRemedy.support),
        ExchangeCode("50028", .accountRestricted, "The account cannot place this order.", "该账户无法下单。", OKXRemedy.support),
        ExchangeCode("50029", .accountRestricted, "OKX's risk control has stopped this.", "操作触发了 OKX 风控。", OKXRemedy.support),
        ExchangeCode(
            "50030", .featureUnavailable, "The account has no right to use this function of the API.", "该账户无权使用此接口。", OKXRemedy.support),
        ExchangeCode("50032", .accountRestricted, "The account has blocked this currency.", "该账户已设置禁止交易此币种。", OKXRemedy.webSteps),
        ExchangeCode("50033", .accountRestricted, "The account has blocked this instrument.", "该账户已设置禁止交易此产品。", OKXRemedy.webSteps),
        ExchangeCode(
            "50035", .ipNotAllowed, "This function wants a key that is bound to IP addresses.", "该接口要求 API Key 绑定 IP。",
            OKXRemedy.bindAddress),
        ExchangeCode(
            "50036", .clockSkew, "The time until which the request should hold has already passed.", "请求的有效截止时间已过。", OKXRemedy.clock),
        ExchangeCode("50037", .clockSkew, "The request expired on its way.", "请求在途中已过期。", OKXRemedy.clock),
        ExchangeCode("50038", .wrongEnvironment, "Demo trading does not have this function.", "模拟盘不支持该功能。", OKXRemedy.demo),
        ExchangeCode("50040", .rateLimited, "The same operation was done too often.", "操作过于频繁。", OKXRemedy.slowDown, retry: .later),
        ExchangeCode(
            "50041", .featureUnavailable, "OKX gives this function only to users on its list.", "该功能仅向 OKX 白名单用户开放。", OKXRemedy.support),
        ExchangeCode("50042", .exchangeRefused, "The request was sent twice.", "重复请求。", OKXRemedy.refresh),
        ExchangeCode(
            "50044", .clientNotApproved, "The platform has not chosen its kind of broker at OKX.", "平台尚未在 OKX 选择经纪商类型。", OKXRemedy.platform),
        ExchangeCode("50046", .maintenance, "OKX has paused this function to improve it.", "OKX 正在升级该功能，暂停服务。", OKXRemedy.waitAndStatus),
        ExchangeCode(
            "50051", .regionRestricted, "The rules of your country do not allow this function.", "因合规要求，您所在国家或地区无法使用该功能。", OKXRemedy.region),
        ExchangeCode("50052", .regionRestricted, "The law of your country does not allow this asset.", "因当地法律，您无法交易该币种。", OKXRemedy.region),
        ExchangeCode("50053", .wrongEnvironment, "Only demo trading has this function.", "该功能仅支持模拟盘。", OKXRemedy.demo),
        ExchangeCode(
            "50059", .accountRestricted, "The regulator wants further steps from you first.", "按监管要求，您需要先完成其他步骤。", OKXRemedy.webSteps),
        ExchangeCode("50060", .accountRestricted, "OKX wants your identity verified first.", "需要先完成身份认证。", OKXRemedy.identity),
        ExchangeCode(
            "50061", .rateLimited, "The account has reached its limit of orders a second.", "账户下单频率已达上限。", OKXRemedy.slowDown, retry: .later
        ),
        ExchangeCode("50062", .featureUnavailable, "This function is not available at present.", "该功能当前不可用。", OKXRemedy.waitAndStatus),
        ExchangeCode("50067", .wrongSite, "The API does not trade across sites.", "API 不支持跨站点交易。", OKXRemedy.site),
        ExchangeCode(
            "50072", .featureUnavailable, "Isolated margin trading no longer exists in multi-currency and portfolio margin mode.",
            "跨币种保证金模式和组合保证金模式已不支持逐仓杠杆。", OKXRemedy.futuresMode),
        ExchangeCode("50100", .accountRestricted, "OKX has frozen API access of this account.", "该账户的 API 已被 OKX 冻结。", OKXRemedy.support),
        ExchangeCode(
            "50101", .wrongEnvironment, "The key belongs to the other environment (live or demo trading).", "该 API Key 与当前环境（实盘或模拟盘）不匹配。",
            OKXRemedy.demo),
        ExchangeCode(
            "50102", .clockSkew, "The time of the request is more than 30 seconds away from OKX's clock.", "请求时间与 OKX 时钟相差超过 30 秒。",
            OKXRemedy.clock),
        ExchangeCode("50103", .credentialsMalformed, "The request carried no API key.", "请求头缺少 API Key。", OKXRemedy.fillFields),
        ExchangeCode("50104", .credentialsMalformed, "The request carried no Passphrase.", "请求头缺少 Passphrase。", OKXRemedy.fillFields),
        ExchangeCode("50105", .passphraseWrong, "The Passphrase is wrong.", "Passphrase 错误。", OKXRemedy.enterPassphrase),
        ExchangeCode("50106", .exchangeRefused, "The request carried no signature.", "请求头缺少签名。", OKXRemedy.reportFault),
        ExchangeCode("50107", .exchangeRefused, "The request carried no time.", "请求头缺少时间戳。", OKXRemedy.reportFault),
        ExchangeCode("50108", .wrongSite, "The host does not know this exchange id.", "交易所 ID 不存在。", OKXRemedy.site),
        ExchangeCode("50109", .wrongSite, "The host does not know this domain.", "交易所域名不存在。", OKXRemedy.site),
        ExchangeCode(
            "50110", .ipNotAllowed, "The key is bound to addresses, and this machine's is not among them.",
            "该 API Key 绑定了 IP 白名单，本机地址不在其中。", OKXRemedy.allowAddress),
        ExchangeCode("50111", .keyUnknown, "OKX does not accept this API key.", "API Key 无效。", OKXRemedy.enterKey),
        ExchangeCode(
            "50112", .exchangeRefused, "The time of the request is not written as OKX wants it.", "请求时间戳格式错误。", OKXRemedy.reportFault),
        ExchangeCode(
            "50113", .secretWrong, "The signature is wrong; most often the secret key is mistyped.", "签名无效，多半是 Secret Key 填写有误。",
            OKXRemedy.enterSecret),
        ExchangeCode("50114", .authorizationExpired, "The authorization is not valid.", "授权无效。", OKXRemedy.signInAgain),
        ExchangeCode(
            "50115", .exchangeRefused, "OKX does not take this kind of request at this address.", "请求方法错误。", OKXRemedy.reportFault),
        ExchangeCode(
            "50116", .keyExists, "A key for this platform exists already; OKX allows one for each user.", "您已为该平台创建过 API Key，每个用户只能有一个。",
            OKXRemedy.deleteLinkedKey),
        ExchangeCode(
            "50117", .clientNotApproved, "Only platforms that OKX has approved may create keys by Fast API.",
            "仅限 OKX 批准的平台通过 Fast API 创建 API Key。", OKXRemedy.platform),
        ExchangeCode(
            "50118", .clientNotApproved, "The platform has registered no addresses to which the key could be bound.", "平台尚未登记可供绑定的 IP 白名单。",
            OKXRemedy.platform),
        ExchangeCode("50119", .keyUnknown, "This API key does not exist at this site.", "该站点不存在此 API Key。", OKXRemedy.checkKey),
        ExchangeCode("50120", .permissionMissing, "The key lacks the permission for this.", "该 API Key 没有此操作的权限。", OKXRemedy.enableTrade),
        ExchangeCode(
            "50121", .regionRestricted, "OKX is not available from your address or country.", "您所在的 IP 或国家（地区）无法使用 OKX 服务。",
            OKXRemedy.region),
        ExchangeCode("50122", .exchangeRefused, "The order is below the smallest amount.", "委托金额低于最小限额。", OKXRemedy.unusedHere),
    ]
}
