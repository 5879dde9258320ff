import Domain
import Testing

/// Settings as rows, whatever they are settings of.
struct AccountSettingsTests {
    private static func row(
        _ value: String?, of scope: SettingScope = .account, _ id: String = "mode", nature: Setting.Nature = .chosen,
        prominence: Setting.Prominence = .overview, state: SettingState? = nil
    ) -> SettingRow {
        SettingRow(
            Setting(
                id, of: scope, name: Phrase(verbatim: [id, scope.name].compactMap { $0 }.joined(separator: " of ")), nature: nature,
                prominence: prominence),
            value: value.map { SettingValue($0, Phrase(verbatim: "“\($0)”")) }, wanted: SettingValue("a", Phrase(verbatim: "“a”")),
            state: state ?? (value == nil ? .unknown : value == "a" ? .right : .fixable))
    }

    @Test func changesAreToldByScope() {
        let before = AccountSettings([Self.row("a", of: .coin("USDT")), Self.row("a", of: .coin("USDC")), Self.row("a")])
        let after = AccountSettings([Self.row("a", of: .coin("USDT")), Self.row("b", of: .coin("USDC")), Self.row("c")])
        let message = after.changeNotice(since: before)?.message.english
        #expect(message == "Changed since the first reading: mode of USDC from “a” to “b”; mode from “a” to “c”.")
        #expect(before.changeNotice(since: before) == nil)
    }

    @Test func whatIsNotKnownOrFollowsThePositionsIsNoChange() {
        let known = AccountSettings([Self.row("a")])
        for other in [[Self.row(nil)], [], [Self.row("b", of: .instrument("X"))]] {
            #expect(AccountSettings(other).changeNotice(since: known) == nil)
            #expect(known.changeNotice(since: AccountSettings(other)) == nil)
        }
        let margins = ["a", "b"].map { AccountSettings([Self.row($0, nature: .ofPositions)]) }
        #expect(margins[1].changeNotice(since: margins[0]) == nil)
    }

    /// Those of an instrument may be told in one reading and not in the next.
    @Test func whatIsMissingIsFilled() {
        let older = AccountSettings([
            Self.row("a"), Self.row("b", of: .instrument("X")), Self.row("c", "margin", nature: .ofPositions), Self.row(nil, "other"),
        ])
        let filled = AccountSettings([Self.row(nil), Self.row(nil, "margin", nature: .ofPositions)]).filled(from: older)
        #expect(filled["mode"]?.value?.id == "a" && filled["margin"]?.value == nil && filled["other"] == nil)
        #expect(filled[Setting.Key(id: "mode", scope: .instrument("X"))]?.value?.id == "b")
        #expect(AccountSettings([Self.row("z")]).filled(from: older)["mode"]?.value?.id == "z")
    }

    @Test func agreementIsAboutWhatBothKnow() {
        let settings = AccountSettings([Self.row("a"), Self.row("b", of: .coin("USDT")), Self.row("x", "margin", nature: .ofPositions)])
        func findings(_ rows: SettingRow...) -> SettingsFindings { SettingsFindings(rows: rows, plan: []) }
        #expect(settings.agree(with: findings()))
        #expect(settings.agree(with: findings(Self.row("a"), Self.row(nil, of: .coin("USDT")), Self.row("y", "margin"))))
        #expect(!settings.agree(with: findings(Self.row("a"), Self.row("a", of: .coin("USDT")))))
    }

    @Test func statesSayWhetherItIsRight() {
        let said: [SettingState: Bool?] = [
            .right: true, .fixable: false, .needsWebsite: false, .blocked: false, .unavailable: nil, .unknown: nil,
        ]
        for state in SettingState.allCases {
            #expect(Self.row("b", state: state).isRight == said[state])
            #expect(AccountSettings([Self.row("b", state: state)]).differs == (said[state] == false))
        }
        #expect(!AccountSettings.untold.differs)
    }

    @Test func wordsOfWhatWasReadAndOfWhatWasNot() {
        let setting = Setting(
            "mode", of: .coin("USDT"), name: Phrase(verbatim: "Mode"), unread: Phrase(verbatim: "USDT —"),
            unreadBrief: Phrase(verbatim: "mode unknown"))
        let unread = SettingRow(setting, value: nil, wanted: nil, state: .unknown)
        #expect(unread.valueWords.english == "USDT —" && unread.brief.english == "mode unknown" && unread.printed == SettingWords.unread)
        #expect(unread.wantedWords == SettingWords.unread)
        let value = SettingValue("x", Phrase(verbatim: "long"), brief: Phrase(verbatim: "short"))
        let read = SettingRow(setting, value: value, wanted: value, state: .right)
        #expect(read.valueWords.english == "long" && read.brief.english == "short" && read.printed.english == "short")
        #expect(read.wantedWords.english == "long" && read.setting.scope.word == "coin" && read.setting.scope.name == "USDT")
    }

    @Test func theOverviewLeavesDetailsOut() {
        let settings = AccountSettings([Self.row("a"), Self.row("b", "detail", prominence: .details)])
        #expect(settings.overview.map(\.id) == ["mode"] && settings.differs)
    }
}
