/// A limit of an exchange: how much may be asked within a time.
public struct RequestAllowance: Hashable, Sendable {
    /// What it is called here: method and path where it counts one kind of request, such as `GET /api/v5/account/config`.
    public let name: String
    /// Requests, or the weight of requests.
    public let units: Int64
    /// The length of the window in which the units may be used, in milliseconds.
    public let windowMilliseconds: Int64
    /// Whether requests are counted for the account or for the address they come from.
    public let scope: Scope
    /// Whether each host counts for itself.
    public let span: Span

    /// By whom the exchange counts.
    public enum Scope: Hashable, Sendable {
        case account
        /// Every request that comes from this machine's address.
        case address
    }

    /// Where the exchange counts.
    public enum Span: Hashable, Sendable {
        case host
        /// At all of its hosts together.
        case exchange
    }

    /// A limit at each host, unless said otherwise.
    public init(_ name: String, _ units: Int64, perMilliseconds windowMilliseconds: Int64, by scope: Scope, at span: Span = .host) {
        self.name = name
        self.units = units
        self.windowMilliseconds = windowMilliseconds
        self.scope = scope
        self.span = span
    }
}

/// What a request takes from a limit.
public struct RequestCost: Hashable, Sendable {
    /// The limit that the request counts in.
    public let allowance: RequestAllowance
    /// How many units of it the request takes.
    public let weight: Int64

    /// One unit, unless said otherwise.
    public init(_ allowance: RequestAllowance, weight: Int64 = 1) {
        self.allowance = allowance
        self.weight = weight
    }
}

/// How much of a limit an exchange says is used in the present window, whoever used it.
public struct LimitUse: Hashable, Sendable {
    /// The name of the allowance.
    public let name: String
    /// The units that the exchange says are used in the present window.
    public let units: Int64

    /// A use by the name of the allowance.
    public init(_ name: String, units: Int64) {
        self.name = name
        self.units = units
    }
}

/// An exchange answers nobody at this machine's address for a while. Asking meanwhile makes it longer.
public struct RequestBan: Hashable, Sendable {
    /// How long it lasts from the reply on, in milliseconds.
    public let milliseconds: Int64
    /// Whether each host shuts out by itself.
    public let span: RequestAllowance.Span

    /// A ban at all of the exchange's hosts, unless said otherwise.
    public init(milliseconds: Int64, at span: RequestAllowance.Span = .exchange) {
        self.milliseconds = milliseconds
        self.span = span
    }
}
