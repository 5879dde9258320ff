import Sandbox

/// An account of the sandbox with settings to be mended, and where they are changed.
package enum SettingsSample {
    /// Where the position mode is changed.
    package static let positionModePath = "/api/v5/account/set-position-mode"
    /// Where the account mode is changed.
    package static let accountModePath = "/api/v5/account/set-account-level"
    /// Where the leverage for a switch out of portfolio margin is preset.
    package static let presetPath = "/api/v5/account/account-level-switch-preset"
    /// Where the transfer of margin is changed.
    package static let isolatedModePath = "/api/v5/account/set-isolated-mode"
    /// Where the leverage of an instrument is changed.
    package static let leveragePath = "/api/v5/account/set-leverage"

    /// A main account in Futures mode with 50000 USDT and one key, then changed as the test says.
    package static func account(_ change: (inout SandboxAccount) -> Void = { _ in }) -> SandboxAccount {
        var account = SandboxAccount(
            id: "a", title: SandboxTitle(english: "", chinese: ""),
            keys: [
                SandboxKey(
                    apiKey: "00000000-0000-4000-8000-000000000001", secretKey: "0123456789ABCDEF0123456789ABCDEF",
                    passphrase: "Right-Pass.1", label: "k")
            ],
            uid: "1", trading: [SandboxHolding("USDT", cash: "50000")])
        change(&account)
        return account
    }

    /// A position of ten contracts, worth 0.1 BTC, with leverage 10.
    package static func position(
        _ mode: SandboxMarginMode, _ side: SandboxPositionSide = .net, id: String = "7", instrument: String = "BTC-USDT-SWAP"
    ) -> SandboxPosition {
        SandboxPosition(
            id: id, instrument: instrument, marginMode: mode, side: side, contracts: "10", contractValue: "0.01",
            averagePrice: "117000", leverage: "10", ageMilliseconds: 1_000)
    }
}
