import Core
import Crypto
import Domain
import Exchanges
import HTTP
import Session
import Synchronization

/// The authorizations under way, and those given up whose callback may still come.
final class OAuthService: Sendable {
    /// What came of one.
    enum Answer: Sendable {
        case event(Event)
        case made(Ticket, OAuthSession.Grant)
    }

    private let clients: [String: FastAPIClient]
    private let registry: ExchangeRegistry
    private let exchanges: [ExchangeProfile]
    private let transport: HTTPTransport
    private let limits: ReadingLimits
    private let post: @Sendable (Answer) -> Void
    private let runs = Mutex<[Ticket: OAuthSession]>([:])
    /// The waits for client secrets, by authorization.
    private let secretWaits = Mutex<[Ticket: SignalWait]>([:])

    init(
        clients: [String: FastAPIClient], registry: ExchangeRegistry = .all, exchanges: [ExchangeProfile], transport: HTTPTransport,
        limits: ReadingLimits = ReadingLimits(), post: @escaping @Sendable (Answer) -> Void
    ) {
        self.clients = clients
        self.registry = registry
        self.exchanges = exchanges
        self.transport = transport
        self.limits = limits
        self.post = post
    }

    func start(_ ticket: Ticket, _ request: AuthorizationRequest) {
        guard let client = clients[request.exchange], let adapter = registry.authorizationAdapter(id: request.exchange) else {
            return post(.event(.operation(ticket, .failed(Self.noClient))))
        }
        let wait = SignalWait([])
        let earlier = secretWaits.withLock { waits in
            defer { waits[ticket] = wait }
            return Array(waits.values)
        }
        for wait in earlier { wait.giveUp() }
        let tools = OAuthSession.Tools(
            adapter: adapter, client: client, sites: exchanges.first { $0.id == request.exchange }?.sites ?? [request.place.site],
            transport: transport, limits: limits, language: request.language,
            clientSecret: { [self] in
                defer { secretWaits.withLock { _ = $0.removeValue(forKey: ticket) } }
                return await Self.secret(client.secretSource, request.exchange, wait)
            })
        let run = OAuthSession(request, tools) { [post] advance in post(.event(.operation(ticket, .authorizationAdvanced(advance)))) }
        runs.withLock { runs in
            // The port belongs to the newest authorization; older ones that were given up stop listening.
            for old in runs.values {
                old.abandon()
                old.end()
            }
            runs[ticket] = run
        }
        Task.detached(executorPreference: JobThread.shared) { [self] in
            let ending = await run.run()
            _ = runs.withLock { $0.removeValue(forKey: ticket) }
            switch ending {
            case .made(let grant): post(.made(ticket, grant))
            case .failed(let failure): post(.event(.operation(ticket, .failed(failure))))
            case .abandoned(let remainder?): post(.event(.grantSettled(remainder)))
            case .abandoned(nil): break
            }
        }
    }

    /// Deletes a key that is no longer wanted at the exchange, and reports the outcome.
    func undo(_ grant: OAuthSession.Grant) {
        Task.detached(executorPreference: JobThread.shared) { [post] in post(.event(.grantSettled(await grant.undo()))) }
    }

    func answer(_ ticket: Ticket, _ bytes: SecretBytes?) {
        guard let bytes else { return }
        if let run = run(ticket) { run.answer(bytes) } else { bytes.wipe() }
    }

    func decide(_ ticket: Ticket, _ decision: AuthorizationDecision) { run(ticket)?.decide(decision) }

    func abandon(_ ticket: Ticket) {
        run(ticket)?.abandon()
        secretWaits.withLock { $0[ticket] }?.giveUp()
    }

    /// Ends all authorizations, because the program ends.
    func endAll() {
        for run in runs.withLock({ Array($0.values) }) {
            run.abandon()
            run.end()
        }
        for wait in secretWaits.withLock({ Array($0.values) }) { wait.giveUp() }
    }

    private func run(_ ticket: Ticket) -> OAuthSession? {
        runs.withLock { $0[ticket] }
    }

    /// Reads on a thread of its own: a command may take its time.
    private static func secret(
        _ source: FastAPIClient.SecretSource, _ exchange: String, _ wait: SignalWait?
    ) async -> Result<SecretBytes, Failure> {
        await withCheckedContinuation { continuation in
            let started = WorkerThread.detach { continuation.resume(returning: ClientSecret.read(source, of: exchange, wait)) }
            if !started { continuation.resume(returning: ClientSecret.read(source, of: exchange, wait)) }
        }
    }

    private static let noClient = Failure(
        .clientNotApproved, message: Phrase(en: "No approved client is configured here.", zh: "此处未配置获批的 client。"),
        remedy: [Phrase(en: "Connect with a manual API key.", zh: "请使用手动方式填写 API Key。")])
}
