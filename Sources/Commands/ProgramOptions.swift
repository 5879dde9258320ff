import App

/// The options that every command knows, as the command line gives them.
public struct ProgramOptions: Hashable, Sendable {
    /// The folder for all files; `nil`: the usual folders.
    public var home: String?
    /// `nil`: as the configuration or the locale says.
    public var language: LanguageArgument?
    /// `nil`: as the configuration says.
    public var theme: String?
    /// Line by line instead of a full screen.
    public var plain = false
    /// JSON instead of text.
    public var json = false
    /// A file whose first line is the vault's passphrase.
    public var passphraseFile: String?

    /// No option was given.
    public init() {}

    /// The options as commands take them.
    var asGiven: CommandOptions {
        CommandOptions(
            home: home, language: language?.language, theme: theme, format: json ? .json : .text,
            presentation: plain ? .plain : .fullScreen, passphraseFile: passphraseFile)
    }
}
