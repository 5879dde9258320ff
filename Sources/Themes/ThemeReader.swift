internal import Core
import Domain
internal import TOMLKit

/// Turns the text of one theme file into a theme, collecting what is wrong with it.
struct ThemeReader {
    private var problems: [ThemeProblem] = []
    private var lines = KeyLines(text: "")

    mutating func read(_ bytes: [UInt8], parent lookUp: (String) -> ThemeParent) -> (Theme, [ThemeProblem]) {
        guard let root = parse(bytes) else {
            return (Theme(titles: [:], appearance: .dark, palette: [:], looks: [:]), problems)
        }
        let parent = readParent(root, lookUp)
        let appearance = readAppearance(root) ?? parent?.appearance ?? .dark
        let palette = (parent?.palette ?? [:]).merging(readPalette(root)) { _, own in own }
        var looks = (parent?.looks ?? [:]).merging(readLooks(root, palette)) { _, own in own }
        // Themes of users may be older than the testnet badge, which then looks like the demo badge.
        if looks[.badgeTestnet] == nil { looks[.badgeTestnet] = looks[.badgeDemo] }
        for role in Role.allCases where looks[role] == nil { report(.missingRole, ["roles", role.rawValue]) }
        for key in root.keys.sorted() where !["appearance", "inherits", "name", "palette", "roles"].contains(key) {
            report(.unknownKey, [key])
        }
        return (Theme(titles: readTitles(root), appearance: appearance, palette: palette, looks: looks), problems)
    }

    private mutating func report(_ kind: ThemeProblem.Kind, _ path: [String]) {
        problems.append(ThemeProblem(kind: kind, key: path.joined(separator: "."), line: lines.line(of: path)))
    }

    private mutating func parse(_ bytes: [UInt8]) -> TOMLTable? {
        // The parser behind TOMLKit takes a C string, so a NUL would hide what follows it.
        guard bytes.count <= Theme.longestFileBytes, !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            problems.append(ThemeProblem(kind: .notText, key: "", line: nil))
            return nil
        }
        lines = KeyLines(text: text)
        do {
            let table = try TOMLTable(string: lines.lineWithoutKey?.textBefore ?? text)
            guard let broken = lines.lineWithoutKey else { return table }
            problems.append(ThemeProblem(kind: .syntax, key: "", line: broken.line))
            return nil
        } catch {
            let line = (error as? TOMLParseError)?.source.begin.line
            if let again = lines.repetition(met: line) {
                problems.append(
                    ThemeProblem(kind: .repeatedKey(firstLine: again.firstLine), key: again.path.joined(separator: "."), line: again.line))
            } else {
                problems.append(ThemeProblem(kind: .syntax, key: "", line: line))
            }
            return nil
        }
    }

    private mutating func readParent(_ root: TOMLTable, _ lookUp: (String) -> ThemeParent) -> Theme? {
        guard let value = root["inherits"] else { return nil }
        guard let name = value.string else {
            report(.wrongType(expected: "the name of a theme"), ["inherits"])
            return nil
        }
        switch lookUp(name) {
        case .found(let theme): return theme
        case .missing: report(.missingParent(name), ["inherits"])
        case .circular: report(.circularParent(name), ["inherits"])
        }
        return nil
    }

    private mutating func readAppearance(_ root: TOMLTable) -> Appearance? {
        guard let value = root["appearance"] else { return nil }
        if let appearance = value.string.flatMap(Appearance.init(rawValue:)) { return appearance }
        report(.wrongType(expected: "\"dark\" or \"light\""), ["appearance"])
        return nil
    }

    private mutating func table(_ root: TOMLTable, _ key: String) -> [(key: String, value: any TOMLValueConvertible)] {
        guard let value = root[key] else { return [] }
        guard let table = value.table else {
            report(.wrongType(expected: "a table"), [key])
            return []
        }
        return table.keys.sorted().compactMap { key in table[key].map { (key, $0) } }
    }

    private mutating func readTitles(_ root: TOMLTable) -> [Language: String] {
        var titles: [Language: String] = [:]
        for (key, value) in table(root, "name") {
            if let language = Language(rawValue: key) {
                if let title = value.string { titles[language] = title } else { report(.wrongType(expected: "text"), ["name", key]) }
            } else {
                report(.unknownKey, ["name", key])
            }
        }
        return titles
    }

    private mutating func readPalette(_ root: TOMLTable) -> [String: Paint] {
        var palette: [String: Paint] = [:]
        for (key, value) in table(root, "palette") {
            guard let text = colourText(value, ["palette", key]) else { continue }
            if let paint = Paint(text: text) { palette[key] = paint } else { report(.unknownColour(text), ["palette", key]) }
        }
        return palette
    }

    private mutating func readLooks(_ root: TOMLTable, _ palette: [String: Paint]) -> [Role: RoleLook] {
        var looks: [Role: RoleLook] = [:]
        for (key, value) in table(root, "roles") {
            guard let role = Role(rawValue: key) else {
                report(.unknownRole, ["roles", key])
                continue
            }
            guard let entry = value.table else {
                report(.wrongType(expected: "a table"), ["roles", key])
                continue
            }
            looks[role] = readLook(entry, ["roles", key], palette)
        }
        return looks
    }

    private mutating func readLook(_ entry: TOMLTable, _ path: [String], _ palette: [String: Paint]) -> RoleLook {
        var look = RoleLook()
        for key in entry.keys.sorted() {
            guard let value = entry[key] else { continue }
            if key == "fg" {
                look.foreground = readColour(value, path + [key], palette)
            } else if key == "bg" {
                look.background = readColour(value, path + [key], palette)
            } else if let attribute = Attributes.named.first(where: { $0.name == key })?.attribute {
                switch value.bool {
                case true?: look.attributes.insert(attribute)
                case false?: break
                case nil: report(.wrongType(expected: "true or false"), path + [key])
                }
            } else {
                report(.unknownKey, path + [key])
            }
        }
        return look
    }

    private mutating func readColour(_ value: any TOMLValueConvertible, _ path: [String], _ palette: [String: Paint]) -> String? {
        guard let text = colourText(value, path) else { return nil }
        if Theme.paint(named: text, in: palette) != nil { return text }
        report(.unknownColour(text), path)
        return nil
    }

    private mutating func colourText(_ value: any TOMLValueConvertible, _ path: [String]) -> String? {
        if let text = value.string { return text }
        if let number = value.int { return String(number) }
        report(.wrongType(expected: "a colour"), path)
        return nil
    }
}
