import Domain
import HTTP

/// How an exchange's futures settings are read and changed. Pure, as the rest of an adapter.
public protocol SettingsAdapter: ExchangeAdapter {
    /// Looks at every setting and plans what can be mended; sends nothing that changes anything. A setting that could not be read is a
    /// row that says so.
    func settings(
        of identity: Identification, _ settingsTarget: SettingsTarget, _ access: SettingsAccess<Identification>
    ) async -> SettingsFindings

    /// What stands in the way of a step that is due; `nil` where nothing does. The account may have changed since the plan was shown.
    func obstacle(to step: SettingStep, _ access: SettingsAccess<Identification>) async -> Failure?

    /// Makes the change of a step; `nil` for a step that this exchange has not planned.
    func query(for step: SettingStep) -> Query<ChangeAccepted>?

    /// How the setting of a step is now.
    func readBack(_ step: SettingStep, _ access: SettingsAccess<Identification>) async -> Result<SettingReadBack, Failure>

    /// How soon the change of a step shows where settings are read.
    func pace(of step: SettingStep) -> ChangePace
}

extension SettingsAdapter {
    /// Changes show at once.
    public func pace(of step: SettingStep) -> ChangePace { .prompt }

    /// Reads all settings again, for exchanges without a cheaper request.
    public func readBack(
        _ step: SettingStep, _ access: SettingsAccess<Identification>
    ) async -> Result<SettingReadBack, Failure> {
        switch await access.identify() {
        case .failure(let failure): return .failure(failure)
        case .success(let identity):
            let instrument: String? = if case .instrument(let name) = step.setting.scope { name } else { nil }
            guard let row = await settings(of: identity, SettingsTarget(instrument: instrument), access)[step.setting] else {
                return .success(.otherwise(nil))
            }
            if row.value == nil, let failure = row.failure { return .failure(failure) }
            return .success(SettingReadBack(row.value, wanted: step.wanted))
        }
    }
}

/// How a setting is, beside what a step would make of it.
public enum SettingReadBack: Hashable, Sendable {
    case inForce
    /// It has another value, or one that is not known.
    case otherwise(SettingValue?)

    /// A value that was read, by what is wanted.
    public init(_ value: SettingValue?, wanted: SettingValue?) {
        self = value != nil && value?.id == wanted?.id ? .inForce : .otherwise(value)
    }
}

/// An account that is signed in to for its settings.
public struct SettingsAccess<Identification: AccountIdentification>: Sendable {
    /// Asks for anything else.
    public let client: any ExchangeClient
    /// Asks anew who signs in. Fails too where the key must not be used.
    public let identify: @Sendable () async -> Result<Identification, Failure>

    /// Access to an account through the client of its connection.
    public init(client: any ExchangeClient, identify: @escaping @Sendable () async -> Result<Identification, Failure>) {
        self.client = client
        self.identify = identify
    }
}

/// How soon a change shows, once an exchange has accepted it.
public enum ChangePace: Hashable, Sendable {
    /// With the reply, or moments after it.
    case prompt
    /// The exchange only takes it up and makes it later. Until it shows, nobody can say whether it was made, or will be.
    case deferred
}

/// The exchange accepted a change. Whether the setting has changed is known only after reading it back.
public struct ChangeAccepted: Hashable, Sendable {
    /// What the exchange said that the change does.
    public let effect: Effect

    /// What a change does, as far as the reply tells.
    public enum Effect: Hashable, Sendable {
        case made
        /// Everything was as wanted already, so that there was nothing to change.
        case nothing
    }

    /// Made when a reply says that the change was accepted, and that it does something unless said otherwise.
    public init(_ effect: Effect = .made) {
        self.effect = effect
    }
}
