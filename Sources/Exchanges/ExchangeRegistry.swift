/// The exchanges that can be connected.
public enum ExchangeRegistry {
    /// One line an exchange.
    private static let adapters: [any ExchangeAdapter] = [
        OKXAdapter(),
    ]

    /// The adapter of an exchange by its id, such as `okx`.
    public static func adapter(id: String) -> (any ExchangeAdapter)? {
        adapters.first { $0.id == id }
    }
}
