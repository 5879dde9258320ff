import Domain

/// Exchanges that can be connected.
public struct ExchangeRegistry: Sendable {
    /// The exchanges that this program knows, one line each.
    public static let all = ExchangeRegistry([
        OKXAdapter(),
        BybitAdapter(),
    ])

    private let adapters: [any ExchangeAdapter]

    /// A registry of other exchanges, as tests need it.
    public init(_ adapters: [any ExchangeAdapter]) {
        self.adapters = adapters
    }

    /// The profile of each exchange, without configured sites.
    public var profiles: [ExchangeProfile] { adapters.map(\.profile) }

    /// The adapter of an exchange by its id, such as `okx`.
    public func adapter(id: String) -> (any ExchangeAdapter)? {
        adapters.first { $0.id == id }
    }

    /// The adapter for the futures settings of an exchange; `nil` for an unknown exchange, and for one without such settings.
    public func settingsAdapter(id: String) -> (any SettingsAdapter)? {
        adapter(id: id) as? any SettingsAdapter
    }

    /// The adapter for the streams of an exchange; `nil` for an unknown exchange, and for one that pushes nothing.
    public func streamAdapter(id: String) -> (any StreamAdapter)? {
        adapter(id: id) as? any StreamAdapter
    }

    /// The adapter for asking an exchange for a key; `nil` for an unknown exchange, and for one that has no such way.
    public func authorizationAdapter(id: String) -> (any AuthorizationAdapter)? {
        adapter(id: id) as? any AuthorizationAdapter
    }
}
