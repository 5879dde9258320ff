import App
import Exchanges
import Glibc
import Session

/// What a command gets from its process: descriptors, variables, signals, and how long it waits.
struct CommandEnvironment: Sendable {
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
    var vaultLockMilliseconds = 30_000
    /// How long a file or command may take to give a passphrase, in milliseconds; whoever unlocks a key store may have to type.
    var passphraseMilliseconds: Int64 = 120_000

    init() {}

    /// Those of this process.
    static var process: CommandEnvironment {
        var process = CommandEnvironment()
        process.output = CommandOutput(encoding: .locales)
        return process
    }
}
