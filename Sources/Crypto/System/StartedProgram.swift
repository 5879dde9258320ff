internal import CGuard
import Glibc

/// A child process: it gets three descriptors and nothing else that is open here.
public struct StartedProgram: Sendable {
    /// The process id; it stays taken until the child has been waited for.
    public let process: Int32

    /// Where one of its standard descriptors leads.
    public enum Descriptor: Hashable, Sendable {
        case nothing
        case same(as: Int32)

        fileprivate var number: Int32 {
            switch self {
            case .nothing: -1
            case .same(let number): number
            }
        }
    }

    /// Whether it shares the terminal's session.
    public enum Session: Hashable, Sendable {
        /// It may use the terminal, as a command of the user.
        case shared
        /// It cannot use the terminal, and outlives this process.
        case own
    }

    /// Why the system did not start it.
    public struct Refusal: Error, Hashable, Sendable {
        /// The `errno`, such as `ENOENT` for a program that does not exist.
        public let number: Int32
    }

    /// Starts a program with no signal blocked or ignored. One that shares the session ends when this process ends.
    public static func start(
        _ path: String, _ arguments: [String], input: Descriptor = .nothing, output: Descriptor = .nothing, errors: Descriptor = .nothing,
        _ session: Session
    ) -> Result<StartedProgram, Refusal> {
        let words: [UnsafeMutablePointer<CChar>?] = arguments.map { (argument: String) in strdup(argument) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let outcome = cguard_child_start(
            path, words, [input.number, output.number, errors.number], session == .own ? cguard_own_session : cguard_shares_session,
            &process)
        guard outcome == 0 else { return .failure(Refusal(number: outcome)) }
        if session == .own { cguard_child_forget(process) }
        return .success(StartedProgram(process: process))
    }

    /// Sends a signal to it and all that it has started; 0 only looks. Answers how many processes still run.
    @discardableResult
    public func signal(_ number: Int32) -> Int { Int(cguard_child_signal(process, number)) }

    /// Stops tracking it, because it has ended; what it left running may go on.
    public func forget() { cguard_child_forget(process) }
}
