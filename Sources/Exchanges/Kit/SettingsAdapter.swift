import Domain
import HTTP

/// How an exchange's futures settings are looked at and changed. Pure, as the rest of an adapter.
public protocol SettingsAdapter: ExchangeAdapter {
    /// Looks at every setting and plans what can be mended; sends nothing that changes anything. A setting that could not be read is a
    /// row that says so.
    func settings(
        of identity: Identification, _ wish: SettingsWish, _ access: SettingsAccess<Identification>
    ) async -> SettingsFindings

    /// What stands in the way of a change that is due; `nil` where nothing does. The account may have changed since the plan was shown.
    func obstacle(to change: SettingChange, _ access: SettingsAccess<Identification>) async -> Failure?

    /// Makes a change.
    func question(_ change: SettingChange) -> Question<ChangeTaken>

    /// Whether the account is as a change would have it.
    func isInForce(_ change: SettingChange, _ access: SettingsAccess<Identification>) async -> Result<Bool, Failure>
}

/// An account that is signed in to for its settings.
public struct SettingsAccess<Identification: AccountIdentification>: Sendable {
    /// Asks for anything else.
    public let client: any ExchangeClient
    /// Asks anew who signs in. Fails too where the key must not be used.
    public let identify: @Sendable () async -> Result<Identification, Failure>

    /// An account by who asks for it.
    public init(client: any ExchangeClient, identify: @escaping @Sendable () async -> Result<Identification, Failure>) {
        self.client = client
        self.identify = identify
    }
}
