/// The exchanges that a sandbox can play.
public enum SandboxExchange: String, Hashable, Sendable, CaseIterable {
    case okx, bybit

    /// The one that is played where nothing else is said.
    public static let usual = SandboxExchange.okx

    func make(_ configuration: SandboxConfiguration) -> any LocalExchange {
        switch self {
        case .okx: OKXExchange(configuration)
        case .bybit: SandboxBybit.Exchange(configuration)
        }
    }
}
