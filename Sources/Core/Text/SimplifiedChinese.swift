import Domain

extension Text {
    static let simplifiedChinese = Text(
        colon: "：",
        listComma: "、",
        sentenceSpace: "",
        unknownAmount: "–",
        tooSmall: "Tidegate 需要至少 60 列 × 20 行的终端。请放大窗口，或按 Ctrl-C 退出。",
        keys: Keys(
            up: "上移", down: "下移", pageUp: "上一页", pageDown: "下一页", first: "到顶", last: "到底",
            choose: "选择", back: "返回", next: "继续", proceed: "继续", submit: "下一项 / 连接", quit: "退出", help: "帮助",
            language: "English", repaint: "重绘屏幕", suspend: "挂起",
            filter: "筛选", erase: "删除光标前的字符", eraseForward: "删除光标处的字符",
            clearField: "清空此项", toStart: "到行首", toEnd: "到行尾", cursorLeft: "光标左移", cursorRight: "光标右移",
            tick: "勾选", noFutures: "我不交易合约", copyAddress: "复制网址", copySeenAddress: "复制对方看到的 IP",
            haveKey: "我已有 Key",
            previousOption: "上一选项", nextOption: "下一选项", nextField: "下一项", previousField: "上一项",
            swap: "对调 {first} 与 {second}",
            again: "重试", edit: "修改", insist: "仍使用可提现的 Key",
            probe: "到其他站点查找", useFound: "采用", useOtherAccount: "改用另一账户",
            add: "添加", connect: "连接", details: "详情", otherPane: "切换窗格", toList: "回到列表", refresh: "刷新", remove: "移除",
            rename: "重命名", replace: "更换 Key", makeDefault: "设为默认", lock: "锁定", keepWatching: "持续查看（空闲时不锁定）",
            changePassphrase: "修改密码短语", unlock: "解锁", openBackup: "打开备份",
            futuresSettings: "合约设置", applySettings: "执行计划", confirmSettings: "立即执行", leverage: "杠杆倍数", lookUp: "查看",
            skipSettings: "跳过", tradeFutures: "我交易／不交易合约",
            authorize: "开始授权", openBrowser: "打开浏览器", printBare: "仅显示网址", typeAnswer: "输入结果", submitAnswer: "使用结果",
            agree: "删除并继续", decline: "保留"),
        home: Home(
            title: "我的交易所", exchanges: "交易所", emptyTitle: "还没有连接任何账户。",
            emptyLead: "连接交易所账户后，可在此查看其状态与余额，大约需要两分钟。",
            connect: "连接", connectRemark: "按 Enter",
            demoRemark: "这里是演示：程序内置的沙盒交易所。没有真实账户和资金，也不会写入磁盘。",
            emptySteps: [
                "选择交易所。", "核对合约设置（仅为建议，可跳过）。",
                "在交易所创建 API Key：勾选“读取”和“交易”，不勾选“提现”。", "粘贴到这里，由 Tidegate 验证能否使用。",
            ],
            total: "总资产", asset: "币种", wallet: "账户", amount: "总额", available: "可用", inUse: "占用", value: "估值", share: "占比",
            unrealizedProfit: "未实现盈亏",
            noAssets: "该账户没有资产。", reading: "正在读取账户…",
            addressBound: "已绑定 IP", addressUnbound: "未绑定 IP", addressUnknown: "IP 绑定情况未知", permissionsUnknown: "权限未知",
            futuresNotUsed: "合约设置：不使用", isDefault: "* 默认", notStored: "未保存",
            notStoredLead: "未保存。",
            notStoredRemark: "可使用到锁定或退出为止，之后即忘记。如需保存，请移除后重新添加。",
            counts: { connected, toFix in
                "\(connected) 个已连接" + (toFix > 0 ? "，\(toFix) 个待处理" : "")
            },
            asOf: { "截至 \($0)" }),
        choose: Choose(
            title: "选择交易所", lead: "账户在哪家交易所？", filter: "筛选", nothingMatches: "没有匹配的交易所。按 Esc 显示全部。"),
        futures: Futures(
            title: "合约设置",
            lead: "如要交易合约，请先在交易所核对以下设置。此处仅为建议，不会修改任何内容。",
            page: "交易页面", laterRead: "连接后，Tidegate 会从账户读取这些设置，并指出不符之处。",
            notUsed: "该账户不交易合约，其合约设置不会触发提醒。按 n 可更改。",
            reading: "正在读取账户设置…", plan: "按 Enter 执行以下计划；目前尚未作任何修改：",
            nothingToMend: "无需修改。", notFromHere: "目前无法在此修改；请按各行提示操作。",
            confirm: "输入名称 “{name}” 并按 Enter 以执行此计划。", confirmEmpty: "尚未输入。请输入 {name}，此前不会执行任何操作。", confirmOther: "名称不符，请输入 {name}（区分大小写）。",
            neverCloses: "绝不撤单，绝不平仓。按 Esc 返回。",
            applying: "正在逐步执行…", stopped: "已在此停止；后续步骤未执行。",
            stepLead: "“{name}” 已连接。最后一步是核对以下设置；按 Esc 跳过。",
            connectionNotUsed: "该账户不交易合约，其设置不会触发提醒。按 n 可更改。",
            leverageLead: "查看或设置某个合约的杠杆倍数；在部分交易所也用于离开组合保证金模式的仓位。",
            instrument: "合约", leverage: "杠杆倍数", leveragePlaceholder: "留空：只查看", instrumentPlaceholder: "如 {instrument}；留空：不指定",
            noInstrument: "合约须为交易所的产品 ID，如 {instrument}。", noLeverage: "杠杆倍数须为大于 0 的数字，如 5。"),
        method: Method(
            title: "连接方式", lead: "用哪种方式连接 {exchange}？", fastAPI: "快速 API（OAuth 授权）", authorization: "浏览器授权", manual: "手动填写 API Key",
            configured: "已配置", notConfigured: "未配置", notOffered: "不对用户开放", recommended: "推荐",
            needs: "需要", grants: "授予", costs: "您需要做",
            fastAPICosts: "在浏览器中授权一次",
            manualNeeds: "在 {exchange} 的 API 页面创建一个 Key",
            manualGrants: "由您在该页勾选：读取与交易；切勿勾选提现",
            manualCosts: "约两分钟，复制{count}项内容"),
        guide: Guide(
            title: "在 {exchange} 创建 API Key",
            sandbox: "沙盒中无需自备 Key：下一屏提供示例账户。以下是在真实交易所的步骤。",
            noOwnAddress: "此处无法得知本机的公网 IP；可先连接，若被拒绝，会显示 {exchange} 看到的 IP。",
            ownAddress: "本机的 IP：{address}。"),
        entry: Entry(
            title: "连接 {exchange}", replaceTitle: "更换 Key", site: "站点", siteRemark: "← → 选择账户注册时所在的站点。", environment: "环境",
            environmentRemark: "← → 模拟盘使用单独的 Key。", environmentsRemark: "← → 各环境使用各自的 Key。",
            live: "实盘", demo: "模拟盘", testnet: "测试网",
            name: "名称", namePlaceholder: "为该账户取一个名称", connect: "连接",
            notOffered: { "此站点不提供：\($0)。" },
            sample: "示例账户", sampleRemark: "← → 选择沙盒账户，按 Enter 填入其 Key。",
            nameEmpty: "请填写连接的名称。", nameHyphen: "名称不能以连字符开头。", nameTaken: "已有同名的连接，请换一个名称。",
            fieldEmpty: "此项为空。请粘贴交易所显示的内容。",
            onlyForEncrypted: "仅在私钥已加密时填写。",
            cannotTravel: "此内容无法发送：含有 Key 中不会出现的字符。请按 Ctrl-U 清空后重新粘贴。",
            sameTwice: "同一个值出现在两处。", publicKey: "这是提交给交易所的公钥；签名需要私钥。",
            beside: { "同时填写了 \($0)，二者只能保留一项，请清除另一项。" },
            inPlaceOf: { "可代替 \($0)；请粘贴完整的 PEM 内容。" },
            pasteSecretInPlainField: "粘贴的内容可能是密钥，未填入会显示的栏目。请先选择对应的栏目。",
            pasteTooLong: "粘贴的内容过长，不可能是 Key，已丢弃。",
            pasteEmpty: "粘贴的内容只有空白。",
            pasteNowhere: "此处不接受这样的粘贴，内容已丢弃。",
            pasteLeftOpen: "粘贴未完整结束，请核对已填入的内容；按 Esc 可继续输入，或重新粘贴。",
            pasteTwoKeys: "其中有两个 Key，未填入任何内容。请只粘贴其中一个。",
            pasteNotJSON: "内容以 JSON 开头，但不是含有 Key 的有效 JSON，未填入任何内容。",
            looksSwapped: { "\($0) 与 \($1) 似乎填反了。按 Ctrl-X 对调。" },
            areSwapped: { "\($0) 与 \($1) 似乎填反了。" },
            pasteOffer: { "可在任意一项中一次性粘贴\(Phrase.number($0).simplifiedChinese)项内容，也可逐项输入。内容保存在锁定内存中，绝不显示。" },
            pasteToldByShape: { "\(Phrase.number($0).simplifiedChinese)项内容的顺序不同，已按格式区分。" },
            characters: { "\($0) 个字符" },
            lines: { "\($0) 行" },
            trimmed: { "已去除首尾 \($0) 个多余字符。" },
            pasteFilled: { "已填入：\($0)。" }, stillMissing: { "还缺：\($0)。" },
            pasteNotRecognised: { "未能在粘贴的内容（\($0) 行）中识别出 Key。请粘贴\(Phrase.number($1).simplifiedChinese)项内容，或在对应栏目中粘贴一项。" },
            replaceLead: { name, exchange, site in "为“\(name)”更换 Key：\(exchange) \(site)。新 Key 通过验证之前，旧 Key 继续使用。" },
            trouble: { trouble in
                let name =
                    switch trouble.character {
                    case .space: "空格"
                    case .tab: "制表符"
                    case .lineEnd: "换行"
                    case .control: "控制字符"
                    case .invisible: "不可见字符"
                    case .fullWidth: "全角字符"
                    case .curlyQuote: "弯引号"
                    case .notASCII: "非 ASCII 字符"
                    }
                return "第 \(trouble.position) 个字符是\(name)。"
            }),
        verify: VerifyWords(
            title: "验证", running: "检查中…", skipped: "未进行",
            passed: "一切正常。按 Enter 查看余额。",
            passedWithWarnings: "可以连接，但有需要处理之处。按 Enter 查看余额。",
            passedToSettings: "连接正常，但合约设置与推荐不符。Enter：查看并修正。Esc：跳过，查看余额。",
            failed: "未连接，也未保存任何内容。Enter 修改，r 重试。",
            failedReplacing: "旧 Key 继续使用。Enter 修改，r 重试。",
            insistOffer: "w 仍使用此 Key。", insistTitle: "使用可提现的 Key？",
            insistBody: "得到此 Key 的人可以转走账户中的全部资产。Tidegate 从不提现，也不需要这样的 Key。选择“是”将重新验证并照原样保存，该账户会一直带有提醒。",
            otherAccountOffer: "o 仍改用另一账户，原账户的记录将被忘记。", otherAccountUsed: "此 Key 属于另一账户，按您的要求使用。", copyOffer: "y 复制 {address}。",
            probeOffer: "p 到其他位置查找此 Key，将向以下各处发送一次签名请求：{places}。",
            probing: "正在向其他站点查找此 Key…",
            probeFound: "此 Key 属于{place}。Enter 采用并重新验证，e 修改填写内容。",
            probeFoundNothing: "所查站点都不认识此 Key。请重新复制，或到交易所确认它是否还在。",
            keyWorks: "可用", keyKnown: "已知", keyNotThere: "不在此处",
            lead: { name, exchange, site in "正在将“\(name)”连接到 \(exchange) \(site)" },
            place: { place, language in
                switch place.environment {
                case .live: "\(place.site.name[language])实盘"
                case .demo: "\(place.site.name[language])模拟盘"
                case .testnet: "\(place.site.name[language])测试网"
                }
            },
            code: { "代码 \($0)" },
            rowName: { row, fields in
                switch row {
                case .reach: "连通交易所"
                case .clock: "时钟"
                case .key: "API Key"
                case .secret: fields.secrets.map(\.name.simplifiedChinese).joined(separator: " 与 ")
                case .address: "IP 地址"
                case .permissions: "权限"
                case .withdrawal: "提现权限"
                case .environment: "环境"
                case .settings: "合约设置"
                case .balances: "余额"
                }
            }),
        vault: VaultWords(
            createTitle: "创建保险库",
            createLead: "保险库是本机上的一个加密文件，用于保存您的连接。它是标准的 age 文件，用公开的 age 程序和该密码短语也能打开。",
            passphrase: "密码短语", repeated: "再次输入", create: "创建保险库", without: "仅本次使用",
            withoutRemark: "不写入磁盘；退出后即忘记所有连接。",
            forgetWarning: "忘记密码短语后无人能够恢复。四个以上随机词语既好记又难猜。",
            working: "正在写入保险库…", empty: "请先输入密码短语。", different: "两次输入不一致，请按 Ctrl-U 后重新输入。",
            pasteRefused: "粘贴的内容不是单行，已丢弃。",
            changeTitle: "修改密码短语", changeLead: "将用新的密码短语重写保险库；成功之前，旧密码短语始终有效。",
            present: "当前密码短语", newOne: "新密码短语", change: "修改", changed: "密码短语已修改。",
            unlockTitle: "解锁", unlockLead: "您的连接保存在保险库中，请输入密码短语。",
            lockedLead: "已锁定。密钥已从内存清除，所有连接已关闭。",
            lockedByTimeLead: "因长时间没有操作，已锁定。密钥已从内存清除，所有连接已关闭。",
            stretchRemark: "解锁特意需要约一秒：这会拖慢任何试图猜测密码短语的人。",
            unlocking: "正在解锁…", backupOffer: "Ctrl-B 打开备份：最近一次修改之前的保险库。",
            waiting: "另一个 Tidegate 正在写入保险库，等待中…",
            keepsWatching: "持续查看：空闲时不锁定。", locksAgain: "空闲时将再次锁定。",
            unlocked: { "已解锁，用时 \($0 / 1000).\($0 % 1000 / 100) 秒。" },
            strength: { strength in
                switch strength {
                case .none: ""
                case .weak: "弱：得到文件副本的人数小时内可能猜出。"
                case .fair: "中：可抵御数周乃至数年的猜测。"
                case .strong: "强，前提是未在别处使用，也不是出自书籍或歌词。"
                }
            }),
        dialogs: Dialogs(
            helpTitle: "帮助", helpHere: "本屏", helpEverywhere: "通用", helpMore: "更多", close: "关闭",
            helpSupport: [
                "文档：程序的 README.md。",
                "查询错误代码：tidegate explain 代码。",
                "密钥不会显示、不写日志，只发送给交易所。",
            ],
            helpPlatform: { $0.map { "\($0) 技术支持" } ?? "技术支持" },
            quitTitle: "退出？", quitSession: "连接仅保存在内存中；退出后将忘记连接并清除其密钥。",
            quitKept: "连接保留在保险库中。", quitTyped: "已填写的 Key 尚未连接，将被忘记。",
            quitWriting: "保险库仍在写入；现在退出可能丢失最近一次修改。",
            quitApplying: "正在修改交易所的设置；退出后将看不到结果。", quitNothing: "不会丢失任何内容。",
            removeTitle: "移除？", copied: "已复制", copiedPerhaps: "已发送到剪贴板（部分终端不允许）",
            keptByTmux: "tmux 未放行剪贴板；在 ~/.tmux.conf 中写入“set -g set-clipboard on”即可。", refreshing: "正在读取所有账户…",
            fastAPITitle: "未配置 Fast API", authorizationTitle: "浏览器授权不对用户开放",
            quitUnsaved: { "以下连接未存入保险库，退出后将被忘记：\($0)。" },
            removeBody: { "“\($0)”将从此处移除，其密钥从内存中清除。交易所中的 Key 仍然有效，直到您在那里删除它。" },
            renameTitle: "重命名", renameLead: "新名称", nameKept: "名称没有变化。",
            addressTitle: "地址已改变？",
            addressAccepted: { "“\($0)”的 Key 今后将发送到新地址。" },
            stored: { "“\($0)”已保存到保险库。" },
            replaced: { "“\($0)”已更换为新 Key，旧 Key 已忘记。" },
            renamed: { "已更名为“\($0)”。" },
            madeDefault: { "“\($0)”已设为默认。" },
            futuresUse: { name, use in
                switch use {
                case .used: "将重新核对“\(name)”的合约设置。"
                case .notUsed: "“\(name)”不交易合约，其设置不再触发提醒。"
                }
            },
            added: { "“\($0)”已连接。" },
            removed: { "“\($0)”已移除，其密钥已清除。" }),
        authorize: AuthorizeWords(
            title: "Fast API：授权",
            lead: "您在浏览器中的 {exchange} 页面上同意，{exchange} 即为本终端创建一个 API Key。此处无需输入任何密码。",
            asks: "请求权限", asksNot: "从不请求：提现、个人资料", start: "开始授权",
            siteRemark: "您登录的站点。如果账户属于其他站点，授权结果会指出。",
            opening: "正在准备…", open: "请在可登录 {exchange} 的浏览器中打开以下地址并同意授权：",
            listening: "之后无需其他操作：浏览器会自动通知本终端。等待至 {time}。",
            pasteOnly: "之后请粘贴浏览器最后停留的地址。本终端等待至 {time}。",
            forward: "浏览器在另一台机器上？请在那台机器上转发端口，或粘贴浏览器最后停留的地址：",
            answer: "授权结果", paste: "随时可以粘贴浏览器最后停留的地址，或其中的授权码。",
            working: "您已同意。正在向交易所申请 API Key…",
            deleteOlderKey: "交易所为每位用户在每个平台只保留一个 Key，目前已有一个。继续前须先删除它；正在使用它的其他设备将断开连接。",
            deleteLostKey: "含有新 Key 的回复在途中丢失，且无法再次读取。如果该 Key 已创建，须先删除它才能重新创建。",
            decide: "y 删除并继续     n 保留并停止",
            notVerified: "已创建 Key，但未通过验证，未保存任何内容。在您到交易所删除之前，它会一直保留。按 Esc 再按 Enter 可重新授权并替换它。",
            tryAgain: "Enter 重试；Esc 返回，例如改用手动方式。",
            browserStarted: "已请求浏览器打开该地址。", bare: "按 Enter 返回。",
            cancelled: "已放弃。即使您之后在浏览器中同意，也不会建立连接。",
            lateDeleted: "您放弃时 Key 正在创建，现已删除。",
            lateRemains: "您放弃时 Key 正在创建，它可能仍在交易所：请在 API 页面删除名为 “tidegate” 的 Key。",
            quit: "授权正在进行；退出后浏览器中的同意不会产生任何结果。",
            lateUnused: { place in
                "您在此放弃之后又在浏览器中同意了授权；本程序未作任何使用。可在交易所" + (place.map { "的「\($0)」中" } ?? "") + "撤销。"
            }),
        plain: Plain(
            greeting: "Tidegate 纯文本模式。输入 ? 列出命令。", separator: "，", empty: "空", chosen: "（已选中）", hidden: "（输入时不显示）", hiddenAmount: "已隐藏",
            show: "显示",
            yes: "是", no: "否", commandsTitle: "命令（按键或名称）：",
            notUnderstood: "无法理解。输入 ? 列出命令。", tooLong: "内容过长，已丢弃。", toCopy: "请复制",
            manual: [
                "  .：重新显示全部内容",
                "输入编号即选中该行；再次输入已选中的编号或直接按 Enter，等同于 Enter 键。",
                "在文本项中，输入的一行即为新内容；此时命令须以冒号开头，如 :返回 或 :2。",
                "选项可直接输入其名称。密钥输入时不显示；一次性粘贴{number}行即可填入整组 Key。",
            ],
            others: { "；其他：\($0)" },
            rowsBefore: { "之前还有 \($0) 行；在详情中输入“home”到第一行。" },
            rowsAfter: { "之后还有 \($0) 行；在详情中输入“end”到最后一行，“pgdn”向下翻。" },
            mark: { mark in
                switch mark {
                case .good: "正常"
                case .caution: "注意"
                case .bad: "失败"
                case .running: "进行中"
                case .waiting: "等待"
                case .skipped: "无"
                case .ticked: "已勾选"
                case .unticked: "未勾选"
                }
            }),
        tools: .simplifiedChinese,
        portfolio: .simplifiedChinese, accounts: .simplifiedChinese, chart: .simplifiedChinese,
        walletName: \.columnLabel.simplifiedChinese)
}
