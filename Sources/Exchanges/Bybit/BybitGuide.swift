import Domain

extension ExchangeProfile {
    /// How a key is made by hand, in the words of Bybit's key page.
    static let bybitKeyGuide: [GuideStep] = [
        GuideStep(
            title: Phrase(en: "Open API (API Management)", zh: "打开 API 管理页"),
            detail: Phrase(
                en:
                    "{page}  — sign in with the account to watch. Demo trading: switch to Demo Trading first. The testnet has its own login.",
                zh: "{page}  — 登录要查看的账户。模拟盘：先切换到模拟交易；测试网需单独注册登录。")),
        GuideStep(
            title: Phrase(en: "[Create New Key] › System-generated API Keys", zh: "[创建新密钥] › 系统生成的 API 密钥"),
            detail: Phrase(
                en:
                    "Self-generated API Keys work too: give Bybit the public key of an RSA pair, and paste the private key (PEM) here. It never leaves this machine.",
                zh: "也可选“自行生成”：把 RSA 公钥交给 Bybit，私钥（PEM）粘贴到此处；私钥不会离开本机。")),
        GuideStep(
            title: Phrase(en: "Usage: API Transaction; then a name", zh: "用途：API 交易；填写名称"),
            detail: Phrase(
                en:
                    "Not “Connect to Third-Party Applications”: such a key works from that application's servers only. Accounts younger than 48 hours cannot make keys.",
                zh: "不要选“连接第三方应用程序”：那样的 Key 只能从该应用的服务器使用。注册未满 48 小时的账户不能创建 Key。"),
            linkedDetail: Phrase(
                en: "Choose “Connect to Third-Party Applications”, then “{app}”. The key then works from that app's servers only.",
                zh: "选择“连接第三方应用程序”，再选“{app}”。此 Key 只能从该应用的服务器使用。")),
        GuideStep(
            title: Phrase(en: "API Key Permissions: Read-Write", zh: "API 密钥权限：读写"),
            detail: Phrase(
                en: "Read-Only is enough to watch. Read-Write lets Tidegate mend the futures settings.", zh: "仅查看选“只读”即可；“读写”用于修改合约设置。")),
        GuideStep(
            title: Phrase(en: "Enter this machine's IP address", zh: "填写本机 IP 地址"),
            detail: Phrase(
                en: "{address} A key without an address (“No IP restriction”) ends after three months.",
                zh: "{address}选“不限 IP”的 Key 三个月后失效。")),
        GuideStep(
            title: Phrase(en: "Tick Unified Trading and Account Transfer, not Withdrawal", zh: "勾选 统一交易、账户划转，不勾选 提币"),
            detail: Phrase(
                en:
                    "Unified Trading: Orders, Positions. Assets: Account Transfer, without which Bybit does not show the funding wallet. Earn, to see what earns. Withdrawal is never needed.",
                zh: "统一交易：订单、仓位。资产：账户划转（Bybit 须有此项才显示资金账户）。理财：用于查看理财资产。任何时候都不需要“提币”。")),
        GuideStep(
            title: Phrase(en: "Submit, pass the 2FA, copy API Key and API Secret", zh: "提交，完成安全验证，复制 API 密钥与 API 密码"),
            detail: Phrase(
                en: "The API Secret is shown only once. Both can be pasted into the next screen in one go.", zh: "API 密码仅显示一次。两项可在下一屏一次性粘贴。"
            )),
    ]
}
