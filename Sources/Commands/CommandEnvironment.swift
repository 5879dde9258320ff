import App
import Exchanges
import Glibc
import Session

/// What a command gets from its process: descriptors, variables, signals, and how long it waits.
struct CommandEnvironment: Sendable {
    var input = STDIN_FILENO
    var output = CommandOutput()
    /// The path of the process's terminal.
    var terminal = "/dev/tty"
    /// The exchanges that can be asked.
    var registry = ExchangeRegistry.all
    var environment: @Sendable (String) -> String? = { ProgramFolders.variable($0) }
    /// The signals that end a command.
    var signals = [SIGINT, SIGTERM, SIGHUP]
    var reading = ReadingLimits()
    /// The rate budget shared with everything else in this process that asks exchanges.
    var budget = RateBudget.shared
    /// How long to wait while another program writes to the vault, in milliseconds.
    var vaultLockMilliseconds = 30_000
    /// How long a file or command may take to give a passphrase, in milliseconds; unlocking a key store may require typing.
    var passphraseMilliseconds: Int64 = 120_000

    init() {}

    /// The environment of this process.
    static var process: CommandEnvironment {
        var process = CommandEnvironment()
        process.output = CommandOutput(encoding: .locales)
        return process
    }
}
