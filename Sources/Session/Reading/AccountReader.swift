import Domain
import Exchanges
import HTTP

/// Signs in to an account and reads its settings and balances. The screen and the commands share it.
///
/// Cancelling the task ends a fetch at once.
public struct AccountReader: Sendable {
    private let transport: HTTPTransport
    private let limits: ReadingLimits
    private let budget: RateBudget
    private let maintenance = MaintenanceCache()
    private let clocks = SingleFlightCache<ClockReading>()
    private let kept = SingleFlightCache<any Sendable>()
    private let lateRates: LateRateCache?
    private let exchanges: ExchangeRegistry

    /// Reads accounts of the program's exchanges, unless others are given.
    public init(
        transport: HTTPTransport, limits: ReadingLimits = ReadingLimits(), euros: EuroRate = .unwanted, exchanges: ExchangeRegistry = .all
    ) {
        self.init(transport: transport, limits: limits, budget: .shared, euros: euros, exchanges: exchanges)
    }

    /// Whether totals may be shown in euros, whose rate takes one more request now and then.
    public enum EuroRate: Hashable, Sendable {
        case wanted
        case unwanted
    }

    /// A reader with a rate budget of its own instead of the process's.
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
    public func read(_ target: AccountRequest) async -> Result<AccountSnapshot, Failure> {
        await run(target, VerificationProgress { _, _ in }, .reading)
    }

    /// Reads the account and reports each row of the verification as it settles. Every row is reported; one about which more comes
    /// to light, such as the cause of a failure, may be reported twice, and the later report counts.
    public func verify(
        _ target: AccountRequest, report: @escaping @Sendable (VerificationRow, VerificationResult) -> Void
    ) async -> Result<AccountSnapshot, Failure> {
        let progress = VerificationProgress(report: report)
        let result = await run(target, progress, .verification)
        progress.skipRest()
        return result
    }

    /// Asks other places for the key of a fetch, with one signed read each. The user has to have agreed to it.
    public func probe(_ target: AccountRequest, among places: [AccountPlace]) async -> ProbeFindings {
        guard let adapter = exchanges.adapter(id: target.exchange) else { return ProbeFindings([]) }
        return await SiteProbe(adapter: adapter, transport: transport, limits: limits, budget: budget).ask(target, among: places)
    }

    private func run(_ target: AccountRequest, _ progress: VerificationProgress, _ purpose: FetchPurpose) async -> Result<
        AccountSnapshot, Failure
    > {
        guard let adapter = exchanges.adapter(id: target.exchange) else {
            return .failure(
                Failure(
                    .featureUnavailable,
                    message: Phrase(
                        en: "This version cannot connect the exchange \(target.exchange).", zh: "此版本不支持交易所 \(target.exchange)。"),
                    remedy: [Phrase(en: "Update the program.", zh: "请更新程序。")]))
        }
        return await run(adapter, target, progress, purpose)
    }

    private func run<Adapter: ExchangeAdapter>(
        _ adapter: Adapter, _ target: AccountRequest, _ progress: VerificationProgress, _ purpose: FetchPurpose
    ) async -> Result<AccountSnapshot, Failure> {
        var quickLimits = limits
        quickLimits.request.totalMilliseconds = min(limits.request.totalMilliseconds, limits.inquiryMilliseconds)
        return await AccountFetch(
            adapter: adapter, requests: requests(adapter, target, limits), quickRequests: requests(adapter, target, quickLimits),
            maintenance: maintenance,
            clocks: clocks, kept: kept, lateRates: purpose == .reading ? lateRates : nil, target: target, progress: progress,
            purpose: purpose
        ).snapshot()
    }

    private func requests(_ adapter: any ExchangeAdapter, _ target: AccountRequest, _ limits: ReadingLimits) -> RateLimitedClient {
        RateLimitedClient(
            adapter: adapter, transport: transport, limits: limits, key: target.key, budget: budget)
    }
}
