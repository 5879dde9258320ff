import Domain

extension BybitErrorTable {
    /// Changing how futures are traded. What is "not modified" was so before.
    static let settings: [ExchangeCode] = modes + upgrades

    private static let modes: [ExchangeCode] = [
        ExchangeCode("110024", .settingsBlocked, "A position is open.", "存在持仓。", BybitRemedy.closePositions),
        ExchangeCode("110025", .settingsDiffer, "The position mode was so before.", "持仓模式未变化。", BybitRemedy.nothing),
        ExchangeCode("110026", .settingsDiffer, "The margin mode was so before.", "保证金模式未变化。", BybitRemedy.nothing),
        ExchangeCode("110027", .settingsDiffer, "The margin was so before.", "保证金未变化。", BybitRemedy.nothing),
        ExchangeCode("110028", .settingsBlocked, "An order is open.", "存在挂单。", BybitRemedy.cancelOrders),
        ExchangeCode("110029", .featureUnavailable, "The symbol has no hedge mode.", "该交易对不支持双向持仓。", BybitRemedy.alwaysOneWay),
        ExchangeCode(
            "110036", .settingsBlocked, "The leverage cannot be changed in cross margin.", "全仓模式下不能修改杠杆。", BybitRemedy.isolatedOrCross),
        ExchangeCode(
            "110038", .settingsBlocked, "The leverage cannot be changed in portfolio margin.", "组合保证金模式下不能修改杠杆。",
            BybitRemedy.isolatedOrCross),
        ExchangeCode("110043", .settingsDiffer, "The leverage was so before.", "杠杆未变化。", BybitRemedy.nothing),
        ExchangeCode("110066", .accountRestricted, "Trading is not allowed at the moment.", "当前不允许交易。", BybitRemedy.support),
        ExchangeCode("110067", .featureUnavailable, "The unified account does not support this.", "统一账户不支持此操作。", BybitRemedy.support),
        ExchangeCode("110068", .accountRestricted, "Margin trading is not allowed for this account.", "该账户不允许杠杆交易。", BybitRemedy.support),
        ExchangeCode("110073", .settingsBlocked, "Bybit did not change the margin mode.", "Bybit 未能修改保证金模式。", BybitRemedy.closeEverything),
        ExchangeCode("110077", .settingsBlocked, "Not possible in portfolio margin.", "组合保证金模式下不支持。", BybitRemedy.isolatedOrCross),
        ExchangeCode("110088", .featureUnavailable, "The account has to be upgraded first.", "需先升级为统一交易账户。", BybitRemedy.upgrade),
        ExchangeCode(
            "182021", .settingsBlocked, "Spot cannot be traded with leverage in isolated margin.", "逐仓模式下不能使用现货杠杆。",
            BybitRemedy.isolatedLacks),
        ExchangeCode(
            "3200320", .settingsBlocked, "An institutional loan is near its liquidation.", "机构借贷接近强平。", BybitRemedy.support),
        ExchangeCode(
            "3200403", .settingsBlocked, "Options cannot be traded in isolated margin.", "逐仓模式下不能交易期权。", BybitRemedy.isolatedLacks),
        ExchangeCode(
            "3200419", .settingsBlocked, "Portfolio margin does not go with pre-market positions.", "组合保证金不支持盘前交易仓位。",
            BybitRemedy.closePositions),
        ExchangeCode(
            "3200425", .settingsBlocked, "Portfolio margin does not go with event positions.", "组合保证金不支持事件合约仓位。", BybitRemedy.closePositions
        ),
        ExchangeCode(
            "3200641", .settingsBlocked, "A collateral coin is at the limit of the platform.", "抵押币种已达平台上限。", BybitRemedy.collateral),
        ExchangeCode(
            "3400000", .settingsBlocked, "Portfolio margin needs an equity of 1000 USDC or more.", "组合保证金要求权益不低于 1000 USDC。",
            BybitRemedy.addFunds),
        ExchangeCode("3400001", .settingsBlocked, "Positions are open.", "存在持仓。", BybitRemedy.closePositions),
        ExchangeCode("3400002", .settingsBlocked, "Orders are open, conditional ones included.", "存在挂单（含条件单）。", BybitRemedy.cancelOrders),
        ExchangeCode("3400045", .settingsBlocked, "Bybit did not change the margin mode.", "Bybit 未能修改保证金模式。", BybitRemedy.closeEverything),
        ExchangeCode("3400052", .settingsBlocked, "Orders of USDC perpetuals are open.", "存在 USDC 永续挂单。", BybitRemedy.cancelOrders),
        ExchangeCode("3400053", .settingsBlocked, "Orders of options are open.", "存在期权挂单。", BybitRemedy.cancelOrders),
        ExchangeCode("3400054", .settingsBlocked, "Orders of USDT perpetuals are open.", "存在 USDT 永续挂单。", BybitRemedy.cancelOrders),
        ExchangeCode(
            "3401010", .settingsBlocked, "Accounts whose trades are copied cannot use portfolio margin.", "带单账户不能使用组合保证金。",
            BybitRemedy.copyTrading),
    ]

    /// Documented as a group, for changes of the whole account.
    private static let upgrades: [ExchangeCode] = ["3400071", "3400139"].map(upgrade) + (3_400_208...3_400_214).map { upgrade(String($0)) }

    private static func upgrade(_ code: String) -> ExchangeCode {
        ExchangeCode(
            code, .settingsBlocked,
            "The state of the account does not allow the change: positions in hedge mode or isolated margin, the minutes around the full hour, the risk rate, too small assets, or positions above the risk limit.",
            "账户当前状态不允许修改：双向或逐仓持仓、整点前后数分钟、风险率、净资产不足，或仓位超出风险限额。", BybitRemedy.closeEverything)
    }
}
