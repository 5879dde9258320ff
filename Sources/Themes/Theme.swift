public import Core
import Domain

/// A look for every role, out of a theme file.
public struct Theme: Sendable {
    /// The theme's name in each language that its file gives one in.
    public let titles: [Language: String]
    /// Whether it is made for a dark or a light terminal.
    public let appearance: Appearance
    /// Colours by name: its own, over those that it inherits.
    let palette: [String: Paint]
    /// What it says about roles: its own, over those that it inherits.
    let looks: [Role: RoleLook]

    /// The longest theme file that is read, in bytes.
    public static let longestFileBytes = 65_536

    /// Reads a theme file. What is wrong in it is left out and reported; the theme can be used in any case.
    /// - Parameters:
    ///   - bytes: the text of the file (TOML 1.0).
    ///   - parent: finds the theme that the file inherits from, by name.
    public static func load(_ bytes: [UInt8], parent: (String) -> ThemeParent) -> (theme: Theme, problems: [ThemeProblem]) {
        var reader = ThemeReader()
        return reader.read(bytes, parent: parent)
    }

    /// How a role looks at a colour depth. The text's colour never equals the one behind it.
    public func style(for role: Role, depth: ColourDepth) -> Style {
        let look = looks[role] ?? RoleLook()
        if depth == .none {
            return Style(attributes: usesColour(look) || look.attributes.isEmpty ? role.monochromeAttributes : look.attributes)
        }
        var style = reduced(look, depth: depth)
        if losesWhatSetsItApart(look, style, depth: depth) { style.attributes.formUnion(role.monochromeAttributes) }
        return style
    }

    /// What a style of this theme looks like, where the terminal's own colours are those that its appearance assumes.
    public func shownColours(of style: Style) -> (text: RGB, behind: RGB) {
        let text = style.foreground.map(TerminalPalette.colour(at:)) ?? appearance.assumedForeground
        let behind = style.background.map(TerminalPalette.colour(at:)) ?? appearance.assumedBackground
        return style.attributes.contains(.reverse) ? (behind, text) : (text, behind)
    }

    /// The paint behind a palette name or a colour's own text.
    static func paint(named name: String, in palette: [String: Paint]) -> Paint? {
        palette[name] ?? Paint(text: name)
    }

    private func paint(_ look: RoleLook, _ part: KeyPath<RoleLook, String?>) -> Paint {
        guard let name = look[keyPath: part] ?? looks[.text]?[keyPath: part] else { return .terminalDefault }
        return Self.paint(named: name, in: palette) ?? .terminalDefault
    }

    private func usesColour(_ look: RoleLook) -> Bool {
        [look.foreground, look.background].contains { name in
            guard let name, let paint = Self.paint(named: name, in: palette) else { return false }
            return paint != .terminalDefault
        }
    }

    private func reduced(_ look: RoleLook, depth: ColourDepth) -> Style {
        let (foreground, background) = (paint(look, \.foreground), paint(look, \.background))
        let backgroundIndex = index(of: background, depth: depth)
        let foregroundIndex = index(of: foreground, over: background, shownAs: backgroundIndex, depth: depth)
        return Style(foreground: foregroundIndex, background: backgroundIndex, attributes: look.attributes)
    }

    private func index(of background: Paint, depth: ColourDepth) -> UInt8? {
        switch background {
        case .terminalDefault: nil
        case .index(let index): reduced(index, depth: depth)
        case .rgb(let rgb): nearest(to: rgb, depth: depth) { _ in true }
        }
    }

    private func index(of foreground: Paint, over background: Paint, shownAs backgroundIndex: UInt8?, depth: ColourDepth) -> UInt8? {
        let shownBehind = backgroundIndex.map(TerminalPalette.colour(at:)) ?? appearance.assumedBackground
        let wanted = foreground.rgb(terminalDefault: appearance.assumedForeground)
        switch foreground {
        case .terminalDefault:
            guard backgroundIndex != nil, wanted.contrast(with: shownBehind) < depth.readableContrast else { return nil }
        case .index(let index):
            let kept = reduced(index, depth: depth)
            guard kept == backgroundIndex || TerminalPalette.colour(at: kept) == shownBehind else { return kept }
        case .rgb:
            break
        }
        let intended = wanted.contrast(with: background.rgb(terminalDefault: appearance.assumedBackground))
        let needed = min(depth.readableContrast, intended)
        return nearest(to: depth.strengthened(wanted), depth: depth) { $0 != shownBehind && $0.contrast(with: shownBehind) >= needed }
            ?? nearest(to: shownBehind.luminance < 0.18 ? .white : .black, depth: depth) { $0 != shownBehind }
    }

    /// A colour that the theme gave by index, as an index that the depth has.
    private func reduced(_ index: UInt8, depth: ColourDepth) -> UInt8 {
        switch depth {
        case .eight where index < 16, .none: index & 7
        case .sixteen where index < 16, .twoHundredFiftySix: index
        case .eight, .sixteen: nearest(to: TerminalPalette.colour(at: index), depth: depth) { _ in true } ?? 7
        }
    }

    private func nearest(to wanted: RGB, depth: ColourDepth, where allowed: (RGB) -> Bool) -> UInt8? {
        var best: (index: UInt8, distance: Int)?
        for candidate in depth.candidates {
            let index = UInt8(candidate)
            let colour = TerminalPalette.colour(at: index)
            let distance = wanted.distance(to: colour)
            if distance < best?.distance ?? .max, allowed(colour) { best = (index, distance) }
        }
        return best?.index
    }

    /// Where few colours make a role look like plain text, it gets the attributes that it has without colour.
    private func losesWhatSetsItApart(_ look: RoleLook, _ style: Style, depth: ColourDepth) -> Bool {
        let plainLook = looks[.text] ?? RoleLook()
        let plainStyle = reduced(plainLook, depth: depth)
        let (text, behind) = shownColours(of: Style(foreground: style.foreground, background: style.background))
        let (plainText, plainBehind) = shownColours(of: Style(foreground: plainStyle.foreground, background: plainStyle.background))
        guard behind == plainBehind else { return false }
        return paint(look, \.background) != paint(plainLook, \.background)
            || (text == plainText && paint(look, \.foreground) != paint(plainLook, \.foreground))
    }
}

/// What is found when a theme asks for the one that it inherits from.
public enum ThemeParent: Sendable {
    case found(Theme)
    case missing
    /// The theme asked for is being loaded already.
    case circular
}

/// What a theme says about one role: colours by name, not yet looked up, and attributes.
struct RoleLook: Hashable, Sendable {
    /// A palette name or a colour; that of `text` when `nil`.
    var foreground: String?
    /// A palette name or a colour; that of `text` when `nil`.
    var background: String?
    var attributes: Attributes = []
}
