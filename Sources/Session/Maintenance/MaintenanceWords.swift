import Domain
import Exchanges

/// Sentences about maintenance, with its times in the user's time zone.
enum MaintenanceWords {
    /// What to say in place of `failure`, which maintenance explains.
    static func failure(_ maintenance: Maintenance, exchange: String, in place: Failure) -> Failure {
        let times = times(maintenance)
        return Failure(
            .maintenance, code: place.code,
            message: Phrase(
                en: "\(exchange) is under maintenance\(times.english).\(title(maintenance, before: " "))",
                zh: "\(exchange) 正在维护\(times.simplifiedChinese)。\(title(maintenance, before: ""))"),
            remedy: [
                maintenance.endUnixMilliseconds == nil
                    ? Phrase(
                        en: "Wait until it is over and try again; your key and settings are not the reason.",
                        zh: "请等维护结束后再试；与您的 API Key 和设置无关。")
                    : Phrase(en: "Try again after that time; your key and settings are not the reason.", zh: "请在该时间之后再试；与您的 API Key 和设置无关。")
            ],
            retry: place.retry)
    }

    /// A remark beside something that works.
    static func remark(_ maintenance: Maintenance) -> Phrase {
        let times = times(maintenance)
        return switch maintenance.state {
        case .underWay:
            Phrase(
                en: "Maintenance is under way\(times.english).\(title(maintenance, before: " "))",
                zh: "交易所正在维护\(times.simplifiedChinese)。\(title(maintenance, before: ""))")
        case .scheduled:
            Phrase(
                en: "Maintenance is announced\(times.english).\(title(maintenance, before: " "))",
                zh: "交易所已公告维护\(times.simplifiedChinese)。\(title(maintenance, before: ""))")
        }
    }

    private static func title(_ maintenance: Maintenance, before space: String) -> String {
        maintenance.title.isEmpty ? "" : "\(space)“\(maintenance.title)”"
    }

    private static func times(_ maintenance: Maintenance) -> Phrase {
        let begin = maintenance.beginUnixMilliseconds.map { LocalClock.dayAndMinute(unixMilliseconds: $0) }
        let end = maintenance.endUnixMilliseconds.map { LocalClock.dayAndMinute(unixMilliseconds: $0) }
        switch (begin, end) {
        case (let begin?, let end?): return Phrase(en: " from \(begin) to \(end), local time", zh: "，本地时间 \(begin) 至 \(end)")
        case (let begin?, nil): return Phrase(en: " since \(begin), local time", zh: "，自本地时间 \(begin) 起")
        case (nil, let end?): return Phrase(en: " until \(end), local time", zh: "，至本地时间 \(end)")
        case (nil, nil): return Phrase(en: "", zh: "")
        }
    }
}
