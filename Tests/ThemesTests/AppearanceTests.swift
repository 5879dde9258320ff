import Testing

@testable import Themes

/// Dark or light, as the terminal says.
struct AppearanceTests {
    @Test(arguments: [
        ("#000000", Appearance.dark), ("#1e1e2e", .dark), ("#002b36", .dark), ("#5f5f5f", .dark), ("#fdf6e3", .light), ("#ffffff", .light),
        ("#c0c0c0", .light),
    ])
    func followsTheBackground(hex: String, wanted: Appearance) throws {
        #expect(Appearance(background: try #require(RGB(hex: hex))) == wanted)
    }

    @Test(arguments: [("15;0", Appearance.dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark), ("0;7", .light)])
    func followsTheVariable(text: String, wanted: Appearance) {
        #expect(Appearance(colorfgbg: text) == wanted)
    }

    @Test(arguments: ["", "15", "default;default", "0;16", "0;-1", "0;0;0;0", "a;b", ";"])
    func nonsenseSaysNothing(text: String) {
        #expect(Appearance(colorfgbg: text) == nil)
    }

    @Test(arguments: Appearance.allCases)
    func thereIsAThemeForEach(appearance: Appearance) throws {
        #expect(try #require(ThemeCatalog().theme(named: ThemeCatalog.name(for: appearance))).theme.appearance == appearance)
    }
}
