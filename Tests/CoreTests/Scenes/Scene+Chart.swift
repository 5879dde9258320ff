import Testing

@testable import Core
@testable import Domain

extension Sample {
    /// Three years that end with the sample's reading: a point for each interval of its age, with pauses.
    static func years(_ seed: Int = 7) -> EquityHistory {
        let end = moment.unixMilliseconds
        let (minute, hour, day): (Int64, Int64, Int64) = (60_000, 3_600_000, 86_400_000)
        /// Up and down between two ends, so many times as far apart as the period is long.
        func wave(_ time: Int64, _ period: Int64, _ height: Int, _ shift: Int = 7) -> Int {
            let phase = Int((end - time + Int64(shift) * period / 16) % period * 1_000 / period)
            return height * abs(500 - phase) / 500
        }
        func total(_ time: Int64) -> Amount {
            let dollars = 148_700 - Int((end - time) / day) * 55 + wave(time, 400 * day, 18_000) + wave(time, 37 * day, 3_000)
            return Amount(
                hundredths: 100 * (dollars + wave(time, 5 * day + 3 * hour, 1_400, seed)) + 60 * wave(time, 7 * hour, 500, seed) + 900
                    * wave(time, 47 * minute, 40))
        }
        var times = Array(stride(from: end - 1_100 * day, to: end - 31 * day, by: Int(day)))
        times.removeSubrange(500..<620)
        times += stride(from: end - 31 * day, to: end - day, by: Int(hour)).filter { ($0 / hour) % 100 > 20 }
        times += stride(from: end - day, to: end, by: Int(minute)).filter { time in !(400..<640).contains((end - time) / minute) }
        return EquityHistory(times.map { .init(unixMilliseconds: $0, total: total($0)) })
    }
}

/// What accounts were worth over a time.
extension Scene {
    private static func ascii(_ language: Language) -> AppConfiguration {
        var configuration = Sample.locked(language)
        configuration.glyphs = .ascii
        configuration.chartSigns = .ascii
        return configuration
    }

    private static func console(_ language: Language) -> AppConfiguration {
        var configuration = Sample.locked(language)
        configuration.chartSigns = .blocks
        return configuration
    }

    private static func charted(_ transcript: inout MachineTranscript, _ histories: [EquityHistory], _ keys: Key...) throws {
        try transcript.unlock()
        let names = transcript.names
        transcript.send(.historyRead(zip(names, histories).map { AccountHistory(name: $0, history: $1) }, remark: nil))
        transcript.press(.character("w"))
        for key in keys { transcript.press(key) }
    }

    static let charts: [Scene] = [
        Scene("chart-day", Sample.locked, stored: ["main"]) { try charted(&$0, [Sample.years()]) },
        Scene("chart-week", Sample.locked, stored: ["main"]) { try charted(&$0, [Sample.years()], .right) },
        Scene("chart-month", Sample.locked, stored: ["main"]) { try charted(&$0, [Sample.years()], .character("m")) },
        Scene("chart-all", Sample.locked, stored: ["main"]) { try charted(&$0, [Sample.years()], .character("a")) },
        Scene("chart-ascii", ascii, stored: ["main"]) { try charted(&$0, [Sample.years()]) },
        Scene("chart-blocks", console, stored: ["main"]) { try charted(&$0, [Sample.years()]) },
        Scene("chart-hidden", Sample.locked, stored: ["main"]) {
            try charted(&$0, [Sample.years()], .escape, .character("p"), .character("w"))
            $0.send(.timerFired(.notice))
        },
        Scene("chart-together", Sample.locked, stored: ["main", "bot"]) {
            try charted(&$0, [Sample.years(), Sample.years(2)], .tab)
        },
        Scene("chart-together-unknown", Sample.locked, stored: ["main", "bot"]) {
            try charted(&$0, [Sample.years()], .tab)
        },
        Scene("chart-begun", Sample.locked, stored: ["main"]) { try charted(&$0, [], .character("a")) },
        Scene("chart-nothing", Sample.locked, stored: ["main"]) {
            try $0.typeSecret(Sample.vaultPassphrase)
            $0.press(.enter)
            try $0.finishVaultCommand()
            $0.send(.timerFired(.notice))
            $0.press(.character("w"))
        },
    ]
}
