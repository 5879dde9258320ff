import Domain

/// What an entered line asks for.
public enum LineCommand: Hashable, Sendable {
    case press(Key)
    /// Chooses the part of that number.
    case choose(Int)
    /// New content for the field that has the focus.
    case enter(String)
    /// Chooses among the options of the field that has the focus.
    case option(Int)
    /// Prints everything again.
    case show
    /// Lists the commands.
    case commands
    case notUnderstood

    /// Marks a line as a command where it would otherwise be text.
    static let prefix: Character = ":"

    /// Reads a line. A command's full words come before an unambiguous beginning, and that before the name of a key.
    public init(_ line: String, on page: PlainPage, commands: [OfferedCommand], language: Language) {
        let entered = PlainPage.tidy(line)
        if case .text? = page.focused?.content, !entered.isEmpty, entered != "?", entered.first != Self.prefix {
            self = .enter(line)
            return
        }
        let word = entered.count > 1 && entered.first == Self.prefix ? PlainPage.tidy(String(entered.dropFirst())) : entered
        self = Self.command(word, page, commands, Text.of(language)) ?? .notUnderstood
        // In the line mode, help is the list of commands.
        if case .press(let key) = self, commands.first(where: { $0.keys.contains(key) })?.label == Text.of(language).keys.help {
            self = .commands
        }
    }

    private static func command(_ word: String, _ page: PlainPage, _ commands: [OfferedCommand], _ text: Text) -> LineCommand? {
        if word.isEmpty { return .press(.enter) }
        if word == "?" { return .commands }
        if word == "." || word.lowercased() == text.plain.show.lowercased() { return .show }
        if let number = Int(word), word.allSatisfy(\.isASCII) {
            return page.parts.contains { $0.number == number } ? .choose(number) : nil
        }
        if let key = Key(word: word), commands.contains(where: { $0.keys.contains(key) }) { return .press(key) }
        let wanted = word.lowercased()
        if case .option(let options, _)? = page.focused?.content, let index = choice(wanted, among: options) { return .option(index) }
        if let index = choice(wanted, among: commands.map(\.label)) { return commands[index].keys.first.map(LineCommand.press) }
        // A named key that is not a command, such as an arrow. A single letter would do nothing.
        return word.count > 1 ? Key(word: word).map(LineCommand.press) : nil
    }

    /// The one of that name, or the only one that begins with it.
    private static func choice(_ wanted: String, among names: [String]) -> Int? {
        let names = names.map { $0.lowercased() }
        if let exact = names.firstIndex(of: wanted) { return exact }
        let candidates = names.indices.filter { names[$0].hasPrefix(wanted) }
        return Set(candidates.map { names[$0] }).count == 1 ? candidates.first : nil
    }

    /// The words that are commands now: with the prefix where text or a secret is entered, and else without it too.
    public static func commandWords(on page: PlainPage, commands: [OfferedCommand], language: Language) -> [String] {
        var words = ["?", ".", Text.of(language).plain.show] + page.parts.compactMap { $0.number.map(String.init) }
        for command in commands { words += [command.label] + command.keys.flatMap(\.words) }
        let prefixed = ["?"] + words.map { String(prefix) + $0 }
        switch page.focused?.content {
        case .text?, .secret?: return prefixed
        case .option?, .action?, nil: return prefixed + words
        }
    }
}
