import App
import Crypto
import Glibc

/// The process: its protection at the start, its arguments and its end.
public enum Program {
    /// Has to be called before anything else, so that no core file or debugger sees a secret.
    public static func begin() {
        ProcessGuard.harden()
        ProcessGuard.holdStandardDescriptors()
        ProcessGuard.closeOnExec()
        // A reader of our output that goes away must not end the program in the middle of its work.
        signal(SIGPIPE, SIG_IGN)
        ProcessGuard.catchFatalSignals()
    }

    /// What the process was started with, the command first.
    public static var arguments: [String] { ArgumentOrder.commandFirst(Array(CommandLine.arguments.dropFirst())) }

    /// Runs a command, and ends the process with its status.
    public static func run(
        _ options: ProgramOptions = ProgramOptions(), configuration: CommandContext.ConfigurationDemand = .flawless,
        _ body: (CommandContext) throws -> Int32
    ) -> Never {
        end(CommandContext.run(options.asGiven, configuration: configuration, body))
    }

    /// Ends the process.
    public static func end(_ status: Int32) -> Never {
        fflush(nil)
        ProcessGuard.leave(status)
    }
}

/// Which version of the program this is.
public enum ProgramVersion {
    /// As `--version` prints it (semantic versioning).
    public static let text = "0.1.0"

    /// What the program calls itself towards exchanges.
    public static let userAgent = "tidegate/\(text) (linux)"
}
