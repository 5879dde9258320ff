import App
import Exchanges
import Glibc
import Session

/// What a command finds around it: descriptors, environment, signals, and how patient it is.
struct CommandSurroundings: Sendable {
    var input = STDIN_FILENO
    var output = CommandOutput()
    /// What stands for the terminal that the process belongs to.
    var terminal = "/dev/tty"
    /// The exchanges that can be asked.
    var registry = ExchangeRegistry.all
    var environment: @Sendable (String) -> String? = { ProgramFolders.variable($0) }
    /// The signals that end a command.
    var signals = [SIGINT, SIGTERM, SIGHUP]
    var reading = ReadingLimits()
    /// What else of this process asks the exchange.
    var budget = RateBudget.shared
    /// How long another program may go on writing to the vault, in milliseconds.
    var vaultPatienceMilliseconds = 30_000
    /// How long a file or command may take to give a passphrase, in milliseconds; whoever unlocks a key store may have to type.
    var passphraseMilliseconds: Int64 = 120_000

    init() {}

    /// Those of this process.
    static var process: CommandSurroundings {
        var surroundings = CommandSurroundings()
        surroundings.output = CommandOutput(letters: .locales)
        return surroundings
    }
}
