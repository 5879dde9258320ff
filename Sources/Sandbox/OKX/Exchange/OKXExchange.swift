import Crypto
import JSON
import Synchronization

/// Answers requests as the exchange would: a request in, an answer out, no network.
final class OKXExchange: LocalExchange {
    static let id = "okx"

    var id: String { Self.id }
    let configuration: SandboxConfiguration
    let state: Mutex<ExchangeState>

    init(_ configuration: SandboxConfiguration) {
        self.configuration = configuration
        state = Mutex(
            ExchangeState(
                accounts: configuration.accounts,
                faults: FaultQueue(configuration.faults.filter { $0.isMet(at: Self.id) }, statusPath: Endpoint.status.rawValue),
                clockOffsetMilliseconds: configuration.clockOffsetMilliseconds,
                isMoving: configuration.movement.isOn,
                requestIds: SplitMix(seed: configuration.seed),
                streamIds: SplitMix(seed: ~configuration.seed),
                walk: PriceWalk(seed: configuration.seed)
            )
        )
    }

    var log: SandboxLog { state.withLock { $0.log } }

    /// The accounts as they are now.
    var accounts: [SandboxAccount] {
        get { state.withLock { $0.accounts } }
        set { change(.transferred) { $0.accounts = newValue } }
    }

    /// Changes accounts, and tells their streams what is different.
    private func change<Success: Sendable, Failure>(
        _ cause: AccountChange.Cause, _ body: (inout ExchangeState) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try state.withLock { state throws(Failure) in
            let before = state.accounts
            let result = try body(&state)
            state.tell(since: before, cause: cause)
            return result
        }
    }

    /// Has a user do something on the website.
    func act(_ action: SandboxUserAction, as account: SandboxAccount.ID) -> SandboxUserOutcome {
        change(action == .closePositions ? .filled : .transferred) { state in
            guard let index = state.accounts.firstIndex(where: { $0.id == account }) else { return .accountUnknown }
            state.accounts[index].carryOut(action, prices: state.prices)
            return .done
        }
    }

    var faults: [SandboxFault] {
        get { state.withLock { $0.faults.faults } }
        set { state.withLock { $0.faults = FaultQueue(newValue, statusPath: Endpoint.status.rawValue) } }
    }

    var clockOffsetMilliseconds: Int64 {
        get { state.withLock { $0.clockOffsetMilliseconds } }
        set { state.withLock { $0.clockOffsetMilliseconds = newValue } }
    }

    func answer(_ request: SeenRequest) -> Answer {
        let path = request.target.path
        if AuthorizationPages.serves(path) { return pageAnswer(request) }
        var answer = path.hasPrefix("/api/") || path == OAuthCall.token.rawValue ? apiAnswer(request) : Answer.html(status: 404)
        let status: Int? = answer.delivery == .nothing ? nil : answer.status
        let now = nowMilliseconds
        state.withLock { state in
            answer.headers.append(("x-request-id", String(state.requestIds.next(), radix: 16)))
            state.log.append(
                milliseconds: now, method: request.method, path: path, account: answer.account, status: status,
                code: answer.code)
        }
        answer.delayMilliseconds += max(0, configuration.latencyMilliseconds)
        return answer
    }

    /// What the user's browser gets. It is in no log, for no client asks there.
    private func pageAnswer(_ request: SeenRequest) -> Answer {
        let client = configuration.oauthClient
        switch AuthorizationPages(client: client, accounts: accounts).step(request) {
        case .page(let answer): return answer
        case .agreed(let wanted, let account):
            let expiry = nowMilliseconds &+ client.codeLifetimeSeconds * 1000
            let code = state.withLock {
                $0.ledger.grant(account, redirectURI: wanted.redirectURI, expiresAtMilliseconds: expiry)
            }
            let domain = client.domain ?? "http://" + Answer.headerText(request.header("Host") ?? configuration.host)
            return AuthorizationPages.redirect(wanted.callback(["code": code, "domain": domain]))
        }
    }

    /// The calls by which a program that a user has agreed to comes to a key.
    private func oauthAnswer(_ call: OAuthCall, _ request: SeenRequest) -> Answer {
        let now = nowMilliseconds
        let handler = OAuthHandler(
            client: configuration.oauthClient, site: site(of: request), nowMilliseconds: now,
            callerAddress: configuration.callerAddress ?? request.peer)
        var signer: SandboxAccount.ID?
        var answer: Answer
        do throws(Refusal) {
            guard request.method == "POST" else { throw .methodWrong }
            switch call {
            case .token:
                let token = try state.withLock { state throws(Refusal) in try handler.token(request, ledger: &state.ledger) }
                answer = .json(token, code: "0")
                answer.headers.append(("Cache-Control", "no-store"))
            case .createKey, .deleteKey:
                let ledger = state.withLock { $0.ledger }
                let id = try handler.bearer(request, ledger: ledger)
                signer = id
                let rows = try change(.transferred) { state throws(Refusal) in
                    guard let index = state.accounts.firstIndex(where: { $0.id == id }) else { throw Refusal.listed(53003) }
                    return call == .createKey
                        ? try handler.createKey(request, for: &state.accounts[index])
                        : try handler.deleteKey(of: &state.accounts[index])
                }
                answer = .json(
                    .members(["code": .string("0"), "data": .array(rows), "msg": .string("")]), code: "0")
            }
        } catch {
            answer = refused(error)
        }
        answer.account = signer
        return answer
    }

