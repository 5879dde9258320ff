import Domain

/// Refusals, warnings and rows of the verification for a key and its account; the same for every exchange.
public enum AccountReview {
    /// A clock further away than this is worth a warning, in milliseconds.
    public static let toleratedClockOffsetMilliseconds: UInt64 = 5_000

    /// The exchange's time, in milliseconds since 1970-01-01T00:00:00Z: ours, corrected by the measured offset.
    public static func exchangeTime(_ unixMilliseconds: Int64, offsetMilliseconds: Int64) -> Int64 {
        let (sum, isBeyond) = unixMilliseconds.addingReportingOverflow(offsetMilliseconds)
        return isBeyond ? (offsetMilliseconds < 0 ? .min : .max) : sum
    }

    /// Why a key must not be used at all; `nil` where it may. `exchangeTime` is in milliseconds since 1970-01-01T00:00:00Z.
    public static func refusal(of identity: Identity, withdrawal rule: AccessTarget.Withdrawal, exchangeTime: Int64) -> Failure? {
        KeyExpiryReview.failure(identity.expiry, exchangeTime: exchangeTime) ?? refusal(of: identity, withdrawal: rule)
    }

    /// Why a key must not be used for what it may do.
    static func refusal(of identity: Identity, withdrawal rule: AccessTarget.Withdrawal) -> Failure? {
        guard let permissions = identity.permissions else { return nil }
        if !permissions.has(.read) {
            return Failure(
                .permissionMissing,
                message: Phrase(en: "The key lacks the permission Read.", zh: "该 API Key 没有读取权限。"),
                remedy: [turnOnReadAndTrade]
            )
        }
        switch rule {
        case .insisted: return nil
        case .refused:
            guard !permissions.leadingOut.isEmpty else { return nil }
            let can = withdrawing(permissions)
            return Failure(
                .withdrawalEnabled,
                message: Phrase(
                    en: "The key can \(can.english). This program never needs that, and a stolen key could empty the account.",
                    zh: "该 API Key 拥有\(can.simplifiedChinese)权限。本程序从不需要此权限；一旦泄露，资产可能被转走。"
                ),
                remedy: [turnOff(permissions)]
            )
        }
    }

    /// The row `permissions`. Reading alone is enough for watching; the phrase then says what is not possible.
    public static func permissions(of identity: Identity, keyPage: String? = nil) -> VerificationResult {
        if let refusal = refusal(of: identity, withdrawal: .insisted) { return .failed(refusal) }
        if let notice = unknownNotice(identity, about: [.rights], keyPage: keyPage) { return .warning(notice) }
        let permissions = identity.permissions ?? []
        let said =
            permissions.has(.trade)
            ? Phrase(en: "Read and Trade are on.", zh: "读取和交易权限已开启。")
            : Phrase(
                en: "Read is on, Trade is off: balances can be watched, settings cannot be changed here.",
                zh: "读取权限已开启，交易权限未开启：可查看余额，但无法在此修改设置。"
            )
        let others = permissions.filter { $0.role == .act }.map(\.label)
        guard !others.isEmpty else { return .ok(said) }
        let named = Phrase.listed(others)
        return .ok(
            Phrase(en: "\(said.english) Also on: \(named.english).", zh: "\(said.simplifiedChinese)另已开启：\(named.simplifiedChinese)。"))
    }

    /// The row `withdrawal`.
    public static func withdrawal(
        of identity: Identity, rule: AccessTarget.Withdrawal, keyPage: String? = nil
    ) -> VerificationResult {
        if let refusal = refusal(of: identity, withdrawal: rule), refusal.cause == .withdrawalEnabled { return .failed(refusal) }
        if let notice = withdrawalNotice(identity) { return .warning(notice) }
        // What is not known is never told as off.
        if let notice = unknownNotice(identity, about: [.rights], keyPage: keyPage) { return .warning(notice) }
        return .ok(Phrase(en: "Withdraw is off.", zh: "提现权限已关闭。"))
    }

