import Testing

@testable import Core
@testable import Domain
@testable import Exchanges

/// One word for one thing: what screens say where they used to say something else.
struct TermsTests {
    /// Words that stand for something else, or for nothing that a trader would say.
    private static let banned: [Language: [String]] = [
        .english: [
            "can be fixed here", "different,", "wanted", "Withdrawal off", "can be listened", "Costs:", "print bare", "no such code",
            "apart)", "Unrealised", "Unreal.", "small asset", "dust", "isolated is wanted",
        ],
        .simplifiedChinese: [
            "可在此修复", "受阻", "期望", "提现已关闭", "交易所认识该", "花费", "单独打印", "期货设置", "主账户", "零碎资产", "理财", "快速授权", "已连接 ",
            "待处理 ",
        ],
    ]

    @Test(arguments: Scene.all, Language.allCases) func noScreenSaysIt(scene: Scene, language: Language) throws {
        let view = try scene.transcript(language).view
        let said = (view.strings + view.hints.map(\.label) + [view.summary, view.notice?.text ?? ""]).joined(separator: "\n")
        for words in Self.banned[language] ?? [] { #expect(!said.contains(words), "\(scene.name): \(words)") }
        // Who is spoken to is spoken to politely.
        if language == .simplifiedChinese { #expect(!said.contains("你"), "\(scene.name)") }
    }

    private func said(_ name: String, _ language: Language) throws -> String {
        let scene = try #require(Scene.all.first { $0.name == name })
        let view = try scene.transcript(language).view
        return (view.strings + view.hints.map { "\($0.key) \($0.label)" }).joined(separator: "\n")
    }

    @Test(arguments: [
        ("settings-fixable", "Change to One-way (buy/sell mode) (can be done here)", "建议改为单向持仓（买卖模式），可在此更改"),
        ("settings-mixed", "Not as recommended; cannot be changed now. Recommended: ", "与推荐不符，暂无法更改。推荐："),
        ("settings-right", "as recommended", "符合推荐"),
        ("verify-withdrawal", "Withdraw permission: The key can withdraw.", "提现权限：该 API Key 拥有"),
        ("verify-withdrawal", "w use it though it can withdraw", "w 仍使用可提现的 Key"),
        ("method", "You do: ", "您需要做："),
        ("method", "Fast API", "快速 API（OAuth 授权）"),
        ("authorize-ssh", "o show only the address", "o 仅显示网址"),
        ("vault-unlock", "Vault passphrase", "密码短语"),
        ("futures", "Futures settings", "合约设置"),
    ])
    func whatIsSaidInstead(scene: String, english: String, chinese: String) throws {
        #expect(try said(scene, .english).contains(english))
        #expect(try said(scene, .simplifiedChinese).contains(chinese))
    }

    /// Whoever has a key that can withdraw finds the way on at the bottom, in either language, on the usual terminal.
    @Test(arguments: Language.allCases) func theWayOnIsSeenAt80Columns(language: Language) throws {
        let scene = try #require(Scene.all.first { $0.name == "verify-withdrawal" })
        let frame = Frame(try scene.transcript(language).view, size: Size(columns: 80, rows: 24))
        let footer = frame.row(23).map(\.glyph).joined()
        let words = Text.of(language).keys
        for hint in ["w " + words.insist, "Enter " + words.edit, "? " + words.help] { #expect(footer.contains(hint), "\(footer)") }
    }

    @Test func wordsOfOneThingAreTheSameEverywhere() {
        let wallets: [(Wallet.Kind, String, String)] = [
            (.trading, "Trading", "交易账户"), (.funding, "Funding", "资金账户"), (.earn, "Earn", "赚币账户"), (.classic, "Classic", "经典账户"),
        ]
        for (kind, english, chinese) in wallets {
            #expect(kind.label == Phrase(en: english, zh: chinese) && kind.columnLabel == kind.label)
        }
        #expect(Text.english.home.counts(8, 4) == "8 connected, 4 to fix" && Text.simplifiedChinese.home.counts(8, 4) == "8 个已连接，4 个待处理")
        #expect(
            Text.simplifiedChinese.portfolio.crossRemark.contains("建议改用逐仓") && Text.english.portfolio.crossRemark.contains("recommended"))
    }

    /// The screen and the printed report take the sentence from one place, which names the value wherever there is one to name.
    @Test func adviceNamesWhatIsRecommended() {
        let setting = Setting("mode", name: Phrase(en: "Mode", zh: "模式"))
        let value = SettingValue("a", Phrase(en: "A", zh: "甲"))
        func advice(_ state: SettingState, _ wanted: SettingValue?) -> Phrase {
            SettingWords.advice(on: SettingRow(setting, value: nil, wanted: wanted, state: state))
        }
        for state in SettingState.allCases {
            #expect(advice(state, nil) == SettingWords.state(state))
            #expect(advice(state, value).english.contains("A") == state.differs, "\(state)")
            #expect(advice(state, value).simplifiedChinese.contains("甲") == state.differs, "\(state)")
        }
    }
}
