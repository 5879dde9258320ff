/// The exchanges that a sandbox can play.
public enum SandboxExchange: String, Hashable, Sendable, CaseIterable {
    case okx

    func make(_ configuration: SandboxConfiguration) -> any LocalExchange {
        switch self {
        case .okx: OKXExchange(configuration)
        }
    }
}