    /// The row `address`, for a key that the exchange has answered.
    public static func address(of identity: Identity, keyPage: String? = nil, unboundKeys: UnboundKeyRule? = nil) -> VerificationResult {
        if let notice = addressNotice(identity, unboundKeys) ?? unknownNotice(identity, about: [.addresses], keyPage: keyPage) {
            return .warning(notice)
        }
        guard identity.addresses.isBound == true else {
            return .ok(Phrase(en: "This address is allowed; the key is bound to none.", zh: "当前地址可用；该 API Key 未绑定 IP。"))
        }
        guard let addresses = identity.addresses.list else {
            return .ok(
                Phrase(
                    en: "This address is allowed; the key is bound to addresses, which the exchange does not tell.",
                    zh: "当前地址可用；该 API Key 已绑定 IP，交易所未告知具体地址。"))
        }
        let named = addresses.prefix(3).joined(separator: ", ") + (addresses.count > 3 ? ", …" : "")
        return .ok(Phrase(en: "This address is allowed; the key is bound to \(named).", zh: "当前地址可用；该 API Key 已绑定 \(named)。"))
    }

    /// The row `key`, for a key that the exchange knows. `words` say which it is.
    public static func key(
        of identity: Identity, exchangeTime: Int64, words: Phrase, keyPage: String? = nil, lifetime: KeyLifetime? = nil
    ) -> VerificationResult {
        if let failure = KeyExpiryReview.failure(identity.expiry, exchangeTime: exchangeTime) { return .failed(failure) }
        let notice =
            KeyExpiryReview.notice(identity.expiry, exchangeTime: exchangeTime, lifetime)
            ?? unknownNotice(identity, about: [.expiry], keyPage: keyPage)
        return notice.map(VerificationResult.warning) ?? .ok(words)
    }

    /// The row `clock`.
    public static func clock(offsetMilliseconds: Int64) -> VerificationResult {
        if let notice = clockNotice(offsetMilliseconds: offsetMilliseconds) { return .warning(notice) }
        return .ok(Phrase(en: "The clocks agree.", zh: "时钟一致。"))
    }

    /// The row `settings`.
    public static func settings(of settings: AccountSettings, use: AccessTarget.FuturesUse) -> VerificationResult {
        switch use {
        case .notUsed: return .ok(Phrase(en: "Not checked: futures are not used.", zh: "未检查：不交易合约。"))
        case .used:
            if let notice = settingsNotice(settings, use: use) { return .warning(notice) }
            guard !settings.rows.isEmpty else {
                return .ok(Phrase(en: "Not checked: nothing is known of settings here.", zh: "未检查：此处无法得知设置。"))
            }
            let unknown = names(of: settings) { $0 == nil }
            guard !unknown.isEmpty else { return .ok(Phrase(en: "The futures settings are as recommended.", zh: "合约设置符合推荐。")) }
            let (english, chinese) = (
                unknown.map(\.english).joined(separator: ", "), unknown.map(\.simplifiedChinese).joined(separator: "、")
            )
            return .ok(
                Phrase(
                    en: "No futures setting is known to differ from the recommended ones; not known: \(english).",
                    zh: "未发现与推荐不同的合约设置；未能获知：\(chinese)。"))
        }
    }

    /// The notices about the key and the clock that are the same for every exchange.
    public static func notices(
        of identity: Identity, clockOffsetMilliseconds: Int64, asOf: Moment, options: AssemblyOptions
    ) -> [Notice] {
        [
            clockNotice(offsetMilliseconds: clockOffsetMilliseconds), withdrawalNotice(identity),
            KeyExpiryReview.notice(
                identity.expiry, exchangeTime: exchangeTime(asOf.unixMilliseconds, offsetMilliseconds: clockOffsetMilliseconds),
                options.keyLifetime),
            addressNotice(identity, options.unboundKeys),
            unknownNotice(identity, keyPage: options.keyPage),
        ].compactMap { $0 }
    }

