import JSON

extension SandboxBybit {
    /// Where the exchange's pages leave open how it answers; either way can be played.
    public struct Behaviour: Hashable, Sendable {
        /// The HTTP status of a key that is unknown: 200 or 401.
        public var unknownKeyStatus = 200
        /// What a host says that does not have a call.
        public var notOffered = NotOffered.pageNotFound
        /// What a regional site says to who asks for the overview.
        public var regionalOverview = NotOffered.code(10017)
        /// Whether the overview needs the box that the funding wallet needs.
        public var overviewNeedsWallet = false
        /// From the acceptance of a margin mode to its being in force.
        public var marginModeDelayMilliseconds: Int64 = 800
        /// The shape of the answer to a login on a stream that is taken.
        public var loginAnswer = LoginAnswer.documented
        /// The rows of the status page.
        public var maintenance = Maintenance.past

        /// As it is thought to be most likely.
        public init() {}
    }

    /// How a stream says that a login is taken; refused ones have been seen in the newer shape alone.
    public enum LoginAnswer: Hashable, Sendable {
        /// `ret_msg` and `conn_id`, as the exchange's pages have it.
        case documented
        /// `retCode`, `retMsg` and `connId`, as clients have seen it.
        case newer
    }

    /// What stands in place of a call that there is not.
    public enum NotOffered: Hashable, Sendable {
        /// HTTP 404.
        case pageNotFound
        /// A code of the exchange, such as 10017 for an unknown route.
        case code(Int)
    }

    /// A moment on both clocks, in milliseconds.
    struct Moment: Hashable, Sendable {
        /// The exchange's clock, since 1970.
        let now: Int64
        /// A clock that never goes back.
        let steady: Int64
    }

    /// The exchange as a value: requests and what owners do change it.
    struct State: Sendable {
        var accounts: [Account]
        var behaviour: Behaviour
        var prices = Prices()
        var limits = Limits()
        let startMilliseconds: Int64

        /// Where a request came to, from where, when, and whether limits count.
        struct Circumstances: Sendable {
            var place = Place()
            var address = "127.0.0.1"
            var moment: Moment
            var rateLimits = SandboxRateLimits.enforced
            /// What a fault changes inside the reply.
            var fault: SandboxFaultKind?
            /// What faults have the status page tell of, beside what it tells anyway.
            var announcements: [SandboxMaintenanceState] = []
        }

        init(accounts: [Account], behaviour: Behaviour = Behaviour(), startMilliseconds: Int64) {
            self.accounts = accounts
            self.behaviour = behaviour
            self.startMilliseconds = startMilliseconds
        }

        /// Puts in force what has waited for it.
        mutating func settle(_ moment: Moment) {
            for index in accounts.indices where accounts[index].pending != nil {
                accounts[index].settle(atMilliseconds: moment.steady)
            }
        }

        /// Answers whatever comes; nothing in a request can stop it.
        mutating func answer(_ request: SeenRequest, _ circumstances: Circumstances) -> Answer {
            settle(circumstances.moment)
            var signer: Account.ID?
            var left: Limits.Left?
            var answer: Answer
            do throws(Refusal) {
                let endpoint = try admitted(request, circumstances)
                if endpoint.isPublic {
                    answer = try market(endpoint, request, circumstances)
                } else {
                    answer = try privately(endpoint, request, circumstances, signer: &signer, left: &left)
                }
            } catch {
                answer = Envelope.refused(circumstances.fault.refusal(error), nowMilliseconds: circumstances.moment.now)
            }
            answer.account = signer
            if let left { answer.headers += Self.headers(left, circumstances.moment) }
            return answer
        }

        /// What is looked at before anyone asks who it is.
        private mutating func admitted(_ request: SeenRequest, _ circumstances: Circumstances) throws(Refusal) -> Endpoint {
            if request.method == "GET", !request.body.isEmpty { throw .bodyWithGet }
            switch circumstances.rateLimits {
            case .off: break
            case .enforced:
                guard limits.admits(circumstances.address, atMilliseconds: circumstances.moment.steady) else { throw .tooFrequent }
            }
            guard let endpoint = Endpoint(rawValue: request.target.path), endpoint.method == request.method else { throw .notFound }
            let place = circumstances.place
            if place.environment == .demo ? !endpoint.isInDemo : endpoint == .demoMoney { throw Self.refusal(behaviour.notOffered) }
            return endpoint
        }

        private static func refusal(_ kind: NotOffered) -> Refusal {
            switch kind {
            case .pageNotFound: .notFound
            case .code(let code): .listed(code)
            }
        }

