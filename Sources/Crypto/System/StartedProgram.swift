internal import CGuard
import Glibc

/// Another program, started by this one: with the three descriptors that it needs, and nothing else that is open here.
public struct StartedProgram: Sendable {
    public let process: Int32

    /// What stands for one of its descriptors.
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

    /// How it stands to the terminal.
    public enum Session: Hashable, Sendable {
        /// It may ask something there, as the user's command.
        case shared
        /// It has nothing to do with it, and outlives this process.
        case own
    }

    /// The number of the system's error.
    public struct Refusal: Error, Hashable, Sendable {
        public let number: Int32
    }

    /// Starts it. No signal is blocked or ignored in it. What shares the session ends when this process ends.
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

    /// It has ended by itself, or all of it has been ended; what it has left running may go on.
    public func forget() { cguard_child_forget(process) }
}
