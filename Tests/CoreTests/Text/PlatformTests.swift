import Testing

@testable import Core
@testable import Domain

/// What the platform that runs this terminal tells its users.
struct PlatformTests {
    private static func transcript(_ platform: AppConfiguration.Platform) -> MachineTranscript {
        var configuration = Sample.live()
        configuration.platform = platform
        return MachineTranscript(configuration)
    }

    private static let platform = AppConfiguration.Platform(
        name: "Harbour", linkedApp: "Harbour Bot", supportURL: "https://help.harbour.example")

    @Test(arguments: Language.allCases) func theGuideNamesTheAppToLink(language: Language) throws {
        var transcript = Self.transcript(Self.platform)
        if language == .simplifiedChinese { transcript.press(.function(2)) }
        let step = try #require(ExchangeProfile.okx.keyGuide.first { $0.linkedDetail != nil })
        transcript.press(.character("a"), .enter, .enter, .down, .enter)
        let words = transcript.view.strings.joined(separator: "\n")
        #expect(words.contains("Harbour Bot"))
        #expect(!words.contains(step.detail[language]), "one purpose is named, not two")
    }

    @Test func withoutAnAppThePurposeIsTrading() throws {
        var transcript = Self.transcript(.init(name: "Harbour"))
        let step = try #require(ExchangeProfile.okx.keyGuide.first { $0.linkedDetail != nil })
        transcript.press(.character("a"), .enter, .enter, .down, .enter)
        #expect(transcript.view.strings.contains { $0.contains(step.detail.english) })
    }

    @Test(arguments: Language.allCases) func helpSaysWhereThePlatformHelps(language: Language) {
        var transcript = Self.transcript(Self.platform)
        if language == .simplifiedChinese { transcript.press(.function(2)) }
        transcript.press(.character("?"))
        let words = transcript.view.dialog?.strings.joined(separator: "\n") ?? ""
        #expect(words.contains("Harbour") && words.contains("https://help.harbour.example"))
    }
}
