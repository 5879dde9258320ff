import App
import Crypto
import Glibc

/// The process that the program runs in: what is done before anything else, what the command line brought, and its end.
public enum Program {
    /// To be called before anything else: no core file or debugger may see what comes.
    public static func begin() {
        ProcessGuard.harden()
        ProcessGuard.holdStandardDescriptors()
        ProcessGuard.closeOnExec()
        // A reader of our output that goes away must not end the program in the middle of something.
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
    public static let text = "0.1.0"

    /// What the program calls itself towards exchanges.
    public static let userAgent = "tidegate/\(text) (linux)"
}
