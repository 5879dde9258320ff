import Domain
import Exchanges
import HTTP

/// Reads the futures settings of an account. Sends nothing that writes.
public struct SettingsReader: Sendable {
    private let transport: HTTPTransport
    private let limits: ReadingLimits
    private let exchanges: ExchangeRegistry

    /// Looks at accounts of the program's exchanges, unless others are given.
    public init(transport: HTTPTransport, limits: ReadingLimits = ReadingLimits(), exchanges: ExchangeRegistry = .all) {
        self.transport = transport
        self.limits = limits
        self.exchanges = exchanges
    }

    /// Reads the settings. A failure means that the account could not be asked at all; a setting that could not be read is a row with its
    /// failure.
    public func read(_ target: AccountRequest, _ settingsTarget: SettingsTarget = SettingsTarget()) async -> Result<
        SettingsFindings, Failure
    > {
        guard let adapter = exchanges.settingsAdapter(id: target.exchange) else { return .failure(SettingsWords.noSettings) }
        return await read(adapter, target, settingsTarget)
    }

    private func read(_ adapter: some SettingsAdapter, _ target: AccountRequest, _ settingsTarget: SettingsTarget) async -> Result<
        SettingsFindings, Failure
    > {
        switch await SettingsSession.open(adapter, target, transport, limits) {
        case .failure(let failure): .failure(failure)
        case .success(let session): await session.findings(settingsTarget)
        }
    }
}
