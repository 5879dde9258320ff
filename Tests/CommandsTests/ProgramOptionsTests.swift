import Domain
import Sandbox
import Testing

@testable import App
@testable import Commands

/// What the command line says, and what is made of it.
@Suite struct ProgramOptionsTests {
    @Test func nothingSaidIsNothingAskedFor() {
        #expect(ProgramOptions().asGiven == CommandOptions())
        var usual = SandboxConfiguration()
        usual.exchanges = []
        usual.otherSites = [.eea, .us]
        #expect(SandboxOptions().configuration == usual)
        usual.accounts += SandboxAccount.many(2, assets: 3)
        var options = SandboxOptions()
        (options.accounts, options.assets) = (2, 3)
        #expect(options.configuration == usual)
    }

    @Test func everyOptionArrives() {
        var options = ProgramOptions()
        options.home = "/h"
        options.language = LanguageArgument(rawValue: "zh-Hans")
        options.theme = "harbour"
        options.plain = true
        options.json = true
        options.passphraseFile = "/p"
        #expect(
            options.asGiven
                == CommandOptions(
                    home: "/h", language: .simplifiedChinese, theme: "harbour", format: .json, presentation: .plain, passphraseFile: "/p"))
    }

    @Test func everythingSaidOfTheSandboxArrives() throws {
        var options = SandboxOptions()
        options.port = 8_787
        options.latencyMilliseconds = 5
        options.clockOffsetMilliseconds = -7
        options.callerAddress = "203.0.113.9"
        options.site = try #require(SandboxSiteArgument(rawValue: "eea"))
        options.noRateLimits = true
        options.moving = true
        options.faults = [try #require(FaultArgument("gzip*2"))]
        options.exchanges = [try #require(SandboxExchangeArgument(rawValue: "okx"))]
        var wanted = SandboxConfiguration()
        wanted.exchanges = [.okx]
        wanted.port = 8_787
        wanted.latencyMilliseconds = 5
        wanted.clockOffsetMilliseconds = -7
        wanted.callerAddress = "203.0.113.9"
        wanted.site = .eea
        wanted.otherSites = [.global, .us]
        wanted.rateLimits = .off
        wanted.movement.isOn = true
        wanted.faults = [SandboxFault(.gzip, occurrence: .times(2))]
        #expect(options.configuration == wanted)
    }

    @Test func namesAreThoseOfTheProgram() {
        #expect(LanguageArgument.allCases.map(\.language) == Language.allCases)
        #expect(SandboxSiteArgument.allCases.map(\.site) == SandboxSite.allCases)
        #expect(LanguageArgument(rawValue: "english") == nil)
        #expect(SandboxSiteArgument(rawValue: "mars") == nil)
    }
}
