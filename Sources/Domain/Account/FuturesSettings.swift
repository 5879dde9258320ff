/// The settings that futures trading hangs on, as read from an account.
public struct FuturesSettings: Hashable, Sendable {
    public let accountMode: Reading<AccountMode>
    public let positionMode: Reading<PositionMode>
    public let marginMode: Reading<MarginMode>
    public let isolatedTransfer: Reading<IsolatedTransfer>

    public init(
        accountMode: Reading<AccountMode>, positionMode: Reading<PositionMode>, marginMode: Reading<MarginMode>,
        isolatedTransfer: Reading<IsolatedTransfer> = Reading(value: nil, isWanted: nil)
    ) {
        self.accountMode = accountMode
        self.positionMode = positionMode
        self.marginMode = marginMode
        self.isolatedTransfer = isolatedTransfer
    }

    /// None of them is known.
    public static let unknown = FuturesSettings(
        accountMode: Reading(value: nil, isWanted: nil), positionMode: Reading(value: nil, isWanted: nil),
        marginMode: Reading(value: nil, isWanted: nil))

    /// A setting's value and whether it is the wanted one; neither where it could not be read.
    public struct Reading<Value: Hashable & Sendable>: Hashable, Sendable {
        public let value: Value?
        public let isWanted: Bool?

        public init(value: Value?, isWanted: Bool?) {
            self.value = value
            self.isWanted = isWanted
        }
    }

    public enum AccountMode: String, CaseIterable, Hashable, Sendable {
        case spot
        case futures
        case multiCurrency = "multi-currency"
        case portfolio
    }

    public enum PositionMode: String, CaseIterable, Hashable, Sendable {
        case oneWay = "one-way"
        case hedge
    }

    public enum MarginMode: String, CaseIterable, Hashable, Sendable {
        case isolated
        case cross
        case mixed
        /// No position is open.
        case none
        case unavailable
    }

    /// How margin gets into an isolated contract position.
    public enum IsolatedTransfer: String, CaseIterable, Hashable, Sendable {
        /// On opening and closing.
        case automatic
        /// By hand.
        case manual
    }

    /// Whether any setting is known to differ from the wanted one.
    public var differs: Bool {
        accountMode.isWanted == false || positionMode.isWanted == false || marginMode.isWanted == false
            || isolatedTransfer.isWanted == false
    }
}
