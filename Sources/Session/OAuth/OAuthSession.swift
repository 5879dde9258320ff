import Crypto
import Domain
import Exchanges
import HTTP
import Synchronization

/// One authorization, from the address that the browser opens to the key: OKX broker guide, "Fast API"; RFC 6749 4.1; RFC 8252.
package final class OAuthSession: Sendable {
    /// What a session works with.
    package struct Tools: Sendable {
        let adapter: any AuthorizationAdapter
        let client: FastAPIClient
        /// The exchange's sites; `domain` of a callback chooses among them and nothing else.
        let sites: [Site]
        let transport: HTTPTransport
        let limits: ReadingLimits
        let language: Language
        /// Reads the client secret; may take a while.
        let clientSecret: @Sendable () async -> Result<SecretBytes, Failure>

        /// The tools for sessions with one exchange; `clientSecret` is called once for each session.
        package init(
            adapter: any AuthorizationAdapter, client: FastAPIClient, sites: [Site], transport: HTTPTransport, limits: ReadingLimits,
            language: Language, clientSecret: @escaping @Sendable () async -> Result<SecretBytes, Failure>
        ) {
            self.adapter = adapter
            self.client = client
            self.sites = sites
            self.transport = transport
            self.limits = limits
            self.language = language
            self.clientSecret = clientSecret
        }
    }

    /// How it ended.
    package enum Ending: Sendable {
        case made(Grant)
        case failed(Failure)
        /// The user gave it up; `nil` where the user did not consent afterwards either.
        case abandoned(GrantRemainder?)
    }

    /// The key, and how to delete it while the token is valid.
    package struct Grant: Sendable {
        /// The place that the user agreed for; it may be another site than the one that was opened.
        package let place: AccountPlace
        /// The new key, in locked memory.
        package let key: KeyHandle
        /// Deletes the key at the exchange and wipes it, as long as the token is valid; reports what became of it.
        package let undo: @Sendable () async -> GrantRemainder
    }

    private let request: AuthorizationRequest
    private let tools: Tools
    private let report: @Sendable (AuthorizationAdvance) -> Void
    private let mail = OAuthEventQueue()
    private let listener = Mutex<CallbackListener?>(nil)

    /// A session that has not begun; `report` is called for each advance, on any thread.
    package init(_ request: AuthorizationRequest, _ tools: Tools, report: @escaping @Sendable (AuthorizationAdvance) -> Void) {
        self.request = request
        self.tools = tools
        self.report = report
    }

    // MARK: From outside

    /// Takes what the user pasted or typed.
    package func answer(_ bytes: SecretBytes) { mail.post(.pasted(bytes)) }

    /// Takes the user's answer to the question that was asked last.
    package func decide(_ decision: AuthorizationDecision) { mail.post(.decided(decision)) }

    /// Gives the authorization up. `run` goes on until a late consent or a key that was made has been dealt with.
    package func abandon() { mail.post(.abandoned) }

    /// Stops waiting for a late callback, and frees the port.
    package func end() { listener.withLock { $0 }?.stop() }

    // MARK: The way through

    /// Runs the authorization from the client secret to the key, and returns when all of it has ended. Called once.
    package func run() async -> Ending {
        defer { end() }
        let secret: SecretBytes
        switch await tools.clientSecret() {
        case .success(let read): secret = read
        case .failure(let failure): return .failed(failure)
        }
        defer { secret.wipe() }
        guard let redirect = RedirectAddress(tools.client.redirectURI) else { return .failed(badRedirect(tools.client.redirectURI)) }
        let judge = AuthorizationAnswer(state: Self.newState(), path: redirect.path)
        let listening = await listen(redirect, judge)
        let milliseconds = Int64(tools.client.waitSeconds) * 1_000
        report(
            .opened(
                AuthorizationOffer(
                    address: tools.adapter.authorizationAddress(tools.client, place: request.place, state: judge.state),
                    listener: listening,
                    end: LocalClock.moment(unixMilliseconds: LocalClock.unixMilliseconds + milliseconds))))
        let clock = Task.detached(executorPreference: JobThread.shared) { [mail] in
            if (try? await JobThread.pause(milliseconds: milliseconds)) != nil { mail.post(.timedOut) }
        }
        defer { clock.cancel() }
        while true {
            switch await mail.next() {
            case .abandoned:
                return .abandoned(await lateConsent(until: milliseconds))
            case .timedOut: return .failed(Self.timeout)
            case .denied(let error): return .failed(tools.adapter.failure(ofCallback: error))
            case .refused(let failure): report(.refused(failure))
            case .decided: continue
            case .pasted(let bytes):
                let verdict = bytes.withUnsafeBytes { judge.judge(pasted: $0) }
                bytes.wipe()
                mail.post(Self.event(for: verdict))
            case .code(let code, let domain, let origin):
                defer { code.wipe() }
                guard let site = site(named: domain) else {
                    report(.refused(AuthorizationAnswer.foreignDomain))
                    continue
                }
                let place = AccountPlace(site: site, environment: request.place.environment)
                if origin == .browser { end() }
                report(.agreed)
                switch await askToken(code, secret, place) {
                case .success(let token):
                    end()
                    return await makeKey(token, place)
                case .failure where mail.isAbandoned: return .abandoned(unused)
                // A wrong answer costs nothing: the browser may still bring the right one, and so may the user.
                case .failure(let failure) where origin == .typed && Self.isAboutTheCode(failure): report(.refused(failure))
                case .failure(let failure): return .failed(failure)
                }
            }
        }
    }

    private static func event(for verdict: AuthorizationAnswer.Verdict) -> OAuthEventQueue.Event {
        switch verdict {
        case .code(let code, let domain): .code(code, domain: domain, .typed)
        case .denied(let error): .denied(error: error)
        case .refused(let failure): .refused(failure)
        }
    }

    /// The site that the answer names; without a name the one whose page was opened.
    private func site(named domain: String?) -> Site? {
        guard let domain else { return request.place.site }
        let site = tools.adapter.site(named: domain, in: request.place.environment, among: tools.sites)
        // The code and the client secret go where the user meant to sign in, not where an answer sends them.
        return site.flatMap { $0.isOfOneFamily(with: request.place.site, of: tools.adapter.profile) ? $0 : nil }
    }

    /// Short, because OKX silently refuses longer ones; 134 random bits (RFC 6749, 10.10).
    static func newState() -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        var state = ""
        while state.count < 26 {
            for byte in SecureRandom.bytes(64) where byte < 252 && state.count < 26 { state.append(alphabet[Int(byte) % 36]) }
        }
        return state
    }

    // MARK: Listening

    private func listen(_ redirect: RedirectAddress, _ judge: AuthorizationAnswer) async -> AuthorizationOffer.Listener {
        guard !redirect.hosts.isEmpty else { return .elsewhere }
        var opened = CallbackListener.open(redirect)
        // A listener that was stopped a moment ago may not have freed the port yet.
        for _ in 0..<20 {
            guard case .failure = opened else { break }
            guard (try? await JobThread.pause(milliseconds: 15)) != nil else { break }
            opened = CallbackListener.open(redirect)
        }
        switch opened {
        case .failure(let failure): return .failed(failure)
        case .success(let listener):
            self.listener.withLock { $0 = listener }
            let pages = CallbackPages(language: tools.language)
            listener.serve { [self] target in
                guard let verdict = judge.judge(target: target) else { return pages.notFound }
                switch verdict {
                case .refused(let failure):
                    mail.post(.refused(failure))
                    return pages.refused
                case .denied(let error):
                    let isLate = mail.isAbandoned
                    mail.post(.denied(error: error))
                    return isLate ? pages.late : pages.denied
                case .code(let code, let domain):
                    guard site(named: domain) != nil else {
                        code.wipe()
                        mail.post(.refused(AuthorizationAnswer.foreignDomain))
                        return pages.refused
                    }
                    guard !mail.isAbandoned else {
                        code.wipe()
                        lateConsentCame.withLock { $0 = true }
                        lateWait.withLock { $0 }?.cancel()
                        return pages.late
                    }
                    mail.post(.code(code, domain: domain, .browser))
                    return pages.thanks
                }
            }
            return .listening
        }
    }

    private let lateConsentCame = Mutex(false)
    private let lateWait = Mutex<Task<Void, Never>?>(nil)

    /// After the user has given up, a consent in the browser may still come, and has to be reported.
    private func lateConsent(until milliseconds: Int64) async -> GrantRemainder? {
        guard listener.withLock({ $0 }) != nil else { return nil }
        let wait = Task.detached(executorPreference: JobThread.shared) { _ = try? await JobThread.pause(milliseconds: milliseconds) }
        lateWait.withLock { $0 = wait }
        if lateConsentCame.withLock({ $0 }) { wait.cancel() }
        await withTaskCancellationHandler {
            await wait.value
        } onCancel: {
            wait.cancel()
        }
        return lateConsentCame.withLock { $0 } ? unused : nil
    }

    private var unused: GrantRemainder { .unused(exchange: request.exchange) }

    // MARK: The key

    /// Whether the exchange does not know the code, or no longer.
    private static func isAboutTheCode(_ failure: Failure) -> Bool {
        failure.cause == .authorizationDenied || failure.cause == .authorizationExpired
    }

    private func makeKey(_ token: SecretBytes, _ place: AccountPlace) async -> Ending {
        let chosen: SecretBytes
        do {
            chosen = try tools.adapter.makeChosenSecret()
        } catch {
            token.wipe()
            return .failed(AuthorizationAnswer.memory)
        }
        defer { chosen.wipe() }
        // No key is made after the user has given up.
        if mail.isAbandoned {
            token.wipe()
            return .abandoned(unused)
        }
        var isSecondTry = false
        while true {
            let made = await askKey(token, chosen, place)
            switch made {
            case .success(let key):
                let undo: @Sendable () async -> GrantRemainder = { [self] in
                    key.wipe()
                    defer { token.wipe() }
                    return await deleteKey(token, place).isDone ? .keyDeleted : .keyRemains
                }
                if mail.isAbandoned { return .abandoned(await undo()) }
                return .made(Grant(place: place, key: key, undo: undo))
            case .failure(let failure):
                let question: AuthorizationAdvance.Question
                if failure.cause == .keyExists {
                    question = .deleteOlderKey
                } else if Self.isUnknown(failure) {
                    question = .deleteLostKey
                } else {
                    token.wipe()
                    return mail.isAbandoned ? .abandoned(unused) : .failed(failure)
                }
                if mail.isAbandoned, question == .deleteLostKey {
                    defer { token.wipe() }
                    return .abandoned(await deleteKey(token, place).isDone ? .keyDeleted : .keyRemains)
                }
                guard !isSecondTry, await decision(question) == .agree else {
                    token.wipe()
                    if mail.isAbandoned { return .abandoned(question == .deleteLostKey ? .keyRemains : unused) }
                    return .failed(question == .deleteLostKey ? Self.lost(failure) : failure)
                }
                if case .failure(let failure) = await deleteKey(token, place) {
                    token.wipe()
                    return .failed(failure)
                }
                isSecondTry = true
            }
        }
    }

    private func askToken(_ code: SecretBytes, _ clientSecret: SecretBytes, _ place: AccountPlace) async -> Result<SecretBytes, Failure> {
        for path in [TokenPath.configured, .other] {
            let requests = requests([.clientSecret: clientSecret, .authorizationCode: code])
            let request = tools.adapter.tokenRequest(tools.client, place: place, path: path)
            // A code can be used once, so it is sent again only where the path did not exist.
            switch await requests.send(.change, .once, request: { request }, decode: tools.adapter.decodeToken) {
            case .success(.token(let token)): return .success(token)
            case .success(.notThere): continue
            case .failure(let failure): return .failure(failure)
            }
        }
        return .failure(noTokenPath)
    }

    private func askKey(_ token: SecretBytes, _ chosen: SecretBytes, _ place: AccountPlace) async -> Result<KeyHandle, Failure> {
        let request = tools.adapter.createKeyRequest(tools.client, label: self.request.label, place: place)
        return await requests([.accessToken: token, .chosenSecret: chosen]).send(.change, .repeated, request: { request }) {
            tools.adapter.decodeCreatedKey($0, chosen: chosen).map { KeyHandle($0) }
        }
    }

    private func deleteKey(_ token: SecretBytes, _ place: AccountPlace) async -> Result<KeyDeletion, Failure> {
        // Deleting is idempotent, so it may be repeated.
        await requests([.accessToken: token]).send(.read, .repeated) {
            tools.adapter.deleteKeyRequest(tools.client, place: place)
        } decode: {
            tools.adapter.decodeDeletion($0)
        }
    }

    private func requests(_ secrets: [KeyField.ID: SecretBytes]) -> RateLimitedClient {
        RateLimitedClient(
            adapter: tools.adapter, transport: tools.transport, limits: tools.limits, signer: Signer(secrets))
    }

    private func decision(_ question: AuthorizationAdvance.Question) async -> AuthorizationDecision {
        report(.asked(question))
        while true {
            switch await mail.next() {
            case .decided(let decision): return decision
            // The token lives an hour; the user may take as long as the wait allows.
            case .abandoned, .timedOut: return .decline
            case .code(let code, _, _): code.wipe()
            case .pasted(let bytes): bytes.wipe()
            case .denied, .refused: continue
            }
        }
    }

    /// Whether the key may have been made although nothing says so. Codes of the exchange say that it was not.
    static func isUnknown(_ failure: Failure) -> Bool {
        if failure.retry == .readsOnly { return true }
        guard failure.code == nil else { return false }
        return failure.cause.traits.outcome == .unknown
    }

    // MARK: Words

    private static let timeout = Failure(
        .timeout, message: Phrase(en: "No answer came from the browser in time.", zh: "未在规定时间内收到浏览器的结果。"),
        remedy: [
            Phrase(
                en:
                    "If you ended on your profile page without a question, the exchange refused the request without a word: wrong scope or client id, or the account belongs to another site. Try the other site, or ask the platform.",
                zh: "如果浏览器停在个人资料页而未询问授权，则交易所已静默拒绝该请求：scope 或 client_id 有误，或账户属于其他站点。请改选其他站点，或联系平台。"),
            Phrase(
                en: "If you agreed and the browser could not reach this terminal, try again and paste the address that it ends at.",
                zh: "如果您已同意但浏览器无法连接到本终端，请重试，并粘贴浏览器最后停留的地址。"),
        ])

    private func badRedirect(_ text: String) -> Failure {
        Failure(
            .configurationInvalid,
            message: Phrase(
                en: "redirect_uri of [fast_api.\(request.exchange)] is no address: \(CleanText.line(text, characters: 80))",
                zh: "[fast_api.\(request.exchange)] 的 redirect_uri 不是有效地址：\(CleanText.line(text, characters: 80))"),
            remedy: [
                Phrase(
                    en: "Write it as it is registered, such as http://127.0.0.1:8787/callback.",
                    zh: "请按登记的内容填写，如 http://127.0.0.1:8787/callback。")
            ])
    }

    private var noTokenPath: Failure {
        let table = "[fast_api.\(request.exchange)]"
        return Failure(
            .configurationInvalid,
            message: Phrase(en: "The exchange has no token address where it was looked for (HTTP 404).", zh: "在配置的路径上没有令牌接口（HTTP 404）。"),
            remedy: [Phrase(en: "Correct token_path of \(table) in config.toml.", zh: "请改正 config.toml 中 \(table) 的 token_path。")])
    }

    private static func lost(_ failure: Failure) -> Failure {
        Failure(
            failure.cause, code: failure.code,
            message: Phrase(
                en: "The reply with the new key was lost, and a key may be there that nobody can use. \(failure.message.english)",
                zh: "含有新 Key 的回复已丢失，可能存在一个无人能用的 Key。\(failure.message.simplifiedChinese)"),
            remedy: [
                Phrase(en: "Delete the key named “tidegate” on the API page of the exchange.", zh: "请在交易所的 API 页面删除名为 “tidegate” 的 Key。")
            ] + failure.remedy,
            retry: failure.retry)
    }
}

extension Result where Success == KeyDeletion {
    /// Whether there is certainly no key left.
    var isDone: Bool {
        if case .success = self { true } else { false }
    }
}
