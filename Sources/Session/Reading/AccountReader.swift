import Domain
import Exchanges
import HTTP

/// Signs in to an account and reads its settings and balances. The screen and the commands share it.
///
/// Cancelling the task ends a visit at once.
public struct AccountReader: Sendable {
    private let transport: HTTPTransport
    private let limits: ReadingLimits
    private let budget: RateBudget
    private let board = MaintenanceBoard()
    private let clocks = SharedAnswers<ClockReading>()
    private let kept = SharedAnswers<any Sendable>()
    private let lateRates: LateRateCache?
    private let exchanges: ExchangeRegistry

    /// Reads accounts of the program's exchanges, unless others are given.
    public init(
        transport: HTTPTransport, limits: ReadingLimits = ReadingLimits(), euros: EuroRate = .unwanted, exchanges: ExchangeRegistry = .all
    ) {
        self.init(transport: transport, limits: limits, budget: .shared, euros: euros, exchanges: exchanges)
    }

    /// Whether totals may be wanted in euros, whose rate costs one more question now and then.
    public enum EuroRate: Hashable, Sendable {
        case wanted
        case unwanted
    }

    package init(
        transport: HTTPTransport, limits: ReadingLimits, budget: RateBudget, euros: EuroRate = .unwanted, exchanges: ExchangeRegistry = .all
    ) {
        lateRates = euros == .wanted ? LateRateCache() : nil
        self.exchanges = exchanges
        self.transport = transport
        self.limits = limits
        self.budget = budget
    }

    /// Reads the account. Parts that could not be had are named in the snapshot's notices; a failure means that there is nothing to show.
    public func read(_ visit: AccountVisit) async -> Result<AccountSnapshot, Failure> {
        await run(visit, Checklist { _, _ in }, .reading)
    }

    /// Reads the account and reports each row of the verification as it settles. Every row is reported; one about which more comes
    /// to light, such as the cause of a failure, may be reported twice, and the later report counts.
    public func verify(
        _ visit: AccountVisit, report: @escaping @Sendable (VerificationRow, VerificationResult) -> Void
    ) async -> Result<AccountSnapshot, Failure> {
        let checklist = Checklist(report: report)
        let result = await run(visit, checklist, .verification)
        checklist.skipRest()
        return result
    }

    /// Asks other places for the key of a visit, with one signed read each. The user has to have agreed to it.
    public func probe(_ visit: AccountVisit, among places: [AccountPlace]) async -> ProbeFindings {
        guard let adapter = exchanges.adapter(id: visit.exchange) else { return ProbeFindings([]) }
        return await SiteProbe(adapter: adapter, transport: transport, limits: limits, budget: budget).ask(visit, among: places)
    }

    private func run(_ visit: AccountVisit, _ checklist: Checklist, _ purpose: VisitPurpose) async -> Result<AccountSnapshot, Failure> {
        guard let adapter = exchanges.adapter(id: visit.exchange) else {
            return .failure(
                Failure(
                    .featureUnavailable,
                    message: Phrase(en: "This version cannot connect the exchange \(visit.exchange).", zh: "此版本不支持交易所 \(visit.exchange)。"),
                    remedy: [Phrase(en: "Update the program.", zh: "请更新程序。")]))
        }
        return await run(adapter, visit, checklist, purpose)
    }

    private func run<Adapter: ExchangeAdapter>(
        _ adapter: Adapter, _ visit: AccountVisit, _ checklist: Checklist, _ purpose: VisitPurpose
    ) async -> Result<AccountSnapshot, Failure> {
        var inquiryLimits = limits
        inquiryLimits.request.totalMilliseconds = min(limits.request.totalMilliseconds, limits.inquiryMilliseconds)
        return await VisitRun(
            adapter: adapter, asker: asker(adapter, visit, limits), inquirer: asker(adapter, visit, inquiryLimits), board: board,
            clocks: clocks, kept: kept, lateRates: purpose == .reading ? lateRates : nil, visit: visit, checklist: checklist,
            purpose: purpose
        ).snapshot()
    }

    private func asker(_ adapter: any ExchangeAdapter, _ visit: AccountVisit, _ limits: ReadingLimits) -> RequestAsker {
        RequestAsker(
            adapter: adapter, transport: transport, limits: limits, key: visit.key, budget: budget)
    }
}
