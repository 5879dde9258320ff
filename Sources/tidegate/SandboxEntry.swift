import ArgumentParser
import Commands

struct SandboxEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "The sandbox exchange alone; prints its address and sample keys.")

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The port to listen on; without it, any that is free.", valueName: "port"))
    var port = 0

    @Option(help: ArgumentHelp("How long every reply takes.", valueName: "ms"))
    var latencyMs = 0

    @Option(help: ArgumentHelp("The sandbox's clock minus the real one.", valueName: "ms"))
    var clockOffsetMs: Int64 = 0

    @Option(help: ArgumentHelp("The address from which the sandbox sees requests come.", valueName: "address"))
    var callerAddress: String?

    @Option(
        help: ArgumentHelp(
            "The site that it plays: \(SandboxSiteArgument.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "site"))
    var site = SandboxSiteArgument.usual

    @Option(help: ArgumentHelp("So many more accounts, to see how it is with many.", valueName: "number"))
    var accounts = 0

    @Option(help: ArgumentHelp("The currencies in the first of those.", valueName: "number"))
    var assets = 2

    @Flag(help: "Refuse no request for coming too soon.")
    var noRateLimits = false

    @Option(
        help: ArgumentHelp(
            "A way to misbehave, as KIND[@PATH][*TIMES]; may be given several times. Kinds: \(FaultArgument.forms.joined(separator: ", ")).",
            valueName: "fault"),
        transform: { text in
            guard let fault = FaultArgument(text) else { throw ValidationError("“\(text)” is no fault.") }
            return fault
        })
    var fault: [FaultArgument] = []

    func validate() throws {
        guard SandboxOptions.counts.contains(accounts) else { throw ValidationError("A number of accounts is from 0 to 1000.") }
        guard SandboxOptions.counts.contains(assets) else { throw ValidationError("A number of currencies is from 0 to 1000.") }
        guard SandboxOptions.ports.contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
        guard SandboxOptions.latencies.contains(latencyMs) else { throw ValidationError("A latency is a number from 0 to 600000.") }
        guard SandboxOptions.clockOffsets.contains(clockOffsetMs) else {
            throw ValidationError("A clock offset is at most a hundred years of milliseconds.")
        }
    }

    func run() throws {
        var options = SandboxOptions()
        options.port = port
        options.latencyMilliseconds = latencyMs
        options.clockOffsetMilliseconds = clockOffsetMs
        options.callerAddress = callerAddress
        options.site = site
        options.accounts = accounts
        options.assets = assets
        options.noRateLimits = noRateLimits
        options.faults = fault
        try global.run { try SandboxCommand.run(options, $0) }
    }
}
