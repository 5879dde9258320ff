import Domain
import HTTP

extension OKXAdapter: SettingsAdapter {
    public var sampleInstrument: String { ExchangeProfile.okx.sampleInstrument }

    public func switchCheckRequest(access: Access) -> HTTPRequest {
        OKXSettingsRequests.switchCheck(access: access)
    }

    public func decodeSwitchCheck(_ reply: HTTPReply) -> Result<OKXSwitchCheck, Failure> {
        OKXSettingsReplies.switchCheck(reply)
    }

    public func leverageRequest(instrument: String, access: Access) -> HTTPRequest {
        OKXSettingsRequests.leverage(instrument: instrument, access: access)
    }

    public func decodeLeverage(_ reply: HTTPReply) -> Result<[OKXSetLeverage], Failure> {
        OKXSettingsReplies.leverage(reply)
    }

    public func isolatedSizeRequest(instrument: String, access: Access) -> HTTPRequest {
        OKXSettingsRequests.isolatedSize(instrument: instrument, access: access)
    }

    public func decodeIsolatedSize(_ reply: HTTPReply) -> Result<OKXIsolatedContracts, Failure> {
        OKXSettingsReplies.isolatedSize(reply)
    }

    public func isolatedContracts(after failure: Failure, in mode: FuturesSettings.AccountMode?) -> OKXIsolatedContracts? {
        OKXSettingsReplies.isolatedContracts(after: failure, in: mode)
    }

    public func changeRequest(_ change: SettingChange, access: Access) -> HTTPRequest {
        OKXSettingsRequests.change(change, access: access)
    }

    public func decodeChange(_ change: SettingChange, _ reply: HTTPReply) -> Result<ChangeTaken, Failure> {
        OKXSettingsReplies.change(change, reply)
    }

    public func call(_ change: SettingChange) -> String {
        OKXSettingsRequests.call(change)
    }
}
