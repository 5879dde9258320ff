import Domain

extension OKXErrorTable {
    /// Earn, loans and OKUSD, and public data (OKX API guide, "Error Code", finance class).
    static let finance: [ExchangeCode] = [
        ExchangeCode("51738", .accountRestricted, "The funding account is frozen.", "资金账户已被冻结。", OKXRemedy.support),
        ExchangeCode("51739", .featureUnavailable, "This function is not available at present.", "该功能暂不可用。", OKXRemedy.waitAndStatus),
        ExchangeCode(
            "51763", .accountRestricted, "The account does not reach the VIP tier that OKUSD asks for.", "账户未达到 OKUSD 要求的 VIP 等级。",
            OKXRemedy.unusedHere),
        ExchangeCode("51764", .exchangeRefused, "The balance is too small.", "余额不足。", OKXRemedy.addFunds),
        ExchangeCode(
            "51765", .exchangeRefused, "The account's quota of OKUSD for today is used up.", "账户当日 OKUSD 申购额度不足。", OKXRemedy.unusedHere),
        ExchangeCode(
            "51766", .exchangeRefused, "The platform's quota of OKUSD for today is used up.", "平台当日 OKUSD 申购额度已满。", OKXRemedy.unusedHere),
        ExchangeCode("51767", .maintenance, "OKX is working on OKUSD.", "OKUSD 系统维护中。", OKXRemedy.waitAndStatus),
        ExchangeCode(
            "51768", .exchangeRefused, "The account's quota for fast redemption of OKUSD is used up.", "账户当日 OKUSD 即时赎回额度不足。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "51769", .exchangeRefused, "The platform's quota for fast redemption of OKUSD is used up.", "平台 OKUSD 即时赎回额度已满。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "51770", .exchangeRefused, "The account's quota for standard redemption of OKUSD is used up.", "账户当日 OKUSD 标准赎回额度不足。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "51771", .exchangeRefused, "The platform's quota for standard redemption of OKUSD is used up.", "平台 OKUSD 标准赎回额度已满。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "51772", .exchangeRefused, "The pool for instant redemption of OKUSD is too small.", "OKUSD 即时赎回池余额不足。", OKXRemedy.unusedHere),
        ExchangeCode("51773", .regionRestricted, "OKUSD is not available in your region.", "您所在地区无法使用 OKUSD。", OKXRemedy.region),
        ExchangeCode("51774", .maintenance, "The API of OKUSD is under maintenance.", "OKUSD API 维护中。", OKXRemedy.waitAndStatus),
        ExchangeCode(
            "51784", .exchangeRefused, "A request with this id of the client is already being processed.", "该客户端订单 ID 的请求正在处理中。",
            OKXRemedy.refresh),
        ExchangeCode(
            "51785", .exchangeRefused, "The collateral does not fit the pair of the E-Mode.", "抵押币种与 E-Mode 配对不匹配。", OKXRemedy.unusedHere),
        ExchangeCode(
            "52000", .featureUnavailable, "OKX has no data for this, such as no index of this pair.", "OKX 没有该数据，例如没有该币对的指数。",
            OKXRemedy.otherInstrument),
    ]

    /// Orders by which makers improve the retail price (RPI, formerly ELP), and conditions of single instruments. A connection meets them where
    /// other programs trade with its account.
    static let orders: [ExchangeCode] = [
        ExchangeCode("54039", .exchangeRefused, "An RPI order cannot be one that only reduces.", "RPI 委托不能设为只减仓。", OKXRemedy.unusedHere),
        ExchangeCode("54040", .exchangeRefused, "An RPI order takes no take-profit or stop-loss.", "RPI 委托不支持止盈止损。", OKXRemedy.unusedHere),
        ExchangeCode("54041", .featureUnavailable, "This instrument has no RPI orders.", "该产品不支持 RPI 委托。", OKXRemedy.unusedHere),
        ExchangeCode("54042", .accountRestricted, "The account may not place RPI orders here.", "该账户无权在该产品下 RPI 委托。", OKXRemedy.unusedHere),
        ExchangeCode("54043", .exchangeRefused, "There are too many RPI orders.", "RPI 委托数量已达上限。", OKXRemedy.unusedHere),
        ExchangeCode("54044", .featureUnavailable, "RPI is not turned on for this instrument.", "该产品未开启 RPI。", OKXRemedy.unusedHere),
        ExchangeCode(
            "54045", .exchangeRefused, "Over the API only IOC orders may take this liquidity.", "API 用户只能用 IOC 委托吃取该流动性。",
            OKXRemedy.unusedHere),
        ExchangeCode("54046", .accountRestricted, "The account may not take RPI liquidity.", "该账户无权吃取 RPI 流动性。", OKXRemedy.unusedHere),
        ExchangeCode(
            "54047", .exchangeRefused, "The order waits in a speed bump and cannot be changed.", "该委托处于减速带中，无法修改。", OKXRemedy.unusedHere),
        ExchangeCode(
            "54048", .exchangeRefused, "The order waits in a speed bump and cannot be cancelled.", "该委托处于减速带中，无法撤销。", OKXRemedy.unusedHere),
        ExchangeCode(
            "54049", .exchangeUnavailable, "OKX is too busy for orders that take RPI liquidity.", "系统繁忙，暂不支持吃取 RPI 流动性的委托。",
            OKXRemedy.unusedHere),
        ExchangeCode("54051", .exchangeRefused, "The RPI order is below the smallest value.", "RPI 委托金额低于最小限额。", OKXRemedy.unusedHere),
        ExchangeCode(
            "54074", .settingsBlocked, "The setting cannot be changed while positions, bots or orders in USD contracts exist.",
            "存在 USD 合约的仓位、策略或委托时，无法更改该设置。", OKXRemedy.closeEverything),
        ExchangeCode("54094", .featureUnavailable, "The instrument is in a cool-off period.", "该产品处于冷静期。", OKXRemedy.waitOrOtherInstrument),
    ]
}