        private func market(_ endpoint: Endpoint, _ request: SeenRequest, _ circumstances: Circumstances) throws(Refusal) -> Answer {
            let replies = replies(try Parameters(request), circumstances)
            guard let result = try replies.market(endpoint) else { throw .notFound }
            return circumstances.fault.success(result, endpoint, nowMilliseconds: circumstances.moment.now)
        }

        private func replies(_ parameters: Parameters, _ circumstances: Circumstances) -> Replies {
            var prices = prices
            if circumstances.fault == .threeHundredCurrencies { prices.crowd() }
            let announced = circumstances.announcements.compactMap { Maintenance.State($0) }.map { Maintenance("System maintenance", $0) }
            return Replies(
                accounts: accounts, prices: prices, maintenance: announced + behaviour.maintenance,
                nowMilliseconds: circumstances.moment.now, startMilliseconds: startMilliseconds, parameters: parameters)
        }

        func keyCheck(_ circumstances: Circumstances) -> KeyCheck {
            KeyCheck(
                accounts: accounts, place: circumstances.place, address: circumstances.address, nowMilliseconds: circumstances.moment.now,
                startMilliseconds: startMilliseconds)
        }

        private mutating func privately(
            _ endpoint: Endpoint, _ request: SeenRequest, _ circumstances: Circumstances, signer: inout Account.ID?,
            left: inout Limits.Left?
        ) throws(Refusal) -> Answer {
            let account: Account
            let key: Key
            do throws(Refusal) {
                (account, key) = try keyCheck(circumstances).signer(of: request)
            } catch {
                var refusal = error
                if refusal.code == 10003, refusal.status == 200 { refusal.status = behaviour.unknownKeyStatus }
                throw refusal
            }
            signer = account.id
            let boxes = endpoint.boxes + (endpoint == .overview && behaviour.overviewNeedsWallet ? [("Wallet", "AccountTransfer")] : [])
            guard boxes.isEmpty || boxes.contains(where: { key.permissions.has($0.module, $0.box) }),
                !(endpoint.isWrite && key.readOnly)
            else { throw .listed(10005) }
            switch circumstances.rateLimits {
            case .off: break
            case .enforced:
                let taken = limits.take(endpoint, uid: account.uid, atMilliseconds: circumstances.moment.steady)
                left = taken
                if taken.count < 0 { throw .listed(10006) }
            }
            if endpoint == .overview, circumstances.place.site != .global { throw Self.refusal(behaviour.regionalOverview) }
            if account.status == .classic, [.optionAssets, .collateral, .overview].contains(endpoint) { throw .listed(10028) }
            let parameters = try Parameters(request)
            let result: JSONValue
            if endpoint.isWrite {
                result = try written(endpoint, parameters, account: account.id, circumstances.moment)
            } else {
                let (account, key) = circumstances.fault.seen(account, key)
                guard let found = try replies(parameters, circumstances).result(endpoint, account: account, key: key) else {
                    throw .notFound
                }
                result = found
            }
            return circumstances.fault.success(result, endpoint, nowMilliseconds: circumstances.moment.now)
        }

        /// Carries out a change and tells its result; a refused one changes nothing.
        private mutating func written(
            _ endpoint: Endpoint, _ parameters: Parameters, account id: Account.ID, _ moment: Moment
        ) throws(Refusal) -> JSONValue {
            guard let index = accounts.firstIndex(where: { $0.id == id }) else { throw .listed(10003) }
            var settings = Settings(
                accounts[index], prices: prices, delayMilliseconds: behaviour.marginModeDelayMilliseconds,
                steadyMilliseconds: moment.steady)
            let result: JSONValue
            switch endpoint {
            case .setMarginMode: result = try settings.setMarginMode(parameters)
            case .switchMode: result = try settings.switchMode(parameters)
            case .setLeverage: result = try settings.setLeverage(parameters)
            case .demoMoney: result = settings.applyMoney()
            case .time, .status, .tickers, .instruments, .key, .memberType, .accountInfo, .walletBalance, .collateral, .optionAssets,
                .coinsBalance, .overview, .membersAssets, .coinInfo, .earn, .positions, .symbolInfo, .orders:
                throw .notFound
            }
            accounts[index] = settings.account
            return result
        }

        /// What every reply to a key says about its limit (Bybit v5, "Rate Limit Rules"): while it holds, the stamp is the present.
        private static func headers(_ left: Limits.Left, _ moment: Moment) -> [(name: String, value: String)] {
            let reset = left.count < 0 ? moment.now + max(0, left.waitMilliseconds) : moment.now
            return [
                ("X-Bapi-Limit", String(left.limit)), ("X-Bapi-Limit-Status", String(max(0, left.count))),
                ("X-Bapi-Limit-Reset-Timestamp", String(reset)),
            ]
        }
    }
}
