import App
import Domain
import Exchanges
import Synchronization

/// The language of what the reader of arguments says: help, the manual, completions, and what is wrong with a command line. Its sentences
/// are written down before anyone knows which language is wanted, so that both stand there, and this tells which one counts.
public enum SpokenLanguage {
    private static let current = Mutex(Language.english)

    /// The one of two sentences that is to be said.
    public static func pick(en english: String, zh simplifiedChinese: String) -> String {
        Phrase(en: english, zh: simplifiedChinese)[language]
    }

    /// As a command would find it: what the arguments say, else the configuration, else the locale. A configuration with a mistake in it
    /// is not worth a complaint here.
    public static func settle(_ arguments: [String]) {
        let process = CommandEnvironment.process
        let folders = ProgramFolders(home: value(of: "--home", in: arguments), environment: process.environment)
        let asked = value(of: "--lang", in: arguments).flatMap { Language(tag: $0) }
        let configured = { (try? Configuration.load(file: folders.configurationFile, among: process.registry.profiles))?.language }
        speak(process.output.spoken(asked ?? configured() ?? CommandContext.localeLanguage(process.environment)))
    }

    /// The language of a command that is running.
    public static func settle(_ context: CommandContext) { speak(context.language) }

    static var language: Language { current.withLock { $0 } }

    static func speak(_ language: Language) { current.withLock { $0 = language } }

    /// What was last given for an option, before a terminator.
    static func value(of option: String, in arguments: [String]) -> String? {
        var found: String?
        var index = arguments.startIndex
        while index < arguments.endIndex, arguments[index] != "--" {
            let argument = arguments[index]
            if argument == option, index + 1 < arguments.endIndex {
                found = arguments[index + 1]
                index += 1
            } else if argument.hasPrefix(option + "=") {
                found = String(argument.dropFirst(option.count + 1))
            }
            index += 1
        }
        return found
    }
}
