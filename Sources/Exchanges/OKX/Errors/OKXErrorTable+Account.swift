import Domain

extension OKXErrorTable {
    /// Account mode, position mode, margin and leverage (OKX API guide, "Error Code", trade and account classes).
    static let account: [ExchangeCode] = trade + switching + keysAndConditions

    private static let trade: [ExchangeCode] = [
        ExchangeCode(
            "51000", .exchangeRefused, "A value of the request is wrong or not allowed for this account.", "请求参数错误，或该账户不允许此值。",
            OKXRemedy.reportFault),
        ExchangeCode("51001", .featureUnavailable, "This instrument does not exist.", "该交易产品不存在。", OKXRemedy.otherInstrument),
        ExchangeCode("51008", .exchangeRefused, "Balance, margin or borrowing quota is too small.", "余额、保证金或借币额度不足。", OKXRemedy.addFunds),
        ExchangeCode("51009", .accountRestricted, "OKX has blocked orders of this account.", "该账户的下单功能被 OKX 限制。", OKXRemedy.support),
        ExchangeCode("51010", .settingsDiffer, "The present account mode does not support this.", "当前账户模式不支持此操作。", OKXRemedy.otherMode),
        ExchangeCode("51012", .exchangeRefused, "OKX does not know this currency.", "币种不存在。", OKXRemedy.otherInstrument),
        ExchangeCode("51014", .exchangeRefused, "OKX does not know this index.", "指数不存在。", OKXRemedy.reportFault),
        ExchangeCode(
            "51015", .exchangeRefused, "The instrument is of another kind than the request says.", "产品 ID 与产品类型不匹配。", OKXRemedy.reportFault),
        ExchangeCode("51021", .featureUnavailable, "The instrument is not listed yet.", "该产品尚未上线。", OKXRemedy.waitOrOtherInstrument),
        ExchangeCode("51022", .featureUnavailable, "Trading of the instrument is suspended.", "该产品已暂停交易。", OKXRemedy.waitOrOtherInstrument),
        ExchangeCode("51023", .exchangeRefused, "The position does not exist.", "仓位不存在。", OKXRemedy.refresh),
        ExchangeCode("51024", .accountRestricted, "OKX has blocked the trading account.", "交易账户被 OKX 冻结。", OKXRemedy.support),
        ExchangeCode("51027", .featureUnavailable, "The contract has expired.", "该合约已到期。", OKXRemedy.otherInstrument),
        ExchangeCode("51028", .featureUnavailable, "The contract is being delivered.", "该合约正在交割。", OKXRemedy.waitOrOtherInstrument),
        ExchangeCode("51029", .featureUnavailable, "The contract is being settled.", "该合约正在结算。", OKXRemedy.waitOrOtherInstrument),
        ExchangeCode("51030", .featureUnavailable, "Funding fees are being settled.", "正在收取资金费。", OKXRemedy.waitOrOtherInstrument),
        ExchangeCode(
            "51037", .accountRestricted, "The account may only place orders that reduce its risk.", "该账户仅可下降低风险的委托。",
            OKXRemedy.reducePositions),
        ExchangeCode(
            "51039", .settingsBlocked, "Portfolio margin mode does not let the leverage of cross contracts be changed.",
            "组合保证金模式下，不能调整全仓合约的杠杆倍数。", OKXRemedy.futuresMode),
        ExchangeCode(
            "51041", .settingsBlocked, "Portfolio margin mode knows one-way positions only.", "组合保证金模式仅支持买卖模式（单向持仓）。", OKXRemedy.futuresMode
        ),
        ExchangeCode("51043", .exchangeRefused, "That isolated position does not exist.", "该逐仓仓位不存在。", OKXRemedy.refresh),
        ExchangeCode(
            "51054", .exchangeUnavailable, "The request timed out inside OKX; whether it took effect is unknown.", "请求在 OKX 内部超时，是否生效未知。",
            OKXRemedy.rereadFirst),
        ExchangeCode(
            "51057", .settingsDiffer, "Trading bots are not possible in the present account mode.", "当前账户模式不支持该交易策略。", OKXRemedy.otherMode),
        ExchangeCode(
            "51070", .modeNeedsWebsite, "The account does not meet the conditions for this account mode yet.", "账户尚未满足切换到该账户模式的条件。",
            OKXRemedy.firstSwitch),
        ExchangeCode("51127", .exchangeRefused, "The available balance is 0.", "可用余额为 0。", OKXRemedy.addFunds),
        ExchangeCode("51131", .exchangeRefused, "The available balance is too small.", "可用余额不足。", OKXRemedy.addFunds),
        ExchangeCode(
            "51155", .regionRestricted, "This pair or contract is restricted in your region.", "您所在地区限制交易该币对或合约。", OKXRemedy.region),
        ExchangeCode(
            "51164", .settingsBlocked, "Lead traders cannot use portfolio margin mode.", "带单交易员不能使用组合保证金模式。", OKXRemedy.copyTrading),
        ExchangeCode("51179", .settingsDiffer, "Spot mode does not allow this option setting.", "现货模式不支持该期权参数。", OKXRemedy.otherMode),
        ExchangeCode(
            "51186", .exchangeRefused, "The leverage is above the platform's limit in this margin mode.", "杠杆倍数超过该保证金模式下的平台上限。",
            OKXRemedy.lowerLeverage),
        ExchangeCode(
            "51187", .exchangeRefused, "The size is above the platform's limit in this margin mode.", "数量超过该保证金模式下的平台上限。",
            OKXRemedy.reducePositions),
        ExchangeCode("51732", .accountRestricted, "The level of identity verification is too low.", "身份认证等级不足。", OKXRemedy.identity),
        ExchangeCode("51733", .accountRestricted, "The account is under risk control.", "账户处于风控状态。", OKXRemedy.support),
        ExchangeCode(
            "51734", .regionRestricted, "The country of your identity verification is not supported.", "您身份认证所属的国家或地区不受支持。",
            OKXRemedy.region),
        ExchangeCode("51735", .featureUnavailable, "Sub-accounts do not have this function.", "子账户不支持该功能。", OKXRemedy.mainKey),
        ExchangeCode("51736", .exchangeRefused, "The balance is too small.", "余额不足。", OKXRemedy.addFunds),
        ExchangeCode("51737", .accountRestricted, "OKX wants identity verification for this.", "该操作需要完成身份认证。", OKXRemedy.identity),
        ExchangeCode("54000", .featureUnavailable, "Margin trading is not supported here.", "不支持杠杆交易。", OKXRemedy.otherInstrument),
        ExchangeCode(
            "54001", .settingsDiffer, "Automatic borrowing exists in multi-currency margin mode only.", "仅跨币种保证金模式支持自动借币。",
            OKXRemedy.otherMode),
        ExchangeCode("54005", .settingsDiffer, "Pre-market expiry futures want isolated margin.", "盘前交割合约仅支持逐仓模式。", OKXRemedy.otherMode),
        ExchangeCode("54012", .exchangeRefused, "The order book is too thin; OKX protects you from it.", "盘口深度不足，已触发保护。", OKXRemedy.wait),
        ExchangeCode(
            "54024", .settingsBlocked, "A currency has to be enabled as collateral first.", "须先将相关币种启用为抵押品。", OKXRemedy.collateral),
        ExchangeCode(
            "54025", .settingsBlocked, "A currency has to be enabled as collateral first.", "须先将相关币种启用为抵押品。", OKXRemedy.collateral),
        ExchangeCode(
            "54026", .settingsBlocked, "A currency has to be enabled as collateral first.", "须先将相关币种启用为抵押品。", OKXRemedy.collateral),
        ExchangeCode(
            "54027", .settingsBlocked, "A currency has to be enabled as collateral first.", "须先将相关币种启用为抵押品。", OKXRemedy.collateral),
        ExchangeCode(
            "54028", .settingsBlocked, "A currency has to be enabled as collateral first.", "须先将相关币种启用为抵押品。", OKXRemedy.collateral),
        ExchangeCode(
            "54072", .featureUnavailable, "This contract can be viewed and not traded.", "该合约仅供查看，不可交易。", OKXRemedy.otherInstrument),
        ExchangeCode(
            "54075", .settingsDiffer, "The present account mode does not support contracts between cryptocurrencies.", "当前账户模式不支持币币合约。",
            OKXRemedy.otherMode),
        ExchangeCode(
            "54092", .accountRestricted, "The risk statement of this kind of contract has to be accepted on the web or app first.",
            "须先在网页或 App 同意该类合约的风险声明。", OKXRemedy.webSteps),
    ]