    private func apiAnswer(_ request: SeenRequest) -> Answer {
        answer(request, meeting: state.withLock { $0.faults.take(method: request.method, path: request.target.path) })
    }

    /// The site at whose address a request arrived.
    private func site(of request: SeenRequest) -> SandboxSite {
        request.door.flatMap { SandboxSite(rawValue: $0.site) } ?? configuration.site
    }

    /// The ordinary answer, with what a fault changes inside it.
    func served(_ request: SeenRequest, fault: SandboxFaultKind?) -> Answer {
        if let call = OAuthCall(rawValue: request.target.path) { return oauthAnswer(call, request) }
        guard let endpoint = Endpoint(rawValue: request.target.path), endpoint.isServed(on: site(of: request)) else {
            return gateway(status: 404)
        }
        var signer: (account: SandboxAccount, key: SandboxKey)?
        var answer: Answer
        do throws(Refusal) {
            guard request.method == endpoint.method else { throw .methodWrong }
            let body = endpoint.method == "POST" ? try RequestBody(request) : nil
            signer = try admitted(request, to: endpoint)
            let rows =
                if let body, let account = signer?.account.id {
                    try written(endpoint, body: body, account: account)
                } else {
                    try rows(for: endpoint, request: request, signer: signer, fault: fault)
                }
            answer = success(rows, endpoint: endpoint, fault: fault)
        } catch {
            answer =
                fault == .hostileText
                ? refused(Refusal(status: error.status, code: error.code, message: error.message + Distortion.hostileMessage))
                : refused(error)
        }
        answer.account = signer?.account.id
        return answer
    }

    /// Key, permission and rate.
    private func admitted(
        _ request: SeenRequest, to endpoint: Endpoint
    ) throws(Refusal) -> (account: SandboxAccount, key: SandboxKey)? {
        let address = configuration.callerAddress ?? request.peer
        var signer: (account: SandboxAccount, key: SandboxKey)?
        if let permission = endpoint.permission {
            let check = KeyCheck(accounts: accounts, site: site(of: request))
            let found = try check.signer(of: request, from: address, nowMilliseconds: nowMilliseconds)
            guard found.key.permissions.contains(permission) else { throw .permissionMissing }
            signer = found
        }
        switch configuration.rateLimits {
        case .off: break
        case .enforced:
            let counted = signer?.account.uid ?? address
            let now = SystemClock.steadyMilliseconds
            guard state.withLock({ $0.buckets.take(endpoint, endpoint.limit, countedFor: counted, atMilliseconds: now) }) else {
                throw .rateLimited
            }
        }
        return signer
    }

    /// Carries out a write and tells its result; a refused one changes nothing.
    private func written(
        _ endpoint: Endpoint, body: RequestBody, account id: SandboxAccount.ID
    ) throws(Refusal) -> [JSONValue] {
        try change(endpoint == .setLeverage ? .leverageSet : .transferred) { state throws(Refusal) in
            guard let index = state.accounts.firstIndex(where: { $0.id == id }) else { throw Refusal.keyUnknown }
            var settings = SettingsHandler(state.accounts[index], prices: state.prices)
            let rows: [JSONValue]
            switch endpoint {
            case .setPositionMode: rows = try settings.setPositionMode(body)
            case .setAccountLevel: rows = try settings.setAccountLevel(body)
            case .switchPreset: rows = try settings.presetSwitch(body)
            case .setIsolatedMode: rows = try settings.setIsolatedMode(body)
            case .setLeverage:
                var handler = LeverageHandler(state.accounts[index], prices: state.prices)
                let rows = try handler.setLeverage(body)
                state.accounts[index] = handler.account
                return rows
            case .time, .instruments, .config, .balance, .positions, .switchPrecheck, .leverage, .maxAvailableSize,
                .positionRisk, .fundingBalances, .valuation, .currencies, .status, .tickers, .ticker, .indexTickers,
                .exchangeRate:
                throw Refusal.methodWrong
            }
            state.accounts[index] = settings.account
            return rows
        }
    }

