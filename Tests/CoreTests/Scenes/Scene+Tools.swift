import Testing

@testable import Core
@testable import Domain

/// The list of commands, the themes, other keys and poor surroundings.
extension Scene {
    static let offeredThemes = [
        OfferedTheme(name: "tidegate-dark", title: Phrase(en: "Tidegate dark", zh: "潮闸 深色")),
        OfferedTheme(name: "tidegate-light", title: Phrase(en: "Tidegate light", zh: "潮闸 浅色")),
        OfferedTheme(name: "mine", title: Phrase(verbatim: "mine")),
    ]

    static func equipped(_ language: Language) -> AppConfiguration {
        var configuration = Sample.live(language)
        configuration.themes = offeredThemes
        configuration.theme = "tidegate-light"
        configuration.mouse = .program
        return configuration
    }

    static func remapped(_ language: Language) -> AppConfiguration {
        var configuration = equipped(language)
        configuration.keys = Self.keys
        return configuration
    }

    private static let keys: KeyMap = {
        let wishes: [KeyMap.Request] = [
            KeyMap.Request(section: "everywhere", command: "help", keys: [.function(9)]),
            KeyMap.Request(section: "everywhere", command: "language", keys: [.alt("l"), .function(2)]),
            KeyMap.Request(section: "my-exchanges", command: "refresh", keys: [.function(5), .character("R")]),
            KeyMap.Request(section: "my-exchanges", command: "remove", keys: [.delete]),
        ]
        do { return try KeyMap(wishes) } catch { return KeyMap() }
    }()

    private static func wide(_ language: Language) -> AppConfiguration {
        var configuration = Sample.live(language)
        configuration.glyphs = .unambiguous
        return configuration
    }

    static let tools: [Scene] = [
        Scene("palette", equipped) {
            try $0.connect()
            $0.press(.character(":"))
        },
        Scene("palette-filtered", equipped) {
            try $0.connect()
            $0.press(.character(":"))
            $0.type("re")
            $0.press(.down)
        },
        Scene("palette-no-match", equipped) {
            $0.press(.character(":"))
            $0.type("xyzzy")
        },
        Scene("palette-while-typing", equipped) {
            $0.goToEntry()
            $0.press(.control("p"), .end, .pageDown)
        },
        Scene("themes", equipped) { $0.press(.function(3), .down) },
        Scene("mouse-off", equipped) { $0.press(.function(6)) },
        Scene("keys-remapped", remapped) { try $0.connect() },
        Scene("keys-remapped-help", remapped) {
            try $0.connect()
            $0.press(.function(9))
        },
        Scene("help-other-screens", equipped) {
            $0.press(.character("?"))
            for _ in 0..<4 { $0.press(.pageDown) }
        },
        Scene("home-ambiguous-wide", wide) {
            try $0.connect(Sample.unusual)
            $0.press(.enter)
        },
    ]
}
