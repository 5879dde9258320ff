internal import Core

/// The themes that can be chosen: the built-in ones, joined by the user's own.
public struct ThemeCatalog: Sendable {
    /// The names of the built-in themes, in the order in which they are offered.
    public static let builtInNames = builtIn.map(\.name)

    /// The theme to use where none is asked for.
    public static let defaultName = "tidegate-dark"

    private static let builtIn: [(name: String, bytes: [UInt8])] = [
        ("tidegate-dark", PackageResources.tidegate_dark_toml),
        ("tidegate-light", PackageResources.tidegate_light_toml),
        ("high-contrast", PackageResources.high_contrast_toml),
        ("monochrome", PackageResources.monochrome_toml),
        ("harbour", PackageResources.harbour_toml),
        ("dusk", PackageResources.dusk_toml),
        ("paper", PackageResources.paper_toml),
        ("amber", PackageResources.amber_toml),
    ]

    /// The theme to use where the terminal decides.
    public static func name(for appearance: Appearance) -> String {
        switch appearance {
        case .dark: defaultName
        case .light: "tidegate-light"
        }
    }

    /// How many themes may inherit from each other in a row; a longer line is taken for a circle.
    private static let longestLine = 8

    private let bytesByName: [String: [UInt8]]
    /// Every name: the built-in ones first, then the user's own in alphabetical order.
    public let names: [String]

    /// A catalogue of the built-in themes and the user's.
    /// - Parameter userThemes: the text of each file by the theme's name, which is the file's without its ending. One that has the name
    ///   of a built-in theme takes its place.
    public init(userThemes: [String: [UInt8]] = [:]) {
        let builtIn = Dictionary(uniqueKeysWithValues: Self.builtIn.map { ($0.name, $0.bytes) })
        bytesByName = builtIn.merging(userThemes) { _, users in users }
        names = Self.builtInNames + userThemes.keys.filter { builtIn[$0] == nil }.sorted()
    }

    /// The theme of that name with what is wrong in its file; `nil` where there is no such theme.
    public func theme(named name: String) -> (theme: Theme, problems: [ThemeProblem])? {
        load(name, path: [name])
    }

    private func load(_ name: String, path: Set<String>) -> (theme: Theme, problems: [ThemeProblem])? {
        guard let bytes = bytesByName[name] else { return nil }
        return Theme.load(bytes) { parent in
            if path.contains(parent) || path.count >= Self.longestLine { return .circular }
            return load(parent, path: path.union([parent])).map { .found($0.theme) } ?? .missing
        }
    }
}
