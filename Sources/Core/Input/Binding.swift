/// The keys of a command, and what it is called. One table of these feeds dispatch, footer and help.
struct Binding<Command: Hashable & Sendable>: Sendable {
    let keys: [Key]
    let command: Command
    let label: KeyPath<Text, String> & Sendable
    let place: Place

    /// Where the binding is shown besides the help page, which shows them all.
    enum Place: Sendable {
        case footer
        case helpOnly
    }

    init(_ keys: [Key], _ command: Command, _ label: KeyPath<Text, String> & Sendable, _ place: Place = .footer) {
        self.keys = keys
        self.command = command
        self.label = label
        self.place = place
    }

    /// The binding with the keys that are no text now; `nil` where there is none.
    func hint(_ entry: TextEntry, _ context: ScreenContext) -> View.Hint? {
        let usable = keys.filter { !$0.isCharacter || entry == .none }
        return usable.isEmpty ? nil : Binding(usable, command, label, place).hint(context)
    }

    /// The binding as the help page shows it.
    func hint(_ context: ScreenContext) -> View.Hint {
        View.Hint(
            key: keys.map { $0.name(context.glyphs) }.joined(separator: " "), label: context.words(of: label, context.language),
            press: keys.first)
    }
}

/// Something that can be done now: the keys that do it, and what it is called.
public struct OfferedCommand: Hashable, Sendable {
    /// The keys that do it at present, the one to be shown first.
    public let keys: [Key]
    /// What it is called in the language of the screen.
    public let label: String
    /// What it is called in every language, and in the configuration.
    public let names: [String]

    /// A command that is found only by its label, unless other names are given.
    public init(keys: [Key], label: String, names: [String] = []) {
        self.keys = keys
        self.label = label
        self.names = names.isEmpty ? [label] : names
    }
}
