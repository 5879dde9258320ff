/// The keys that work everywhere, the list of all commands, and what is common to the lists that lie over a screen.
extension AppMachine {
    /// The commands that work on every screen, with the keys that they have now.
    var bindingsEverywhere: [Binding<GlobalCommand>] { configuration.keys.applied(to: Self.bindingsEverywhere, of: KeyMap.everywhere) }

    /// The key that gives a command on the screen in sight.
    func key(for command: GlobalCommand) -> Key? {
        let entry = screens.last?.model.takesText(context) ?? .none
        return bindingsEverywhere.first { $0.command == command }?.keys.first { !$0.isCharacter || entry == .none }
    }

    /// What can be done besides opening the palette.
    var paletteCommands: [OfferedCommand] {
        let name = context.text.tools.palette
        return screenCommands.filter { $0.label != name }
    }

    mutating func close(_ overlay: Overlay) -> [Effect] {
        self.overlay = nil
        guard case .themes(let picker) = overlay else { return [] }
        return showTheme(picker.before)
    }

    mutating func scroll(_ overlay: Overlay, by lines: Int) -> [Effect] {
        switch overlay {
        case .help(let line):
            self.overlay = .help(line: max(0, min(helpPage.count - 1, line + lines)))
        case .palette(var palette):
            palette.move(by: lines, paletteCommands)
            self.overlay = .palette(palette)
        case .themes(var picker):
            picker.move(by: lines)
            return look(at: picker)
        case .confirmation, .message, .rename, .export: break
        }
        return []
    }

    mutating func change(_ overlay: Overlay, by edit: Overlay.NameEdit) -> [Effect] {
        switch overlay {
        case .palette(var palette):
            if edit == .done { return performChosen(of: palette) }
            palette.edit(edit)
            self.overlay = .palette(palette)
            return []
        case .themes:
            // The chosen theme stays.
            if edit == .done {
                self.overlay = nil
                keptTheme = configuration.theme
            }
            return []
        case .export(let form): return self.edit(edit, form)
        case .help, .confirmation, .message, .rename: return editName(edit, on: overlay)
        }
    }

    /// Does what is chosen, as its key would.
    private mutating func performChosen(of palette: CommandPalette) -> [Effect] {
        let matches = palette.matches(paletteCommands)
        guard matches.indices.contains(palette.chosen), let key = matches[palette.chosen].keys.first else { return [] }
        overlay = nil
        return pressed(key)
    }

    /// A press on a line of an overlay chooses it; in the palette it also gives the command.
    mutating func choose(_ place: ItemPlace, on overlay: Overlay) -> [Effect] {
        switch overlay {
        case .palette(var palette):
            let first = palette.firstShown(of: palette.matches(paletteCommands).count)
            // The first block is the filter.
            guard place.block > 0 else { return [] }
            palette.choose(first + place.item, paletteCommands)
            return performChosen(of: palette)
        case .themes(var picker):
            picker.choose(place.item)
            return look(at: picker)
        case .help, .confirmation, .message, .rename, .export: return []
        }
    }
}
