import Domain

/// Words about an exchange whose time endpoint tells a wrong time, as a cache in front of it may cause.
enum StaleTimePage {
    /// This machine's own time was accepted where the exchange's was not.
    static func remark(offsetMilliseconds: Int64) -> Phrase {
        let (english, chinese) = distance(offsetMilliseconds)
        return Phrase(
            en: "The time that the exchange publishes is \(english); it is not used. This machine's own time is accepted.",
            zh: "交易所公布的时间\(chinese)，未予采用；交易所接受本机时间。")
    }

    /// Neither was accepted, so which of the two is wrong cannot be known here.
    static func failure(_ failure: Failure, offsetMilliseconds: Int64) -> Failure {
        let (english, chinese) = distance(offsetMilliseconds)
        return Failure(
            failure.cause, code: failure.code,
            message: Phrase(
                en: "The exchange accepts neither the time that it publishes nor this machine's; the published one is \(english).",
                zh: "交易所既不接受其公布的时间，也不接受本机时间；其公布的时间\(chinese)。"),
            remedy: [
                Phrase(
                    en:
                        "Check this machine's clock. If it is right, the exchange's time page is stale, or a proxy on the way keeps it: try another network, or wait.",
                    zh: "请检查本机时钟。如时钟无误，则是交易所的时间页面过期，或途中的代理缓存了它：请换一个网络，或稍候再试。")
            ] + failure.remedy, retry: failure.retry)
    }

    private static func distance(_ offsetMilliseconds: Int64) -> (english: String, chinese: String) {
        let seconds = offsetMilliseconds.magnitude / 1_000
        let minutes = seconds / 60 + (seconds % 60 >= 30 ? 1 : 0)
        let (english, chinese) = seconds < 120 ? ("\(seconds) s", "\(seconds) 秒") : ("\(minutes) min", "\(minutes) 分钟")
        return offsetMilliseconds < 0
            ? ("\(english) behind this machine's clock", "比本机时钟慢 \(chinese)")
            : ("\(english) ahead of this machine's clock", "比本机时钟快 \(chinese)")
    }
}
