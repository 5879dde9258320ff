/// The look of the program, changed while it runs.
extension AppMachine {
    mutating func look(at picker: ThemePicker) -> [Effect] {
        overlay = .themes(picker)
        return showTheme(picker.name)
    }

    mutating func showTheme(_ name: String) -> [Effect] {
        guard name != configuration.theme else { return [] }
        configuration.theme = name
        return [.showTheme(name)]
    }

    /// The terminal has told its background, and the theme for it is shown.
    mutating func themeShown(_ name: String) -> [Effect] {
        // While the user is choosing a theme, the terminal does not decide.
        if case .themes = overlay { return [.showTheme(configuration.theme)] }
        configuration.theme = name
        return []
    }
}
