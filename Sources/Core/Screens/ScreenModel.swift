/// One screen: its state, its commands, the keys for them, and what it looks like. It answers with a step of its own and knows
/// nothing of other screens, of tickets or of secrets.
protocol ScreenModel: Hashable, Sendable {
    associatedtype Command: Hashable & Sendable & CaseIterable
    associatedtype Step: Hashable & Sendable

    static var bindings: [Binding<Command>] { get }
    /// What the screen is called in the help page.
    static var heading: KeyPath<Text, String> & Sendable { get }

    /// Whether printable characters are text here, and not commands.
    func takesText(_ context: ScreenContext) -> TextEntry

    /// Whether a command can do anything at present; keys and hints of disabled commands are ignored.
    func offer(_ command: Command, _ context: ScreenContext) -> Offer

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step?
    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step?
    func view(_ context: ScreenContext) -> View
}

/// Whether a command can be given.
enum Offer: Hashable, Sendable {
    case enabled
    case disabled
    /// It cannot, and whoever presses the key is told why.
    case refused(Refusal)
}

/// Where printable characters go.
enum TextEntry: Hashable, Sendable {
    case none
    case text
    /// To the secret store.
    case secret(SecretField)
}

extension ScreenModel {
    /// What the screen is called in the configuration.
    static var name: String { KeyMap.name(of: Self.self) }

    static var section: KeyMap.Section { KeyMap.Section(name, bindings) }

    /// The bindings with the keys that the user has given them.
    static func bindings(_ keys: KeyMap) -> [Binding<Command>] { keys.applied(to: bindings, of: name) }

    var name: String { Self.name }

    /// Every binding of the screen, for the help page.
    static func helpHints(_ context: ScreenContext) -> [View.Hint] { bindings(context.keys).map { $0.hint(context) } }

    func takesText(_ context: ScreenContext) -> TextEntry { .none }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer { .enabled }

    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step? { nil }

    /// The command that a key gives here; printable characters give none while they are text.
    func command(for key: Key, _ context: ScreenContext) -> Command? {
        if case .character = key, takesText(context) != .none { return nil }
        return Self.bindings(context.keys).first { $0.keys.contains(key) && offer($0.command, context) == .enabled }?.command
    }

    mutating func handle(_ key: Key, _ context: inout ScreenContext) -> Step? {
        if let command = command(for: key, context) { return perform(command, &context) }
        if case .character(let scalar) = key, takesText(context) == .text { return type(scalar, &context) }
        return nil
    }

    /// The hints of the footer. Single letters are left out while they would be typed as text.
    func hints(_ context: ScreenContext) -> [View.Hint] {
        Self.bindings(context.keys).compactMap { binding in
            guard binding.place == .footer, offer(binding.command, context) == .enabled else { return nil }
            return hint(binding, context)
        }
    }

    /// The key that gives here the command that another key, such as Up, gives by default; `nil` where there is none.
    func key(like standard: Key, _ context: ScreenContext) -> Key? {
        guard let command = Self.bindings.first(where: { $0.keys.contains(standard) && offer($0.command, context) == .enabled })?.command
        else { return nil }
        let keys = Self.bindings(context.keys).first { $0.command == command }?.keys ?? []
        return keys.contains(standard) ? standard : keys.first { !$0.isCharacter || takesText(context) == .none }
    }

    private func hint(_ binding: Binding<Command>, _ context: ScreenContext) -> View.Hint? {
        let usable = binding.keys.first { key in
            if case .character = key { return takesText(context) == .none }
            return true
        }
        guard let usable else { return nil }
        return View.Hint(key: usable.name(context.glyphs), label: context.words(of: binding.label, context.language), press: usable)
    }
}
