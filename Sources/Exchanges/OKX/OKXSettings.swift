import Domain

/// What is asked about futures settings beside who signs in.
enum OKXSettings {
    /// An instrument whose answers show whether isolated contracts are offered at all.
    static var sampleInstrument: String { ExchangeProfile.okx.sampleInstrument }

    static let positions = Question({ OKXRequests.account(.positions, access: $0) }, decode: OKXPositions.read)

    static let switchCheck = Question({ OKXSettingsRequests.switchCheck(access: $0) }, decode: OKXSettingsReplies.switchCheck)

    static func leverage(of instrument: String) -> Question<[OKXSetLeverage]> {
        Question({ OKXSettingsRequests.leverage(instrument: instrument, access: $0) }, decode: OKXSettingsReplies.leverage)
    }

    static let isolatedSize = Question(
        { OKXSettingsRequests.isolatedSize(instrument: sampleInstrument, access: $0) }, decode: OKXSettingsReplies.isolatedSize)
}
