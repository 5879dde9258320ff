/// What changes while the sandbox runs.
struct ExchangeState: Sendable {
    var accounts: [SandboxAccount]
    var faults: FaultQueue
    var clockOffsetMilliseconds: Int64
    var ledger = OAuthLedger()
    var buckets = TokenBuckets()
    var log = SandboxLog()
    var requestIds: SplitMix
}
