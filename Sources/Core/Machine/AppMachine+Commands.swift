import Domain

/// What can be done now, for presenters that cannot show all keys or have none.
extension AppMachine {
    /// The language that the user has chosen.
    public var language: Language { context.language }

    /// Every command that a key would give now, those of the screen or of what lies over it before those that work everywhere.
    public var commands: [OfferedCommand] {
        overlay.map { $0.offered(context) } ?? screenCommands
    }

    /// Every command of the screen in sight, and then those that work everywhere.
    var screenCommands: [OfferedCommand] {
        let context = context
        guard let model = screens.last?.model else { return [] }
        let entry = model.takesText(context)
        let everywhere = bindingsEverywhere.compactMap { binding in
            offer(binding.command) == .enabled ? binding.offered(entry, context) : nil
        }
        return model.offered(context) + everywhere
    }
}

extension ScreenModel {
    /// Every command that can be given now.
    func offered(_ context: ScreenContext) -> [OfferedCommand] {
        let entry = takesText(context)
        return Self.bindings(context.keys).compactMap { binding in
            offer(binding.command, context) == .enabled ? binding.offered(entry, context) : nil
        }
    }
}

extension Binding {
    /// The binding as something that can be done; `nil` where each of its keys would be text.
    func offered(_ entry: TextEntry, _ context: ScreenContext) -> OfferedCommand? {
        let usable = keys.filter { key in
            if case .character = key { return entry == .none }
            return true
        }
        return usable.isEmpty
            ? nil
            : OfferedCommand(
                keys: usable, label: context.words(of: label, context.language),
                names: Language.allCases.map { context.words(of: label, $0) } + [KeyMap.name(of: command)])
    }
}

extension Overlay {
    /// What can be answered to it.
    func offered(_ context: ScreenContext) -> [OfferedCommand] {
        bindings.filter { $0.command != .quit }.map { binding in
            OfferedCommand(
                keys: binding.keys, label: context.words(of: binding.label, context.language),
                names: Language.allCases.map { context.words(of: binding.label, $0) })
        }
    }
}
