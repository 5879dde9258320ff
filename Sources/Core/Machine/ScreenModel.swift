/// One screen: its state, its commands, the keys for them, and what it looks like. It answers with a step of its own and knows
/// nothing of other screens, of tickets or of secrets.
protocol ScreenModel: Hashable, Sendable {
    associatedtype Command: Hashable & Sendable & CaseIterable
    associatedtype Step: Hashable & Sendable

    static var bindings: [Binding<Command>] { get }

    /// Whether printable characters are text here, and not commands.
    func takesText(_ context: ScreenContext) -> TextEntry

    /// Whether a command can do anything at present; keys and hints of others are passed over.
    func offer(_ command: Command, _ context: ScreenContext) -> Offer

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step?
    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step?
    func view(_ context: ScreenContext) -> View
}

/// Whether a command can be given.
enum Offer: Hashable, Sendable {
    case open
    case shut
}

/// Where printable characters go.
enum TextEntry: Hashable, Sendable {
    case none
    case text
    /// To the secret store.
    case secret(SecretField)
}

extension ScreenModel {
    func takesText(_ context: ScreenContext) -> TextEntry { .none }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer { .open }

    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step? { nil }

    /// The command that a key gives here; printable characters give none while they are text.
    func command(for key: Key, _ context: ScreenContext) -> Command? {
        if case .character = key, takesText(context) != .none { return nil }
        return Self.bindings.first { $0.keys.contains(key) && offer($0.command, context) == .open }?.command
    }

    mutating func handle(_ key: Key, _ context: inout ScreenContext) -> Step? {
        if let command = command(for: key, context) { return perform(command, &context) }
        if case .character(let scalar) = key, takesText(context) == .text { return type(scalar, &context) }
        return nil
    }

    /// The hints of the footer. Single letters are left out while they would be typed as text.
    func hints(_ context: ScreenContext) -> [View.Hint] {
        Self.bindings.compactMap { binding in
            guard binding.place == .footer, offer(binding.command, context) == .open else { return nil }
            return hint(binding, context)
        }
    }

    /// Every binding, for the help page.
    func allHints(_ context: ScreenContext) -> [View.Hint] {
        Self.bindings.map { $0.hint(context) }
    }

    private func hint(_ binding: Binding<Command>, _ context: ScreenContext) -> View.Hint? {
        let usable = binding.keys.first { key in
            if case .character = key { return takesText(context) == .none }
            return true
        }
        guard let usable else { return nil }
        return View.Hint(key: usable.name(context.glyphs), label: context.text[keyPath: binding.label])
    }
}