    static func clockNotice(offsetMilliseconds: Int64) -> Notice? {
        guard offsetMilliseconds.magnitude > toleratedClockOffsetMilliseconds else { return nil }
        let tenths = offsetMilliseconds.magnitude / 100
        let seconds = "\(tenths / 10).\(tenths % 10)"
        let isBehind = offsetMilliseconds > 0
        return Notice(
            .clockOffset,
            message: Phrase(
                en: "This machine's clock is \(seconds) s \(isBehind ? "behind" : "ahead of") the exchange's; requests are corrected.",
                zh: "本机时钟比交易所\(isBehind ? "慢" : "快") \(seconds) 秒；请求时间已自动校正。"
            ),
            remedy: [Phrase(en: "Set the clock by network time (NTP).", zh: "请通过网络时间（NTP）校准时钟。")]
        )
    }

    static func withdrawalNotice(_ identity: Identity) -> Notice? {
        guard let permissions = identity.permissions, !permissions.leadingOut.isEmpty else { return nil }
        let can = withdrawing(permissions)
        return Notice(
            .withdrawalAllowed,
            message: Phrase(
                en: "The key can \(can.english); you chose to use it anyway.", zh: "该 API Key 拥有\(can.simplifiedChinese)权限，您选择了继续使用。"),
            remedy: [turnOff(permissions)]
        )
    }

    static func addressNotice(_ identity: Identity, _ unboundKeys: UnboundKeyRule?) -> Notice? {
        guard let permissions = identity.permissions, permissions.areKnownToAct, identity.addresses.isBound == false else { return nil }
        let can =
            permissions.has(.trade) || permissions.has(.withdraw)
            ? Phrase(en: "may trade", zh: "可交易") : Phrase(en: "may do more than read", zh: "不止可读取")
        let (english, chinese) = (unboundKeys?.warning.english, unboundKeys?.warning.simplifiedChinese)
        return Notice(
            .addressUnbound,
            message: Phrase(
                en: "The key \(can.english) and works from any address\(english.map { "; \($0)" } ?? "").",
                zh: "该 API Key \(can.simplifiedChinese)但未绑定 IP，任何地址都能使用\(chinese.map { "；\($0)" } ?? "")。"
            ),
            remedy: [
                Phrase(
                    en: "Bind this machine's public address on the API page of the exchange.",
                    zh: "请在交易所的 API 页面绑定本机公网地址。"
                ), unboundKeys?.remedy,
            ].compactMap { $0 }
        )
    }

    /// The names, for a sentence, of the settings whose state (right, different or unknown) `said` accepts.
    private static func names(of settings: AccountSettings, where said: (Bool?) -> Bool) -> [Phrase] {
        settings.rows.filter { said($0.isRight) }.map { row in
            let name = row.setting.name.english
            return Phrase(en: name.prefix(1).lowercased() + name.dropFirst(), zh: row.setting.name.simplifiedChinese)
        }
    }

    /// What an exchange may leave unsaid about a key.
    enum Unsaid: CaseIterable {
        case rights
        case addresses
        case expiry
    }

    /// What the exchange did not say of the key, or said in words that this program does not know.
    static func unknownNotice(_ identity: Identity, about subjects: [Unsaid] = Unsaid.allCases, keyPage: String?) -> Notice? {
        let sentences = subjects.compactMap { subject -> Phrase? in
            switch subject {
            case .rights where identity.permissions == nil:
                return Phrase(
                    en: "The exchange did not say what the key may do: whether it can trade or withdraw is not known.",
                    zh: "交易所未说明该 API Key 的权限：能否交易或提现未知。")
            case .rights:
                let others = (identity.permissions ?? []).filter { $0.role == .unknown }.map(\.id)
                guard !others.isEmpty else { return nil }
                let named = others.prefix(12).joined(separator: ", ") + (others.count > 12 ? ", …" : "")
                return Phrase(
                    en: "The key has rights that this program does not know: \(named).", zh: "该 API Key 拥有本程序不认识的权限：\(named)。")
            case .addresses:
                return identity.addresses != .notTold
                    ? nil
                    : Phrase(
                        en: "The exchange did not say to which addresses the key is bound, if to any.", zh: "交易所未说明该 API Key 是否绑定 IP。")
            case .expiry:
                return identity.expiry != .notTold
                    ? nil : Phrase(en: "The exchange did not say until when the key works.", zh: "交易所未说明该 API Key 的有效期。")
            }
        }
        guard !sentences.isEmpty else { return nil }
        let page = keyPage ?? ""
        return Notice(
            .permissionsUnknown,
            message: Phrase(
                en: sentences.map(\.english).joined(separator: " "), zh: sentences.map(\.simplifiedChinese).joined()),
            remedy: [
                Phrase(
                    en:
                        "Look at the key on the API page of the exchange\(page.isEmpty ? "" : ": \(page)") – Withdraw should be off, an address bound.",
                    zh: "请在交易所的 API 页面查看该 API Key\(page.isEmpty ? "" : "：\(page)")，确认提现权限已关闭并已绑定 IP。")
            ])
    }