    private static let switching: [ExchangeCode] = [
        ExchangeCode(
            "59000", .settingsBlocked, "The setting cannot be changed while positions, orders or bots exist.", "存在仓位、委托或策略时，无法更改该设置。",
            OKXRemedy.closeEverything),
        ExchangeCode(
            "59001", .settingsBlocked, "The mode cannot be switched while something is borrowed.", "存在借币，无法切换模式。", OKXRemedy.repay),
        ExchangeCode(
            "59002", .settingsBlocked, "The sub-account has positions, orders or bots.", "子账户存在仓位、委托或策略。", OKXRemedy.closeEverything),
        ExchangeCode(
            "59004", .exchangeRefused, "All ids have to be of one kind of instrument.", "所有 ID 必须属于同一产品类型。", OKXRemedy.reportFault),
        ExchangeCode(
            "59005", .exchangeRefused, "The transfer into the position is below its minimum.", "转入逐仓仓位的金额低于最小值。", OKXRemedy.addFunds),
        ExchangeCode("59006", .featureUnavailable, "OKX is taking this function out of service.", "该功能即将下线。", OKXRemedy.unusedHere),
        ExchangeCode(
            "59101", .settingsBlocked, "Open isolated orders prevent a change of leverage.", "存在逐仓挂单，无法调整杠杆倍数。", OKXRemedy.cancelOrders),
        ExchangeCode("59102", .exchangeRefused, "The leverage is above the maximum.", "杠杆倍数超过上限。", OKXRemedy.lowerLeverage),
        ExchangeCode(
            "59103", .exchangeRefused, "The margin is too small for so low a leverage.", "保证金不足，无法调低杠杆倍数。", OKXRemedy.raiseLeverage),
        ExchangeCode(
            "59104", .exchangeRefused, "The borrowed position is too large for this leverage.", "借币仓位过大，不适用该杠杆倍数。", OKXRemedy.lowerLeverage),
        ExchangeCode("59105", .exchangeRefused, "The leverage is below the minimum.", "杠杆倍数低于下限。", OKXRemedy.raiseLeverage),
        ExchangeCode(
            "59106", .exchangeRefused, "The margin does not reach what the order's tier asks for.", "保证金未达到委托档位的要求。",
            OKXRemedy.raiseLeverage),
        ExchangeCode(
            "59107", .settingsBlocked, "Open cross orders prevent a change of leverage.", "存在全仓挂单，无法调整杠杆倍数。", OKXRemedy.cancelOrders),
        ExchangeCode(
            "59108", .exchangeRefused, "The account has too little margin for so low a leverage.", "账户保证金不足，无法调低杠杆倍数。",
            OKXRemedy.raiseLeverage),
        ExchangeCode(
            "59109", .exchangeRefused, "Equity would be below the required margin after the change.", "调整后账户权益将低于所需保证金。",
            OKXRemedy.raiseLeverage),
        ExchangeCode(
            "59110", .exchangeRefused, "The instrument does not support this unit of size.", "该产品不支持此数量单位。", OKXRemedy.reportFault),
        ExchangeCode(
            "59111", .featureUnavailable, "Portfolio margin mode does not tell the leverage.", "组合保证金模式下无法查询杠杆倍数。", OKXRemedy.futuresMode),
        ExchangeCode(
            "59112", .settingsBlocked, "Open isolated or cross orders prevent the change.", "存在逐仓或全仓挂单，无法更改。", OKXRemedy.cancelOrders),
        ExchangeCode(
            "59113", .regionRestricted, "Margin trading in your region wants identity verification at level 2.",
            "您所在地区使用杠杆交易需要完成 Lv2 身份认证。", OKXRemedy.identity),
        ExchangeCode("59114", .regionRestricted, "Margin trading is not available in your region.", "您所在地区无法使用杠杆交易。", OKXRemedy.region),
        ExchangeCode(
            "59117", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59118", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59119", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59120", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59121", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59122", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59123", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59124", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59125", .exchangeRefused, "A rule for converting or repaying small amounts stands against this.", "不符合小额兑换或还债的规则。",
            OKXRemedy.unusedHere),
        ExchangeCode(
            "59128", .exchangeRefused, "The leverage is above the limit for lead traders.", "杠杆倍数超过带单交易员的上限。", OKXRemedy.lowerLeverage),
        ExchangeCode(
            "59132", .settingsBlocked, "The mode cannot be switched: there are open orders or bots that do not fit it.",
            "无法切换模式：存在挂单或不兼容的策略。", OKXRemedy.closeEverything),
        ExchangeCode(
            "59133", .settingsBlocked, "The mode cannot be switched: the account's assets are too small for it.", "无法切换模式：账户资产不足。",
            OKXRemedy.addFunds),
        ExchangeCode(
            "59134", .settingsBlocked, "The mode cannot be switched: there are positions that do not fit it.", "无法切换模式：存在不兼容的仓位。",
            OKXRemedy.closeEverything),
        ExchangeCode(
            "59135", .settingsBlocked, "The mode cannot be switched because of copy trading.", "无法切换模式：与跟单或带单冲突。", OKXRemedy.copyTrading),
        ExchangeCode(
            "59136", .settingsBlocked, "The leverage of all cross contract positions has to be preset before the mode is switched.",
            "切换模式前，须先预设所有全仓合约仓位的杠杆倍数。", OKXRemedy.preset),
        ExchangeCode(
            "59137", .settingsBlocked, "The preset leverage is too high for switching the mode.", "预设的杠杆倍数过高，无法切换模式。",
            OKXRemedy.lowerLeverage + OKXRemedy.preset),
        ExchangeCode(
            "59138", .settingsBlocked, "The mode cannot be switched: the positions are too large for their tier.", "无法切换模式：仓位档位校验未通过。",
            OKXRemedy.reducePositions),
        ExchangeCode(
            "59139", .settingsBlocked, "The mode cannot be switched: the margin would be too small.", "无法切换模式：保证金校验未通过。", OKXRemedy.addFunds
        ),
        ExchangeCode("59140", .exchangeRefused, "A rule for instant repayment stands against this.", "不符合一键还债的规则。", OKXRemedy.unusedHere),
        ExchangeCode("59141", .exchangeRefused, "A rule for instant repayment stands against this.", "不符合一键还债的规则。", OKXRemedy.unusedHere),
        ExchangeCode("59142", .exchangeRefused, "A rule for instant repayment stands against this.", "不符合一键还债的规则。", OKXRemedy.unusedHere),
        ExchangeCode("59200", .exchangeRefused, "The balance of the account is too small.", "账户余额不足。", OKXRemedy.addFunds),
        ExchangeCode("59201", .exchangeRefused, "The balance of the account is negative.", "账户余额为负。", OKXRemedy.addFunds),
        ExchangeCode(
            "59202", .featureUnavailable, "Portfolio margin mode does not answer this question for cross positions.",
            "组合保证金模式下无法查询全仓的该项数据。", OKXRemedy.futuresMode),
        ExchangeCode(
            "59256", .settingsBlocked, "To go one-way, a copy trader may follow one trader at most.", "切换为买卖模式（单向持仓）前，跟单最多只能跟随一名交易员。",
            OKXRemedy.copyTrading),
        ExchangeCode("59283", .settingsDiffer, "The account is not in Futures mode.", "账户未处于合约模式。", OKXRemedy.futuresMode),
        ExchangeCode("59286", .settingsBlocked, "Lead trading is not possible in Spot mode.", "现货模式不支持带单。", OKXRemedy.copyTrading),
        ExchangeCode(
            "59288", .settingsBlocked, "Lead trading is not possible in portfolio margin mode.", "组合保证金模式不支持带单。", OKXRemedy.copyTrading),
        ExchangeCode(
            "59300", .exchangeRefused, "Margin cannot be changed: the position does not exist.", "无法调整保证金：仓位不存在。", OKXRemedy.refresh),
        ExchangeCode(
            "59301", .exchangeRefused, "Margin cannot be changed by more than the allowed amount.", "保证金调整额超过上限。", OKXRemedy.addFunds),
        ExchangeCode(
            "59302", .settingsBlocked, "Margin cannot be changed while an order that closes the position is open.", "存在平仓挂单，无法调整保证金。",
            OKXRemedy.cancelOrders),
        ExchangeCode("59303", .exchangeRefused, "There is too little margin for the change.", "可用保证金不足，无法调整。", OKXRemedy.addFunds),
    ]

