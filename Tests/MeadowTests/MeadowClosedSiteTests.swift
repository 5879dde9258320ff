import Core
import Domain
import Foundation
import Testing

@testable import App
@testable import Commands

/// A site that can be chosen only to be told why nobody can connect there.
@Suite struct MeadowClosedSiteTests {
    private static let words = [
        Language.english: ["The north field gives keys to its tenants alone.", "Ask a tenant."],
        .simplifiedChinese: ["北草地仅向租户发放 Key。", "请询问租户。"],
    ]

    // MARK: Screen

    @Test(arguments: Language.allCases) func theGuideSaysWhy(language: Language) throws {
        let words = try #require(Self.words[language])
        var desk = MeadowDesk(language: language)
        desk.press(.character("a"), .enter, .enter, .enter)
        #expect(!desk.shown.contains(words[0]))
        desk.press(.up, .up, .right, .right)
        for word in words { #expect(desk.shown.contains(word), "\(desk.shown)") }
        #expect(!desk.shown.contains { $0.contains("Live") || $0.contains("实盘") }, "it has no environment")
        let title = desk.machine.view.title
        desk.press(.enter)
        #expect(desk.machine.view.title == title, "the form is not reached")
        #expect(desk.shown.contains { $0.hasPrefix(language == .english ? "Nobody can connect at this site." : "此站点无法连接。") })
        // Steps and environments are back with another site.
        desk.press(.left)
        #expect(!desk.shown.contains(words[0]))
        desk.press(.enter)
        #expect(desk.machine.view.title != title)
    }

    /// Whatever was typed, nothing begins.
    @Test func theFormStartsNothing() {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.paste(Meadow.key + "\n" + Meadow.block)
        desk.press(.backTab, .backTab, .backTab, .backTab, .backTab, .backTab, .right, .right)
        #expect(desk.shown.contains("The north field gives keys to its tenants alone."), "\(desk.shown)")
        for _ in 0..<12 { desk.press(.enter, .tab) }
        #expect(desk.started.isEmpty)
        // The name is still there, and the environments are not.
        #expect(desk.shown.contains("Name") && !desk.shown.contains("Environment"))
        for _ in 0..<12 where !desk.shown.contains("Environment") { desk.press(.backTab, .left) }
        #expect(desk.shown.contains("Environment"))
        for _ in 0..<12 where desk.started.isEmpty { desk.press(.enter) }
        #expect(desk.verified != nil, "at another site it does")
    }

    // MARK: Commands

    /// Before the vault is opened and before anything is read.
    @Test func everyCommandSaysWhy() async throws {
        let home = try MeadowHome()
        defer { home.remove() }
        let input = Meadow.key + "\n" + Meadow.block + "\n"
        let commands: [@Sendable (AccountCommand, CommandContext) throws -> Int32] = [
            { try $0.connect(name: "clover", storage: .store, $1) }, { try $0.connect(name: "clover", storage: .verifyOnly, $1) },
            { try $0.status($1) }, { try $0.check(.rows, $1) },
        ]
        for environment in [TradingEnvironment.live, .testnet] {
            for command in commands {
                let argument: EnvironmentArgument = environment == .live ? .live : .testnet
                let told = try await home.run(input: input) {
                    try command(AccountCommand(exchange: "meadow", site: "north", environment: argument), $0)
                }
                #expect(told.status == 15 && told.output.contains(#""cause":"feature-unavailable""#), "\(told.output)")
                #expect(told.output.contains("The north field gives keys to its tenants alone.") && told.output.contains("Ask a tenant."))
                #expect(told.inputRead == 0)
            }
        }
        let chinese = try await home.run(.text, .simplifiedChinese, input: input) {
            try AccountCommand(exchange: "meadow", site: "north").connect(name: "clover", storage: .store, $0)
        }
        #expect(chinese.status == 15 && chinese.output.contains("北草地仅向租户发放 Key。"), "\(chinese.output)")
        #expect(try home.stored().connections.isEmpty)
    }
}
