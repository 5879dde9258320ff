import Domain

/// What to do about the codes of OKX. Codes with the same remedy share its steps.
enum OKXRemedy {
    static let nothing: [Phrase] = []

    static let reportFault = [
        Phrase(
            en: "Your account is fine: this points to a fault in the program. Update it, and report the code if it stays.",
            zh: "您的账户没有问题，多半是程序有缺陷。请更新程序；若仍出现，请反馈该错误码。"
        )
    ]
    static let unusedHere = [
        Phrase(
            en: "This program does not use that function. Look at it on the OKX website or app.",
            zh: "本程序不使用该功能，请在 OKX 网页或 App 中查看。"
        )
    ]
    static let wait = [
        Phrase(en: "Wait a little and try again.", zh: "请稍候再试。")
    ]
    static let waitAndStatus = [
        Phrase(en: "Wait a little and try again.", zh: "请稍候再试。"),
        Phrase(
            en: "If it stays, look at the system status page of OKX (okx.com/status).",
            zh: "若持续出现，请查看 OKX 系统状态页（okx.com/status）。"
        ),
    ]
    static let slowDown = [
        Phrase(
            en: "Wait some seconds. If other programs use the same account, let them ask less often.",
            zh: "请等待几秒。若有其他程序使用同一账户，请降低其请求频率。"
        )
    ]
    static let rereadFirst = [
        Phrase(
            en: "The outcome is unknown. Read the current state again before repeating a change.",
            zh: "结果未知。重复修改之前，请先重新读取当前状态。"
        )
    ]
    static let support = [
        Phrase(
            en: "Look for a notice on the OKX website or app and in your e-mail.",
            zh: "请查看 OKX 网页或 App 的通知以及您的邮箱。"
        ),
        Phrase(en: "Otherwise ask OKX support and name the code.", zh: "否则请联系 OKX 客服，并提供该错误码。"),
    ]
    static let frozen = [
        Phrase(
            en: "Wait until OKX has finished; look at your positions on the website or app.",
            zh: "请等待 OKX 处理完成，并在网页或 App 中查看仓位。"
        )
    ]
    static let identity = [
        Phrase(
            en: "Finish identity verification on the OKX website or app, then try again.",
            zh: "请在 OKX 网页或 App 完成身份认证后再试。"
        )
    ]
    static let webSteps = [
        Phrase(
            en: "Finish the steps that the OKX website or app asks for, then try again.",
            zh: "请按 OKX 网页或 App 的提示完成所需步骤后再试。"
        )
    ]
    static let region = [
        Phrase(
            en: "OKX decides this by your place of residence and registration; it cannot be changed here.",
            zh: "这由 OKX 根据您的居住地和注册地决定，无法在此更改。"
        ),
        Phrase(
            en: "Check that the site (global, EEA, US) is the one at which the account was registered.",
            zh: "请确认所选站点（全球、欧洲经济区、美国）与账户注册的站点一致。"
        ),
    ]
    static let demo = [
        Phrase(
            en: "A key works in one environment only. Switch between live and demo trading, or use a key made for this one.",
            zh: "每个 API Key 只属于一种环境。请切换实盘或模拟盘，或使用在当前环境创建的 API Key。"
        ),
        Phrase(
            en: "Demo keys are made under Trade › Demo trading › Demo trading API.",
            zh: "模拟盘 API Key 在「交易 › 模拟交易 › 模拟盘 API」中创建。"
        ),
    ]
    static let clock = [
        Phrase(
            en: "Set this machine's clock by network time (NTP), then try again.",
            zh: "请通过网络时间（NTP）校准本机时钟后再试。"
        )
    ]
    static let checkKey = [
        Phrase(
            en: "First suspicion: the wrong site. Choose the site at which the account was registered (global, EEA, US).",
            zh: "首先怀疑站点不对：请选择账户注册时所在的站点（全球、欧洲经济区、美国）。"
        ),
        Phrase(
            en: "Otherwise look on the API page of OKX whether the key still exists; unbound trade keys are removed after 14 idle days.",
            zh: "否则请在 OKX 的 API 页面确认该 API Key 是否还在；未绑定 IP 的交易 API Key 闲置 14 天会被删除。"
        ),
    ]
    static let enterKey = [
        Phrase(en: "Copy the API key again; it is not the secret key.", zh: "请重新复制 API Key，注意不要填成 Secret Key。"),
        Phrase(
            en: "Check that the site is the one at which the account was registered.",
            zh: "请确认站点与账户注册的站点一致。"
        ),
    ]
    static let enterSecret = [
        Phrase(
            en: "Enter the secret key again. OKX shows it once, when the key is made.",
            zh: "请重新输入 Secret Key；OKX 只在创建 API Key 时显示一次。"
        ),
        Phrase(en: "If it is lost, make a new V5 API key.", zh: "如已遗失，请创建新的 V5 API Key。"),
    ]
    static let enterPassphrase = [
        Phrase(
            en: "Enter the Passphrase that you chose when the key was made; it is not your login password.",
            zh: "请输入创建 API Key 时自己设置的 Passphrase，它不是登录密码。"
        ),
        Phrase(
            en: "OKX cannot recover it: if it is forgotten, make a new V5 API key.",
            zh: "OKX 无法找回 Passphrase；如已忘记，请创建新的 V5 API Key。"
        ),
    ]
    static let passphraseRules = [
        Phrase(
            en: "Use 8 to 32 characters with an upper-case and a lower-case letter, a digit and a special character.",
            zh: "请使用 8 至 32 个字符，并包含大写字母、小写字母、数字和特殊字符。"
        )
    ]
    static let fillFields = [
        Phrase(
            en: "Fill in API key, secret key and Passphrase; a proxy that removes headers can also be the reason.",
            zh: "请填写 API Key、Secret Key 和 Passphrase；也可能是代理删除了请求头。"
        )
    ]
    static let allowAddress = [
        Phrase(
            en: "Add this machine's public address to the key's IP whitelist on the API page of OKX, then try again.",
            zh: "请在 OKX 的 API 页面把本机公网地址加入该 API Key 的 IP 白名单后再试。"
        ),
        addressChanges,
    ]
    static let addressChanges = Phrase(
        en: "If you use a VPN or a proxy, turn it off or bind its address; home addresses may change.",
        zh: "如使用 VPN 或代理，请关闭或绑定其出口地址；家庭网络的地址可能会变化。"
    )
    static let bindAddress = [
        Phrase(
            en: "Bind an IP address to the key on the API page of OKX: this call refuses keys without one.",
            zh: "请在 OKX 的 API 页面为该 API Key 绑定 IP：此接口拒绝未绑定 IP 的 API Key。"
        )
    ]
    static let enableTrade = [
        Phrase(
            en: "Edit the key on the API page of OKX and turn on Read and Trade; leave Withdraw off.",
            zh: "请在 OKX 的 API 页面编辑该 API Key，开启读取和交易权限，提现权限保持关闭。"
        )
    ]
    static let mainKey = [
        Phrase(en: "Use a key of the main account.", zh: "请使用母账户的 API Key。")
    ]
    static let deleteKey = [
        Phrase(
            en: "Delete a key that is no longer needed on the API page of OKX, then try again.",
            zh: "请在 OKX 的 API 页面删除不再需要的 API Key 后再试。"
        )
    ]
    static let deleteLinkedKey = [
        Phrase(
            en: "Delete the key made earlier for this platform on the API page of OKX. Other devices that use it lose access.",
            zh: "请在 OKX 的 API 页面删除此前为该平台创建的 API Key；使用它的其他设备将失去访问权限。"
        )
    ]
    static let platform = [
        Phrase(
            en: "Only the operator of the platform can mend this with OKX. Connect with a manual API key meanwhile.",
            zh: "只有平台运营方能与 OKX 解决此问题。您可以先用手动 API Key 连接。"
        )
    ]
    static let signInAgain = [
        Phrase(en: "Authorize again from the start.", zh: "请重新授权。")
    ]
    static let signInOrManual = [
        Phrase(
            en: "Authorize again if that was not meant, or connect with a manual API key.",
            zh: "如非本意请重新授权，或改用手动 API Key 连接。"
        )
    ]
    static let site = [
        Phrase(
            en: "Choose the site at which the account was registered (global, EEA, US).",
            zh: "请选择账户注册时所在的站点（全球、欧洲经济区、美国）。"
        )
    ]
    static let hostOrFunction = [
        Phrase(
            en: "Check that the site's address is that of OKX's API, and that the site is the one of the account.",
            zh: "请确认站点地址是 OKX 的 API 地址，且站点与账户注册的站点一致。"
        ),
        Phrase(
            en: "If everything else works, this site does not have the function: look at it on the website or in the app.",
            zh: "若其他功能正常，则该站点不提供此功能：请在网页或 App 中查看。"
        ),
    ]
    static let futuresMode = [
        Phrase(
            en: "Switch the account to Futures mode: in the futures settings here, or at Trade › Futures › settings icon on the web.",
            zh: "请将账户切换为合约模式：在本程序的合约设置中，或在网页「交易 › 合约 › 设置图标」中切换。"
        )
    ]
    static let otherMode = [
        Phrase(
            en: "Change the account mode first: in the futures settings here, or at Trade › Futures › settings icon on the web.",
            zh: "请先更改账户模式：在本程序的合约设置中，或在网页「交易 › 合约 › 设置图标」中更改。"
        )
    ]
    static let firstSwitch = [
        Phrase(
            en: "The first switch into a mode has to be made on the OKX website or app: open Trade › Futures › settings icon.",
            zh: "首次切换到某个账户模式须在 OKX 网页或 App 完成：打开「交易 › 合约 › 设置图标」。"
        ),
        Phrase(
            en: "Choose Account mode › Futures mode and answer the short questionnaire.",
            zh: "选择「账户模式 › 合约模式」，并完成简短问卷。"
        ),
        Phrase(en: "Come back and check again.", zh: "完成后返回此处重新检查。"),
    ]
    static let closeEverything = [
        Phrase(
            en: "Close the positions, cancel the orders and stop the bots yourself on OKX; this program never does that for you.",
            zh: "请自行在 OKX 平仓、撤单并停止策略；本程序绝不会代您操作。"
        ),
        Phrase(en: "Then check again.", zh: "然后重新检查。"),
    ]
    static let cancelOrders = [
        Phrase(
            en: "Cancel those orders and stop those bots yourself on OKX, then try again.",
            zh: "请自行在 OKX 撤销这些委托并停止相关策略后再试。"
        )
    ]
    static let repay = [
        Phrase(en: "Repay what is borrowed on OKX, then try again.", zh: "请在 OKX 还清借币后再试。")
    ]
    static let copyTrading = [
        Phrase(
            en: "Change or end the copy or lead trading on OKX, then try again.",
            zh: "请在 OKX 调整或结束跟单、带单后再试。"
        )
    ]
    static let lowerLeverage = [
        Phrase(en: "Choose a lower leverage.", zh: "请选择更低的杠杆倍数。")
    ]
    static let raiseLeverage = [
        Phrase(en: "Choose a higher leverage, or add funds.", zh: "请选择更高的杠杆倍数，或增加资金。")
    ]
    static let addFunds = [
        Phrase(
            en: "Transfer funds to the trading account, or choose a smaller amount.",
            zh: "请向交易账户转入资金，或减小数量。"
        )
    ]
    static let reducePositions = [
        Phrase(en: "Reduce the positions yourself on OKX, or add margin.", zh: "请自行在 OKX 减仓，或增加保证金。")
    ]
    static let otherInstrument = [
        Phrase(
            en: "Choose another instrument; the site of your account may not list this one.",
            zh: "请选择其他交易产品；您账户所在站点可能未上线该产品。"
        )
    ]
    static let waitOrOtherInstrument = [
        Phrase(en: "Wait until it trades normally, or choose another instrument.", zh: "请等待恢复正常交易，或选择其他交易产品。")
    ]
    static let refresh = [
        Phrase(en: "Refresh: the account has changed meanwhile.", zh: "请刷新：账户状态已发生变化。")
    ]
    static let collateral = [
        Phrase(
            en: "Change the collateral setting of that currency on the OKX website, then try again.",
            zh: "请在 OKX 网页调整该币种的抵押品设置后再试。"
        )
    ]
    static let preset = [
        Phrase(
            en: "Set one leverage for the cross positions on the OKX website or app, then switch the mode again.",
            zh: "请先在 OKX 网页或 App 为全仓仓位设置杠杆倍数，再切换模式。"
        )
    ]
    static let reconnect = [
        Phrase(en: "The stream has to be opened again; the next refresh asks afresh.", zh: "需要重新建立推送连接；下次刷新会重新请求。")
    ]
    static let readDetails = [
        Phrase(
            en: "The reply names the reason for each element; refresh to see what has changed.",
            zh: "回复中逐项说明了原因；请刷新查看已发生的变化。"
        )
    ]
}
