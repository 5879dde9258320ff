import Domain

/// Why a key that does something at other times does nothing now. It is said when the key is pressed.
enum Refusal: Hashable, Sendable {
    case noAccount
    case notOneAccount
    case accountNotRead
    case nothingInTrouble
    case noVault
    case noMatch
    case adviceNotNeeded
    case answerEmpty
    case waitsForBrowser
    case questionOpen
    case underWay
    case nothingToSwap
    case planEmpty
    case notFromHere
    case settingsUnread
    case settingsBeingChanged
    case settingsDone
    case stillChecking
    case vaultOrSession
    case vaultBusy
    case siteClosed

    /// The reason, with the keys that lead on.
    var words: Phrase {
        switch self {
        case .noAccount: Phrase(en: "No account is connected yet. a adds one.", zh: "还没有连接任何账户。按 a 添加。")
        case .notOneAccount: Phrase(en: "That is about one account; choose one first.", zh: "该操作针对单个账户，请先选择一个账户。")
        case .accountNotRead: Phrase(en: "There is nothing to export: the account has not been read.", zh: "没有可导出的内容：尚未读取该账户。")
        case .nothingInTrouble: Phrase(en: "No account is in trouble.", zh: "没有出现问题的账户。")
        case .noVault: Phrase(en: "There is no vault: connections last for this session only.", zh: "没有保险库，连接仅在本次使用期间保留。")
        case .noMatch: Phrase(en: "Nothing matches, so there is nothing to choose. Esc shows all.", zh: "没有匹配项可选。按 Esc 显示全部。")
        case .adviceNotNeeded: Phrase(en: "There is nothing to tick without futures. n changes that.", zh: "不交易合约，无需勾选。按 n 可更改。")
        case .answerEmpty: Phrase(en: "Type or paste the answer first.", zh: "请先输入或粘贴授权结果。")
        case .waitsForBrowser:
            Phrase(en: "Waiting for your approval in the browser. Tab: type the answer here instead.", zh: "正在等待您在浏览器中授权。按 Tab 可在此输入结果。")
        case .questionOpen: Phrase(en: "Answer with y or n.", zh: "请按 y 或 n 回答。")
        case .underWay: Phrase(en: "It is under way; please wait. Esc gives it up.", zh: "正在进行，请稍候。按 Esc 放弃。")
        case .nothingToSwap: Phrase(en: "Both fields are empty; there is nothing to swap.", zh: "两项均为空，没有可对调的内容。")
        case .planEmpty: Phrase(en: "Nothing has to be changed, so there is nothing to apply.", zh: "无需修改，没有可执行的内容。")
        case .notFromHere:
            Phrase(en: "Nothing can be changed from here at present; the rows say what to do.", zh: "目前无法在此更改；请按各行提示操作。")
        case .settingsUnread: Phrase(en: "The settings are not read yet.", zh: "尚未读取设置。")
        case .settingsBeingChanged:
            Phrase(en: "Settings are being changed; wait until it is known how that ended.", zh: "正在更改设置，请等待结果。")
        case .settingsDone: Phrase(en: "That is done. r reads the settings again, Esc goes back.", zh: "已执行完毕。按 r 重新读取设置，按 Esc 返回。")
        case .stillChecking: Phrase(en: "Still checking. Esc stops it.", zh: "仍在检查。按 Esc 停止。")
        case .vaultOrSession:
            Phrase(
                en: "Create a vault, or choose “Only for this session”. Ctrl-C quits.", zh: "请创建保险库，或选择“仅本次使用”。按 Ctrl-C 退出。")
        case .vaultBusy: Phrase(en: "The vault is being written or opened; please wait.", zh: "正在写入或打开保险库，请稍候。")
        case .siteClosed: Phrase(en: "Nobody can connect at this site. ← → choose another one.", zh: "此站点无法连接。按 ← → 选择其他站点。")
        }
    }
}

extension ScreenModel {
    /// Why a key of the screen does nothing now; `nil` where it does something, or where nobody would expect it to.
    func refusal(of key: Key, _ context: ScreenContext) -> Phrase? {
        let isText = key.isCharacter && takesText(context) != .none
        guard !isText, command(for: key, context) == nil else { return nil }
        var disabled: [KeyPath<Text, String>] = []
        for binding in Self.bindings(context.keys) where binding.keys.contains(key) {
            switch offer(binding.command, context) {
            case .enabled: return nil
            case .refused(let refusal): return refusal.words
            case .disabled: disabled.append(binding.label)
            }
        }
        // Whoever moves against an edge sees it, and so does whoever leaves what is not there.
        let telling = disabled.filter { [.looking, .changing].contains(Situation($0)) }
        guard key != .escape, let label = telling.first else { return nil }
        // Where the key means this or that, it is called by its name.
        return Phrase { Text.of($0).tools.notNow(telling.count > 1 ? key.name(context.glyphs) : context.words(of: label, $0)) }
    }
}
