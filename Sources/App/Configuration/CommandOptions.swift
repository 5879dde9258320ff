import Domain

/// What every command is told by its command line.
public struct CommandOptions: Hashable, Sendable {
    /// The folder for all files; `nil`: the usual folders.
    public var home: String?
    /// `nil`: as the configuration or the locale says.
    public var language: Language?
    /// `nil`: as the configuration says.
    public var theme: String?
    /// Text for people or JSON for programs.
    public var format: OutputFormat
    /// The full screen or the line mode, for the commands that show the interface.
    public var presentation: Presentation
    /// A file whose first line is the vault's passphrase.
    public var passphraseFile: String?

    /// How the interface is shown.
    public enum Presentation: Hashable, Sendable {
        case fullScreen
        /// Line by line, for screen readers and poor terminals.
        case plain
    }

    /// Options as they are without any on the command line, unless given.
    public init(
        home: String? = nil, language: Language? = nil, theme: String? = nil, format: OutputFormat = .text,
        presentation: Presentation = .fullScreen, passphraseFile: String? = nil
    ) {
        self.home = home
        self.language = language
        self.theme = theme
        self.format = format
        self.presentation = presentation
        self.passphraseFile = passphraseFile
    }
}

/// For whom a command prints.
public enum OutputFormat: String, Hashable, Sendable {
    case text
    case json
}
