/// The exchanges that can be connected.
public enum ExchangeRegistry {
    /// One line an exchange.
    private static let adapters: [any ExchangeAdapter] = [
        OKXAdapter()
    ]

    /// The adapter of an exchange by its id, such as `okx`.
    public static func adapter(id: String) -> (any ExchangeAdapter)? {
        adapters.first { $0.id == id }
    }

    /// The adapter for the futures settings of an exchange; `nil` for an unknown exchange, and for one without such settings.
    public static func settingsAdapter(id: String) -> (any SettingsAdapter)? {
        adapter(id: id) as? any SettingsAdapter
    }

    /// The adapter for asking an exchange for a key; `nil` for an unknown exchange, and for one that has no such way.
    public static func authorizationAdapter(id: String) -> (any AuthorizationAdapter)? {
        adapter(id: id) as? any AuthorizationAdapter
    }
}
