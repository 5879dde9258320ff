import JSON

extension SandboxBybit {
    /// Builds the results of calls that only read.
    struct Replies: Sendable {
        let accounts: [Account]
        let prices: Prices
        let maintenance: [Maintenance]
        let nowMilliseconds: Int64
        let startMilliseconds: Int64
        let parameters: Parameters

        /// The result of a call that anyone may make.
        func market(_ endpoint: Endpoint) throws(Refusal) -> JSONValue? {
            switch endpoint {
            case .time: time()
            case .status: status()
            case .tickers: try tickers()
            case .instruments: try instruments()
            case .key, .memberType, .accountInfo, .walletBalance, .collateral, .optionAssets, .setMarginMode, .demoMoney, .coinsBalance,
                .overview, .membersAssets, .coinInfo, .earn, .positions, .symbolInfo, .switchMode, .setLeverage, .orders:
                nil
            }
        }

        /// The result of a call about an account.
        func result(_ endpoint: Endpoint, account: Account, key: Key) throws(Refusal) -> JSONValue? {
            let figures = AccountFigures(account, prices: prices)
            return switch endpoint {
            case .key: keyInformation(key, of: account)
            case .memberType: memberTypes(account)
            case .accountInfo: accountInformation(account)
            case .walletBalance: try walletBalance(figures)
            case .collateral: collateral(figures)
            case .optionAssets: optionAssets(figures)
            case .coinsBalance: try coinsBalance(account)
            case .overview: try overview(figures)
            case .membersAssets: try membersAssets(account)
            case .coinInfo: coinInformation()
            case .earn: try earn(account)
            case .positions: try positions(figures)
            case .symbolInfo: try symbolInformation(account)
            case .orders: try orders(account)
            case .time, .status, .tickers, .instruments, .setMarginMode, .demoMoney, .switchMode, .setLeverage: nil
            }
        }
    }

    /// A maintenance that the exchange announces, as a row of `system/status`.
    public struct Maintenance: Hashable, Sendable {
        /// What it is about.
        public var title: String
        /// How far it is.
        public var state: State
        /// When it begins, before or after the start of the sandbox.
        public var beginOffsetMilliseconds: Int64
        /// How long it takes.
        public var lengthMilliseconds: Int64
        /// The environment that it is for: 1 live, 2 demo.
        public var environment: Int

        /// How far a maintenance is, as `state` spells it.
        public enum State: String, Hashable, Sendable, CaseIterable {
            case scheduled, ongoing, completed, canceled

            /// `nil` for a state that this exchange does not tell of.
            init?(_ state: SandboxMaintenanceState) {
                switch state {
                case .scheduled: self = .scheduled
                case .ongoing: self = .ongoing
                case .completed: self = .completed
                case .canceled: self = .canceled
                case .preOpen: return nil
                }
            }
        }

        /// A maintenance of half an hour of the live exchange, unless said otherwise.
        public init(
            _ title: String, _ state: State, beginOffsetMilliseconds: Int64 = 0, lengthMilliseconds: Int64 = 1_800_000, environment: Int = 1
        ) {
            self.title = title
            self.state = state
            self.beginOffsetMilliseconds = beginOffsetMilliseconds
            self.lengthMilliseconds = lengthMilliseconds
            self.environment = environment
        }

        /// The exchange keeps what is over in its list.
        public static let past = [
            Maintenance("Derivatives matching upgrade", .completed, beginOffsetMilliseconds: -864_000_000),
            Maintenance("Gateway change", .canceled, beginOffsetMilliseconds: -432_000_000),
        ]
    }
}

extension JSONValue {
    /// A whole number.
    static func whole(_ number: some BinaryInteger) -> JSONValue { .number(text: String(number)) }
}
