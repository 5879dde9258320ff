import Core
import Exchanges
import HTTP

/// Signs in to an account and reads its settings and balances. The screen and the commands share it.
///
/// Cancelling the task ends a visit at once.
public struct AccountReader: Sendable {
    private let transport: HTTPTransport
    private let limits: ReadingLimits

    public init(transport: HTTPTransport, limits: ReadingLimits = ReadingLimits()) {
        self.transport = transport
        self.limits = limits
    }

    /// Reads the account. Parts that could not be had are named in the snapshot's notices; a failure means that there is nothing to show.
    public func read(_ visit: AccountVisit) async -> Result<AccountSnapshot, Failure> {
        await verify(visit) { _, _ in }
    }

    /// Reads the account and reports each row of the verification as it settles. Every row is reported; one that turns out to be
    /// the cause of a failure may be reported twice, and the later report counts.
    public func verify(
        _ visit: AccountVisit, report: @escaping @Sendable (VerificationRow, VerificationResult) -> Void
    ) async -> Result<AccountSnapshot, Failure> {
        guard let adapter = ExchangeRegistry.adapter(id: visit.exchange) else {
            return .failure(Failure(
                .featureUnavailable,
                message: Phrase(en: "This version cannot connect the exchange \(visit.exchange).", zh: "此版本不支持交易所 \(visit.exchange)。"),
                remedy: [Phrase(en: "Update the program.", zh: "请更新程序。")]))
        }
        let checklist = Checklist(report: report)
        let asker = RequestAsker(adapter: adapter, transport: transport, limits: limits, site: visit.site)
        let result = await VisitRun(adapter: adapter, asker: asker, visit: visit, checklist: checklist).snapshot()
        checklist.skipRest()
        return result
    }
}
