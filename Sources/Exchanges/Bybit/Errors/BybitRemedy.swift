import Domain

/// What to do about the codes of Bybit. Codes with the same remedy share its steps.
enum BybitRemedy {
    static let nothing: [Phrase] = []

    static let reportFault = [
        Phrase(
            en: "Your account is fine: this points to a fault in the program. Update it, and report the code if it stays.",
            zh: "您的账户没有问题，多半是程序有缺陷。请更新程序；若仍出现，请反馈该错误码。")
    ]
    static let wait = [Phrase(en: "Wait a little and try again.", zh: "请稍候再试。")]
    static let outOfService = [
        Phrase(en: "Wait a little and try again.", zh: "请稍候再试。"),
        Phrase(
            en: "If it stays, look for an announcement on the website or app of Bybit.", zh: "若持续出现，请查看 Bybit 网页或 App 的公告。"),
    ]
    static let slowDown = [
        Phrase(
            en: "Wait some seconds. If other programs use the same account or address, let them ask less often.",
            zh: "请等待几秒。若有其他程序使用同一账户或地址，请降低其请求频率。")
    ]
    static let shutOut = [
        Phrase(
            en: "Bybit lifts this after ten minutes. Let other programs at this address ask less often.",
            zh: "Bybit 会在十分钟后解除。请降低同一地址上其他程序的请求频率。")
    ]
    static let rereadFirst = [
        Phrase(
            en: "The outcome is unknown. Read the current state again before repeating a change.", zh: "结果未知。重复修改之前，请先重新读取当前状态。")
    ]
    static let support = [
        Phrase(
            en: "Look for a notice on the website or app of Bybit and in your e-mail; otherwise ask Bybit support and name the code.",
            zh: "请查看 Bybit 网页或 App 的通知以及您的邮箱；否则请联系 Bybit 客服，并提供该错误码。")
    ]
    static let identity = [
        Phrase(
            en: "Finish identity verification on the website or app of Bybit, then try again.", zh: "请在 Bybit 网页或 App 完成身份认证后再试。")
    ]
    static let site = [
        Phrase(
            en:
                "A key belongs to one site and one environment: live, testnet or demo trading. Choose those where it was made; on the screen, p looks for them.",
            zh: "Key 只属于一个站点和一个环境（实盘、测试网或模拟盘）。请选择创建它时所在的站点和环境；界面上按 p 可代为查找。")
    ]
    static let checkKey =
        site + [
            Phrase(
                en: "If these are right, look on the API page of Bybit whether the key still exists, and make a new one if not.",
                zh: "若无误，请在 Bybit 的 API 管理页确认该 Key 仍然存在；若已删除，请新建。")
        ]
    static let newKey = [
        Phrase(
            en: "Make a new key on the API page of Bybit and bind an address: it then has no end.",
            zh: "请在 Bybit 的 API 管理页新建 Key 并绑定 IP，绑定后长期有效。"
        )
    ]
    static let enterSecret = [
        Phrase(en: "Copy API Key and API Secret again, both of the same key.", zh: "请重新复制同一个 Key 的 API 密钥与 API 密码。"),
        Phrase(
            en: "With an RSA key: the private key must be the one whose public key Bybit has.", zh: "若为 RSA Key：私钥须与提交给 Bybit 的公钥成对。"),
        Phrase(en: "A secret that is lost cannot be shown again: make a new key.", zh: "丢失的密码无法再次显示，请新建 Key。"),
    ]
    static let clock = [
        Phrase(en: "Set the clock of this machine by network time (NTP).", zh: "请通过网络时间（NTP）校准本机时钟。")
    ]
    static let allowAddress = [
        Phrase(
            en: "Add this machine's public address to the key on the API page of Bybit, then try again.",
            zh: "请在 Bybit 的 API 管理页把本机公网地址加入该 Key，然后再试。"),
        Phrase(
            en:
                "A key of “Connect to Third-Party Applications” works from that application's servers only: make one for “API Transaction”.",
            zh: "“连接第三方应用程序”的 Key 只能从该应用的服务器使用：请新建用途为“API 交易”的 Key。"),
    ]
    static let permissions = [
        Phrase(
            en: "Edit the key on the API page of Bybit: tick what is needed (Unified Trading, Account Transfer, Earn), never Withdrawal.",
            zh: "请在 Bybit 的 API 管理页编辑该 Key，勾选所需项目（统一交易、账户划转、理财），不要勾选提币。")
    ]
    static let region = [
        Phrase(
            en: "Choose the site of the region where the account was registered; a VPN or a server abroad is judged by its own place.",
            zh: "请选择账户注册地区的站点；使用 VPN 或境外服务器时，以其所在地区为准。")
    ]
    static let upgrade = [
        Phrase(
            en: "Upgrade the account to the Unified Trading Account on the website of Bybit, then try again.",
            zh: "请在 Bybit 网页将账户升级为统一交易账户，然后再试。")
    ]
    static let notHere = [
        Phrase(
            en: "Nothing is wrong with the key: this site or environment does not have it.", zh: "Key 本身没有问题：该站点或环境不提供此项。")
    ]
    static let closePositions = [
        Phrase(en: "Close the positions that are named, then try again.", zh: "请平掉所列仓位后再试。")
    ]
    static let cancelOrders = [
        Phrase(
            en: "Cancel the open orders that are named, conditional ones too, then try again.", zh: "请撤销所列挂单（含条件单）后再试。")
    ]
    static let closeEverything = [
        Phrase(
            en: "Close positions and cancel orders (conditional ones too) of the whole account, then try again.",
            zh: "请平掉整个账户的仓位并撤销挂单（含条件单）后再试。")
    ]
    static let isolatedOrCross = [
        Phrase(
            en: "Change the margin mode of the account to isolated or cross first.", zh: "请先把账户的保证金模式改为逐仓或全仓。")
    ]
    static let isolatedLacks = [
        Phrase(
            en: "Isolated margin does not offer it. Whoever needs it changes the margin mode of the account to cross.",
            zh: "逐仓模式不提供此项；如需使用，请把账户的保证金模式改为全仓。")
    ]
    static let alwaysOneWay = [
        Phrase(en: "There is nothing to change: the symbol is always one-way.", zh: "无需修改：该交易对始终为单向持仓。")
    ]
    static let addFunds = [
        Phrase(en: "Add funds, or leave the mode as it is.", zh: "请增加资金，或保持现有模式。")
    ]
    static let collateral = [
        Phrase(
            en: "Switch the coin that is named off as collateral on the website of Bybit, then try again.",
            zh: "请先在 Bybit 网页关闭所列币种的抵押，然后再试。")
    ]
    static let copyTrading = [
        Phrase(
            en: "Accounts whose trades are copied have rules of their own; change this on the website of Bybit.",
            zh: "带单账户另有规则，请在 Bybit 网页修改。")
    ]
}
