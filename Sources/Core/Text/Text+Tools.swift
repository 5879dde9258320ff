extension Text {
    /// What helps on every screen: the list of commands, themes, the mouse.
    struct Tools: Sendable {
        let palette, paletteTitle, paletteFilter, palettePlaceholder, paletteNothing: String
        let themes, themesTitle, keepTheme, restoreTheme, mouse: String
        let guideTitle, keyGuideTitle, keyEntryTitle, oneMoreLeaves: String
        let paletteMore: @Sendable (Int) -> String
        let themesToKeep: @Sendable (_ name: String) -> String
        let mouseIs: @Sendable (MouseUse) -> String
        let helpOn: @Sendable (_ screen: String) -> String
        let notNow: @Sendable (_ command: String) -> String
        /// The heading of a group of keys of the screen in sight.
        let situation: @Sendable (Situation) -> String
    }
}

extension Text.Tools {
    static let english = Text.Tools(
        palette: "all commands", paletteTitle: "Commands", paletteFilter: "Command", palettePlaceholder: "type a part of its name",
        paletteNothing: "No command here matches.",
        themes: "theme", themesTitle: "Theme", keepTheme: "keep it", restoreTheme: "as it was", mouse: "mouse on / off",
        guideTitle: "Futures settings, before connecting", keyGuideTitle: "Make an API key", keyEntryTitle: "Enter the key",
        oneMoreLeaves: "Esc once more leads out, to My Exchanges; what was chosen is kept.",
        paletteMore: { "\($0) more" },
        themesToKeep: { "For every start: theme = \"\($0)\" in config.toml." },
        mouseIs: { use in
            switch use {
            case .program: "The mouse chooses, scrolls and presses. Most terminals still select text while Shift is held."
            case .terminal: "The mouse is the terminal's now: it selects text."
            }
        },
        helpOn: { "On “\($0)”" }, notNow: { "“\($0)” does nothing at present." },
        situation: { situation in
            switch situation {
            case .moving: "On this screen: moving about"
            case .looking: "On this screen: looking"
            case .changing: "On this screen: doing"
            case .typing: "On this screen: filling in"
            }
        })

    static let simplifiedChinese = Text.Tools(
        palette: "全部命令", paletteTitle: "命令", paletteFilter: "命令", palettePlaceholder: "输入名称的一部分", paletteNothing: "没有匹配的命令。",
        themes: "主题", themesTitle: "主题", keepTheme: "采用", restoreTheme: "还原", mouse: "鼠标开 / 关",
        guideTitle: "合约设置（连接前）", keyGuideTitle: "创建 API Key", keyEntryTitle: "填写 Key", oneMoreLeaves: "再按一次 Esc 将返回“我的交易所”；已选内容会保留。",
        paletteMore: { "另有 \($0) 条" },
        themesToKeep: { "如需每次启动都使用：在 config.toml 中写入 theme = \"\($0)\"。" },
        mouseIs: { use in
            switch use {
            case .program: "鼠标可选择、滚动和点击。多数终端按住 Shift 仍可选取文字。"
            case .terminal: "鼠标已交还终端，可用于选取文字。"
            }
        },
        helpOn: { "“\($0)”界面" }, notNow: { "目前无法“\($0)”。" },
        situation: { situation in
            switch situation {
            case .moving: "本屏：移动与切换"
            case .looking: "本屏：查看"
            case .changing: "本屏：操作"
            case .typing: "本屏：填写"
            }
        })
}
