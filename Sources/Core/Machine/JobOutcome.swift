/// How a job ended.
public enum JobOutcome: Hashable, Sendable {
    case read(AccountSnapshot)
    case failed(Failure)
}
