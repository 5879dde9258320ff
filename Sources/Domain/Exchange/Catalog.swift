/// The exchanges that can be connected.
public enum Catalog {
    public static let exchanges: [ExchangeProfile] = [.okx]
}
