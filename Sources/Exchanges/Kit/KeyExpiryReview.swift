import Domain

/// The failure and the notice about the end of a key; the same for every exchange, while each has its own key lifetime.
enum KeyExpiryReview {
    private static let millisecondsOfDay: Int64 = 86_400_000

    /// That the key has ended; `nil` where it has not, as far as is known.
    static func failure(_ expiry: KeyExpiry, exchangeTime: Int64) -> Failure? {
        guard let end = expiry.unixMilliseconds, end <= exchangeTime else { return nil }
        let time = minute(end)
        return Failure(
            .keyExpired,
            message: Phrase(en: "The key has expired (\(time)).", zh: "该 API Key 已过期（\(time)）。"), remedy: [replace])
    }

    /// That the key is about to end; `nil` where there is time, and where the exchange ends no keys.
    static func notice(_ expiry: KeyExpiry, exchangeTime: Int64, _ lifetime: KeyLifetime?) -> Notice? {
        let lifetime = lifetime ?? KeyLifetime()
        guard let end = expiry.unixMilliseconds, end > exchangeTime else { return nil }
        let (left, isFarAway) = end.subtractingReportingOverflow(exchangeTime)
        let days = left / millisecondsOfDay
        guard !isFarAway, days < lifetime.noticeDays else { return nil }
        let time = minute(end)
        let words =
            switch days {
            case 0: Phrase(en: "in less than a day", zh: "不到 1 天后")
            case 1: Phrase(en: "in 1 day", zh: "1 天后")
            default: Phrase(en: "in \(days) days", zh: "\(days) 天后")
            }
        return Notice(
            .keyExpiring,
            message: Phrase(
                en: "The key expires \(words.english) (\(time)).", zh: "该 API Key 将于\(words.simplifiedChinese)到期（\(time)）。"),
            remedy: lifetime.remedy + [replace])
    }

    /// `2026-12-01 10:11 UTC`.
    private static func minute(_ unixMilliseconds: Int64) -> String {
        let text = UTCTimestamp.text(unixMilliseconds: unixMilliseconds)
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
    }

    private static let replace = Phrase(
        en: "Make a new key on the API page of the exchange and put it in the place of this one, or use: tidegate replace NAME.",
        zh: "请在交易所的 API 页面创建新的 API Key 并替换此 Key，或使用命令 tidegate replace 名称。"
    )
}