    private func rows(
        for endpoint: Endpoint, request: SeenRequest, signer: (account: SandboxAccount, key: SandboxKey)?,
        fault: SandboxFaultKind?
    ) throws(Refusal) -> [JSONValue] {
        var prices = state.withLock { $0.prices }
        var account = signer?.account
        var key = signer?.key
        if fault == .threeHundredCurrencies {
            (account, prices) = Distortion.crowded(account, prices: prices, seed: configuration.seed)
        }
        if fault == .hostileText { key?.label = Distortion.hostileLabel }
        let book = ReplyBuilder(prices: prices, nowMilliseconds: nowMilliseconds)
        let target = request.target
        switch endpoint {
        case .time: return book.time()
        case .exchangeRate: return book.exchangeRate()
        case .indexTickers: return try book.indexTickers(target)
        case .tickers: return try book.tickers(target)
        case .ticker: return try book.ticker(target)
        case .instruments, .currencies: return []
        case .status:
            let wanted: [SandboxMaintenanceState]
            if let text = target["state"] {
                guard let state = SandboxMaintenanceState(rawValue: text) else { throw .parameterWrong("state") }
                wanted = [state]
            } else {
                wanted = [.scheduled, .ongoing, .preOpen]
            }
            return state.withLock { $0.faults.announcements }
                .filter(wanted.contains)
                .map { book.maintenance($0, environment: .live) }
        case .config: return book.config(try Self.known(account), key: try Self.known(key))
        case .balance: return book.balance(try Self.known(account), currencies: try target.list("ccy", limit: 20))
        case .positions: return try book.positions(try Self.known(account), target: target)
        case .switchPrecheck:
            guard let text = target["acctLv"] else { throw .parameterMissing("acctLv") }
            guard let mode = SandboxAccountMode(rawValue: text) else { throw .parameterWrong("acctLv") }
            return [try ModeSwitch(Self.known(account), to: mode, prices: prices).row()]
        case .leverage: return try LeverageHandler(Self.known(account), prices: prices).leverage(target)
        case .maxAvailableSize: return try LeverageHandler(Self.known(account), prices: prices).availableSize(target)
        case .positionRisk: return try book.positionRisk(Self.known(account), target: target)
        case .setPositionMode, .setAccountLevel, .switchPreset, .setIsolatedMode, .setLeverage: throw .methodWrong
        case .fundingBalances:
            return book.fundingBalances(try Self.known(account), currencies: try target.list("ccy", limit: 20))
        case .valuation: return try book.valuation(try Self.known(account), in: target["ccy"] ?? "BTC")
        }
    }

    private static func known<Signer>(_ signer: Signer?) throws(Refusal) -> Signer {
        guard let signer else { throw .keyMissing }
        return signer
    }

    private func success(_ rows: [JSONValue], endpoint: Endpoint, fault: SandboxFaultKind?) -> Answer {
        var content = JSONValue.array(rows)
        if fault == .nullContent { content = .null }
        if fault == .missingOptionalFields { content = Distortion.keeping(endpoint.essentialMembers, in: content) }
        switch fault {
        case .membersLeftOut(let names): content = Distortion.leavingOut(Set(names), in: content)
        case .membersEmptied(let names): content = Distortion.emptying(Set(names), in: content)
        case .html, .cutInBody, .cutBeforeReply, .silence, .oversized, .invalidUTF8, .nullContent, .numbersForStrings,
            .missingOptionalFields,
            .gateway, .threeHundredCurrencies, .hostileText, .refusal, .code, .codeAfterWrite, .cutAfterWrite, .bareRow, .rateLimited,
            .maintenance, .announcement, .gzip, .chunked, .redirect, .stream, nil:
            break
        }
        let message = fault == .hostileText ? Distortion.hostileMessage : ""
        var envelope = JSONValue.members(["code": .string("0"), "data": content, "msg": .string(message)])
        if fault == .bareRow, let row = rows.first { return .json(row, code: "0") }
        if fault == .numbersForStrings { envelope = Distortion.numbersForStrings(envelope) }
        return .json(envelope, code: "0")
    }

    func refused(_ refusal: Refusal) -> Answer {
        let envelope: JSONValue =
            refusal.hasContentMember
            ? .members(["code": .string(refusal.code), "data": .array(refusal.elements), "msg": .string(refusal.message)])
            : .members(["msg": .string(refusal.message), "code": .string(refusal.code)])
        return .json(envelope, status: refusal.status, code: refusal.code)
    }
}

/// What changes while the sandbox runs.
struct ExchangeState: Sendable {
    var accounts: [SandboxAccount]
    var faults: FaultQueue
    var clockOffsetMilliseconds: Int64
    var ledger = OAuthLedger()
    var buckets = TokenBuckets<Endpoint>()
    var log = SandboxLog()
    var prices = PriceTable.standard
    var isMoving: Bool
    var movementChanged: (@Sendable () -> Void)?
    var tradeCount: Int64 = 0
    var roster = StreamRoster()
    var requestIds: SplitMix
    var streamIds: SplitMix
    var walk: PriceWalk
}
