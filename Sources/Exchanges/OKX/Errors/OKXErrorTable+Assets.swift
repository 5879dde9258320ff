import Domain

extension OKXErrorTable {
    /// The funding wallet (OKX API guide, "Error Code", funding class).
    static let assets: [ExchangeCode] = [
        ExchangeCode("58002", .accountRestricted, "The savings account has not been activated.", "尚未开通余币宝账户。", OKXRemedy.webSteps),
        ExchangeCode("58003", .featureUnavailable, "Savings does not support this currency.", "余币宝不支持该币种。", OKXRemedy.unusedHere),
        ExchangeCode("58004", .accountRestricted, "OKX has blocked the account.", "账户已被 OKX 冻结。", OKXRemedy.support),
        ExchangeCode(
            "58006", .exchangeUnavailable, "The service for this asset is not available at present.", "该币种的服务暂时不可用。",
            OKXRemedy.waitAndStatus, retry: .later),
        ExchangeCode(
            "58007", .exchangeUnavailable, "OKX's asset service is not available at present.", "OKX 资金接口暂时不可用。", OKXRemedy.waitAndStatus,
            retry: .later),
        ExchangeCode("58008", .exchangeRefused, "The account holds nothing of this currency.", "账户没有该币种的资产。", OKXRemedy.refresh),
        ExchangeCode("58009", .exchangeRefused, "OKX does not know this pair.", "币对不存在。", OKXRemedy.reportFault),
        ExchangeCode("58010", .exchangeRefused, "OKX does not know this chain.", "链不存在。", OKXRemedy.unusedHere),
        ExchangeCode(
            "58011", .regionRestricted, "OKX does not serve unverified users of this region.", "您所在地区的未认证用户无法使用该服务。", OKXRemedy.identity),
        ExchangeCode(
            "58012", .regionRestricted, "OKX does not serve unverified users of this region.", "您所在地区的未认证用户无法使用该服务。", OKXRemedy.identity),
        ExchangeCode(
            "58016", .permissionMissing, "Only the main account of the trading team may do this.", "仅交易团队的母账户可以执行此操作。", OKXRemedy.mainKey),
        ExchangeCode("58101", .featureUnavailable, "Transfers are suspended at present.", "资金划转当前已暂停。", OKXRemedy.waitAndStatus),
        ExchangeCode("58102", .rateLimited, "OKX's asset service was asked too often.", "资金接口请求过于频繁。", OKXRemedy.slowDown, retry: .later),
        ExchangeCode("58103", .featureUnavailable, "Transfers are suspended at present.", "资金划转当前已暂停。", OKXRemedy.waitAndStatus),
        ExchangeCode("58110", .accountRestricted, "Transfers are suspended at present.", "资金划转当前已暂停。", OKXRemedy.waitAndStatus),
        ExchangeCode("58111", .featureUnavailable, "Transfers are suspended at present.", "资金划转当前已暂停。", OKXRemedy.waitAndStatus),
        ExchangeCode("58114", .exchangeRefused, "The amount has to be more than 0.", "金额必须大于 0。", OKXRemedy.unusedHere),
        ExchangeCode("58116", .exchangeRefused, "The amount is above what is available.", "金额超过可用数量。", OKXRemedy.addFunds),
        ExchangeCode("58117", .exchangeRefused, "Some assets are negative; repay them first.", "账户资产为负，请先归还。", OKXRemedy.repay),
        ExchangeCode("58120", .featureUnavailable, "Transfers are suspended at present.", "资金划转当前已暂停。", OKXRemedy.waitAndStatus),
        ExchangeCode(
            "58121", .exchangeRefused, "The transfer would raise the risk of open positions too much.", "该划转会使持仓风险过高。",
            OKXRemedy.reducePositions),
        ExchangeCode("58123", .exchangeRefused, "A value of the transfer does not fit.", "划转参数不符合要求。", OKXRemedy.unusedHere),
        ExchangeCode("58124", .exchangeRefused, "A value of the transfer does not fit.", "划转参数不符合要求。", OKXRemedy.unusedHere),
        ExchangeCode("58125", .exchangeRefused, "A value of the transfer does not fit.", "划转参数不符合要求。", OKXRemedy.unusedHere),
        ExchangeCode("58126", .exchangeRefused, "A value of the transfer does not fit.", "划转参数不符合要求。", OKXRemedy.unusedHere),
        ExchangeCode("58127", .exchangeRefused, "A value of the transfer does not fit.", "划转参数不符合要求。", OKXRemedy.unusedHere),
        ExchangeCode("58128", .exchangeRefused, "A value of the transfer does not fit.", "划转参数不符合要求。", OKXRemedy.unusedHere),
        ExchangeCode("58129", .exchangeRefused, "A value of the transfer does not fit.", "划转参数不符合要求。", OKXRemedy.unusedHere),
        ExchangeCode(
            "58131", .accountRestricted, "OKX wants a higher level of identity verification for this.", "该操作需要更高的身份认证等级。",
            OKXRemedy.identity),
        ExchangeCode(
            "58132", .accountRestricted, "OKX wants a higher level of identity verification for this.", "该操作需要更高的身份认证等级。",
            OKXRemedy.identity),
        ExchangeCode(
            "58233", .accountRestricted, "OKX wants a higher level of identity verification for this.", "该操作需要更高的身份认证等级。",
            OKXRemedy.identity),
        ExchangeCode(
            "58235", .accountRestricted, "OKX wants a higher level of identity verification for this.", "该操作需要更高的身份认证等级。",
            OKXRemedy.identity),
        ExchangeCode(
            "58240", .accountRestricted, "OKX wants a higher level of identity verification for this.", "该操作需要更高的身份认证等级。",
            OKXRemedy.identity),
        ExchangeCode("58350", .exchangeRefused, "The balance is too small.", "余额不足。", OKXRemedy.addFunds),
    ]
}
