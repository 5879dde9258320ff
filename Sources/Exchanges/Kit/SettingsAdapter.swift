import Domain
import HTTP

/// How an exchange's futures settings are looked at and changed. Pure, as the rest of an adapter.
public protocol SettingsAdapter: ExchangeAdapter {
    /// An instrument whose answers show whether isolated contracts are offered at all.
    var sampleInstrument: String { get }

    /// Asks whether the account may be switched to Futures mode; changes nothing.
    func switchCheckRequest(access: Access) -> HTTPRequest

    func decodeSwitchCheck(_ reply: HTTPReply) -> Result<OKXSwitchCheck, Failure>

    /// Asks for the leverage of an instrument with isolated margin.
    func leverageRequest(instrument: String, access: Access) -> HTTPRequest

    /// One element in one-way mode, one for each side in hedge mode. Fails with `feature-unavailable` where the site does not tell.
    func decodeLeverage(_ reply: HTTPReply) -> Result<[OKXSetLeverage], Failure>

    /// Asks how much could be put up for an instrument with isolated margin: only to learn whether that is possible.
    func isolatedSizeRequest(instrument: String, access: Access) -> HTTPRequest

    func decodeIsolatedSize(_ reply: HTTPReply) -> Result<OKXIsolatedContracts, Failure>

    /// What a failure of these two questions says about isolated contracts; `nil` where it says nothing.
    func isolatedContracts(after failure: Failure, in mode: FuturesSettings.AccountMode?) -> OKXIsolatedContracts?

    func changeRequest(_ change: SettingChange, access: Access) -> HTTPRequest

    func decodeChange(_ change: SettingChange, _ reply: HTTPReply) -> Result<ChangeTaken, Failure>

    /// The request as the user is shown it, such as `POST /api/v5/… {"…":"…"}`.
    func call(_ change: SettingChange) -> String
}
