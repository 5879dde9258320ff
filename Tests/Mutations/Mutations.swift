import ArgumentParser
import Domain
import Exchanges
import Glibc

/// The present round, for the message of a process that traps.
nonisolated(unsafe) private var currentRound = 0

/// Feeds the exchanges' readers replies that were changed at random, and draws what comes of them. Not shipped.
@main struct Mutations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidegate-mutations", abstract: "Reads and draws replies that were changed at random.",
        discussion:
            "Ends with status 1, and the round, where something is shown that must not be; a trap ends it by a signal, after the round is named."
    )

    @Option(help: "How many rounds.")
    var rounds = 100_000

    @Option(help: "What the changes come from; without it, something new each time.")
    var seed: UInt64?

    @Option(help: "The first round, to repeat one.")
    var from = 0

    func validate() throws {
        guard rounds > 0, from >= 0, rounds <= .max - from else { throw ValidationError("That is out of range.") }
    }

    func run() async throws {
        let seed = self.seed ?? UInt64.random(in: 0 ... .max)
        print("seed \(seed), rounds \(from) to \(from + rounds - 1)")
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { signal(number, nameRound) }
        let tallies = [
            try await rounds(of: .okx, seed: seed), try await rounds(of: .bybit, seed: seed),
        ]
        // Where nearly all replies are refused, nothing is drawn that could go wrong.
        guard tallies.allSatisfy({ $0.accounts > rounds / 2 && $0.files > rounds / 2 && $0.changes > rounds / 2 }) else {
            print("too few of the replies survived to prove anything")
            throw ExitCode(1)
        }
    }

    /// What came of the rounds of one exchange.
    private struct Tally {
        var accounts = 0
        var files = 0
        var changes = 0
    }

    private func rounds<Adapter: StreamAdapter>(of samples: ExchangeSamples<Adapter>, seed: UInt64) async throws -> Tally {
        var tally = Tally()
        for number in from..<from + rounds {
            currentRound = number
            var round = Round(samples, seed: seed, round: number)
            await round.run()
            tally.accounts += round.accountsRead
            tally.files += round.filesWritten
            tally.changes += round.changesHeard
            guard round.flaws.isEmpty else {
                for flaw in round.flaws.prefix(5) { print("\(samples.adapter.id), round \(number): \(flaw)") }
                throw ExitCode(1)
            }
        }
        print(
            "\(samples.adapter.id): \(rounds) rounds, \(tally.accounts) accounts read, \(tally.files) files exported, \(tally.changes) pushes taken: nothing trapped"
        )
        return tally
    }
}

/// Says which round it was, with calls that a signal handler may make, and lets the signal have its way.
private func nameRound(_ number: Int32) {
    signal(number, SIG_DFL)
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
        var rest = currentRound
        var place = buffer.count
        repeat {
            place -= 1
            buffer[place] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
            rest /= 10
        } while rest > 0
        let lead: StaticString = "trapped in round "
        _ = write(STDERR_FILENO, lead.utf8Start, lead.utf8CodeUnitCount)
        _ = write(STDERR_FILENO, buffer.baseAddress! + place, buffer.count - place)
        _ = write(STDERR_FILENO, "\n", 1)
    }
    raise(number)
}