    static func settingsNotice(_ settings: AccountSettings, use: AccessTarget.FuturesUse) -> Notice? {
        switch use {
        case .notUsed: return nil
        case .used:
            guard settings.differs else { return nil }
        }
        let rows = names(of: settings) { $0 == false }
        return Notice(
            .settingsDiffer,
            message: Phrase(
                en: "Futures settings differ from the recommended ones: \(rows.map(\.english).joined(separator: ", ")).",
                zh: "合约设置与推荐不同：\(rows.map(\.simplifiedChinese).joined(separator: "、"))。"
            ),
            remedy: [
                Phrase(
                    en:
                        "Press f on the account to see and mend them, or use: tidegate settings NAME. Leave them if you do not trade futures.",
                    zh: "在该账户上按 f 查看并修正，或使用命令 tidegate settings 名称。若不交易合约，可不理会。"
                )
            ]
        )
    }

    /// How many assets have an amount and no value, and which.
    static func unpriced(_ codes: [String]) -> Phrase {
        let named = codes.prefix(12).joined(separator: ", ") + (codes.count > 12 ? ", …" : "")
        return Phrase(
            en: codes.count == 1
                ? "1 asset has no price, its value is not shown: \(named)."
                : "\(codes.count) assets have no price, their values are not shown: \(named).",
            zh: "\(codes.count) 个币种没有价格，未显示其价值：\(named)。")
    }

    /// Assets whose value the exchange owed, or whose prices could not be had.
    static func unpricedNotice(_ codes: [String]) -> Notice? {
        guard !codes.isEmpty else { return nil }
        return Notice(
            .unpricedAssets, message: unpriced(codes),
            remedy: [
                Phrase(
                    en: "Refresh later; the exchange's own total may count them all the same.",
                    zh: "请稍后刷新；交易所给出的总额可能仍包含这些资产。"
                )
            ]
        )
    }

    private static let turnOnReadAndTrade = Phrase(
        en: "Edit the key on the API page of the exchange and turn on Read and Trade.",
        zh: "请在交易所的 API 页面编辑该 API Key，开启读取和交易权限。"
    )
    /// How money can leave, as a verb after “can”; the exchange's own words where it does not call it withdrawing.
    private static func withdrawing(_ permissions: [Permission]) -> Phrase {
        guard !permissions.has(.withdraw) else { return Permission.withdraw.label }
        let named = Phrase.listed(permissions.leadingOut.map(\.label))
        return Phrase(en: "send money to others (\(named.english))", zh: "向他人转出资产（\(named.simplifiedChinese)）的")
    }

    private static func turnOff(_ permissions: [Permission]) -> Phrase {
        let named =
            permissions.has(.withdraw)
            ? Phrase(en: "Withdraw", zh: "提现") : Phrase.listed(permissions.leadingOut.map(\.label))
        return Phrase(
            en: "Edit the key on the API page of the exchange and turn off \(named.english), or make one without it.",
            zh: "请在交易所的 API 页面编辑该 API Key 并关闭\(named.simplifiedChinese)权限，或创建不含\(named.simplifiedChinese)权限的 API Key。"
        )
    }
}