    private static let keysAndConditions: [ExchangeCode] = [
        ExchangeCode(
            "59500", .permissionMissing, "Only a key of the main account may do this.", "仅母账户的 API Key 可以执行此操作。", OKXRemedy.mainKey),
        ExchangeCode(
            "59501", .exchangeRefused, "The account already has 50 API keys, the most that OKX allows.", "账户已有 50 个 API Key，达到 OKX 上限。",
            OKXRemedy.deleteKey),
        ExchangeCode(
            "59502", .exchangeRefused, "Another key already has this name.", "API Key 名称已被使用。",
            [Phrase(en: "Choose another name for the key.", zh: "请为 API Key 换一个名称。")]),
        ExchangeCode(
            "59503", .exchangeRefused, "A key can be bound to 20 addresses at most.", "每个 API Key 最多绑定 20 个 IP。",
            [Phrase(en: "Bind fewer addresses, or a network segment.", zh: "请减少绑定的 IP，或绑定网段。")]),
        ExchangeCode("59504", .featureUnavailable, "Sub-accounts cannot withdraw.", "子账户不支持提现。", OKXRemedy.unusedHere),
        ExchangeCode("59508", .accountRestricted, "The sub-account is suspended.", "子账户已被停用。", OKXRemedy.support),
        ExchangeCode(
            "59678", .settingsBlocked, "The setting cannot be changed while there are spot orders.", "存在现货挂单，无法更改该设置。",
            OKXRemedy.cancelOrders),
        ExchangeCode(
            "59505", .credentialsMalformed, "The Passphrase does not follow OKX's rules.", "Passphrase 不符合 OKX 的规则。",
            OKXRemedy.passphraseRules),
        ExchangeCode("59506", .keyUnknown, "The API key does not exist.", "API Key 不存在。", OKXRemedy.checkKey),
        ExchangeCode("59510", .exchangeRefused, "The sub-account does not exist.", "子账户不存在。", OKXRemedy.refresh),
        ExchangeCode("59515", .accountRestricted, "The conditions of a custody account are not met.", "未满足托管子账户的前提条件。", OKXRemedy.support),
        ExchangeCode("59516", .accountRestricted, "The conditions of a custody account are not met.", "未满足托管子账户的前提条件。", OKXRemedy.support),
        ExchangeCode("59517", .accountRestricted, "The conditions of a custody account are not met.", "未满足托管子账户的前提条件。", OKXRemedy.support),
        ExchangeCode(
            "59520", .settingsBlocked, "The delta-neutral strategy is not possible in Spot or Futures mode.", "现货模式和合约模式不支持 Delta 中性策略。",
            OKXRemedy.otherMode),
        ExchangeCode("59521", .settingsBlocked, "This conflicts with the delta-neutral strategy.", "与 Delta 中性策略冲突。", OKXRemedy.webSteps),
        ExchangeCode("59522", .settingsBlocked, "This conflicts with the delta-neutral strategy.", "与 Delta 中性策略冲突。", OKXRemedy.webSteps),
        ExchangeCode(
            "59523", .settingsBlocked, "Isolated margin conflicts with the delta-neutral strategy.", "逐仓与 Delta 中性策略冲突。", OKXRemedy.webSteps
        ),
        ExchangeCode("59524", .settingsBlocked, "This conflicts with the delta-neutral strategy.", "与 Delta 中性策略冲突。", OKXRemedy.webSteps),
        ExchangeCode("59525", .settingsBlocked, "This conflicts with the delta-neutral strategy.", "与 Delta 中性策略冲突。", OKXRemedy.webSteps),
        ExchangeCode("59526", .settingsBlocked, "This conflicts with the delta-neutral strategy.", "与 Delta 中性策略冲突。", OKXRemedy.webSteps),
        ExchangeCode("59527", .settingsBlocked, "This conflicts with the delta-neutral strategy.", "与 Delta 中性策略冲突。", OKXRemedy.webSteps),
        ExchangeCode("59528", .settingsBlocked, "This conflicts with the delta-neutral strategy.", "与 Delta 中性策略冲突。", OKXRemedy.webSteps),
        ExchangeCode("59529", .settingsBlocked, "This conflicts with the delta-neutral strategy.", "与 Delta 中性策略冲突。", OKXRemedy.webSteps),
        ExchangeCode(
            "59550", .accountRestricted, "OKX wants identity verification at level 2 for this.", "该操作需要完成 Lv2 身份认证。", OKXRemedy.identity),
        ExchangeCode("59604", .permissionMissing, "A key of the main account is needed.", "需要使用母账户的 API Key。", OKXRemedy.mainKey),
        ExchangeCode("59641", .settingsBlocked, "The mode cannot be switched while a fixed loan runs.", "存在定期借币，无法切换模式。", OKXRemedy.repay),
        ExchangeCode(
            "59642", .settingsBlocked, "Lead and copy traders can only use Spot mode or Futures mode.", "带单和跟单用户只能使用现货模式或合约模式。",
            OKXRemedy.copyTrading),
        ExchangeCode(
            "59643", .settingsBlocked, "The mode cannot be switched while spot trades are being copied.", "现货跟单进行中，无法切换模式。",
            OKXRemedy.copyTrading),
        ExchangeCode(
            "59658", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59659", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59660", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59661", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59662", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59663", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59664", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59665", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59666", .settingsBlocked, "The collateral setting conflicts with the state of the account.", "抵押品设置与账户当前状态冲突。",
            OKXRemedy.collateral),
        ExchangeCode(
            "59668", .settingsBlocked, "Isolated algo orders or bots prevent a change of leverage.", "存在逐仓策略委托或交易机器人，无法调整杠杆倍数。",
            OKXRemedy.cancelOrders),
        ExchangeCode(
            "59669", .settingsBlocked, "Cross algo orders or bots prevent a change of leverage.", "存在全仓策略委托或交易机器人，无法调整杠杆倍数。",
            OKXRemedy.cancelOrders),
        ExchangeCode(
            "59670", .settingsBlocked, "There are too many open orders on the pair to change its leverage.", "该币对挂单过多，无法调整杠杆倍数。",
            OKXRemedy.cancelOrders),
        ExchangeCode("59683", .settingsBlocked, "The currency has to be set as collateral first.", "须先将该币种设为抵押品。", OKXRemedy.collateral),
        ExchangeCode("59684", .featureUnavailable, "This currency cannot be borrowed.", "该币种不支持借币。", OKXRemedy.unusedHere),
        ExchangeCode(
            "59686", .featureUnavailable, "This currency cannot be the settlement currency.", "该币种不能设为结算币种。", OKXRemedy.unusedHere),
    ]
}
