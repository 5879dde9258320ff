import Domain
import HTTP
import JSON

/// A change of an account's settings to the recommended ones, one request of Bybit each.
enum BybitSettingChange: Hashable, Sendable {
    /// To isolated, for the whole account.
    case marginMode
    /// To one-way, for every symbol that is settled in USDT and has neither position nor order, and for new ones.
    case positionMode
    /// Of one symbol, the same for long and short.
    case leverage(symbol: String, leverage: Amount)

    /// The step of a plan that makes it. `skipping`: the symbols that the change will not reach.
    func step(skipping symbols: [String] = []) -> SettingStep {
        SettingStep(setting, words: words, call: call, caution: caution(symbols), wanted: wanted, parameters: parameters)
    }

    /// The change that a step makes; `nil` for a step that this program did not plan for Bybit.
    init?(_ step: SettingStep) {
        switch (step.setting, step.parameters["leverage"].flatMap { Amount($0) }) {
        case (BybitSettings.marginMode.key, nil): self = .marginMode
        case (BybitSettings.positionMode.key, nil): self = .positionMode
        case (let setting, let leverage?):
            guard case .instrument(let symbol) = setting.scope, setting == BybitSettings.leverage(of: symbol).key else { return nil }
            self = .leverage(symbol: symbol, leverage: leverage)
        case (_, nil): return nil
        }
        guard parameters == step.parameters else { return nil }
    }

    // MARK: The request

    /// As the user is shown it, such as `POST /v5/… {"…":"…"}`.
    var call: String { "POST \(path) \(String(decoding: body, as: UTF8.self))" }

    func request(_ access: Access) -> UnsignedRequest { BybitRequests.signed(.post, path, body: body, access: access) }

    private var path: String {
        switch self {
        case .marginMode: "/v5/account/set-margin-mode"
        case .positionMode: "/v5/position/switch-mode"
        case .leverage: "/v5/position/set-leverage"
        }
    }

    private var body: [UInt8] {
        let members: [JSONValue.Member] =
            switch self {
            case .marginMode: [.init("setMarginMode", .string(BybitMarginMode.isolated.rawValue))]
            // Mode 0 is one-way, 3 is hedge.
            case .positionMode: [.init("category", "linear"), .init("coin", .string(BybitSettings.hedgeableCoin)), .init("mode", 0)]
            case .leverage(let symbol, let leverage):
                [
                    .init("category", .string(BybitSettings.category(of: symbol))), .init("symbol", .string(symbol)),
                    .init("buyLeverage", .string(leverage.plain)), .init("sellLeverage", .string(leverage.plain)),
                ]
            }
        return JSONValue.object(members).encoded()
    }

    /// Bybit's codes for what is as wanted already.
    var unchangedCodes: Set<String> {
        switch self {
        case .marginMode: ["110026", "110027"]
        case .positionMode: ["110025"]
        case .leverage: ["110043"]
        }
    }

    /// Bybit takes a change of the margin mode up ("Request accepted") and makes it within some seconds.
    var pace: ChangePace {
        switch self {
        case .marginMode: .deferred
        case .positionMode, .leverage: .prompt
        }
    }

    // MARK: Words

    private var setting: Setting.Key {
        switch self {
        case .marginMode: BybitSettings.marginMode.key
        case .positionMode: BybitSettings.positionMode.key
        case .leverage(let symbol, _): BybitSettings.leverage(of: symbol).key
        }
    }

    private var parameters: [String: String] {
        switch self {
        case .marginMode, .positionMode: [:]
        case .leverage(_, let leverage): ["leverage": leverage.plain]
        }
    }

    private var wanted: SettingValue {
        switch self {
        case .marginMode: BybitMarginMode.isolated.setting
        case .positionMode: BybitPositionMode.oneWay.setting
        case .leverage(_, let leverage): BybitSettings.value(leverage)
        }
    }

    private var words: Phrase {
        switch self {
        case .marginMode: Phrase(en: "Switch the account to isolated margin.", zh: "将账户的保证金模式切换为逐仓。")
        case .positionMode: Phrase(en: "Switch USDT perpetuals to one-way.", zh: "将 USDT 永续合约切换为单向持仓。")
        case .leverage(let symbol, let leverage):
            Phrase(en: "Set leverage \(leverage.plain) for \(symbol), long and short.", zh: "将 \(symbol) 的杠杆设为 \(leverage.plain) 倍（多空相同）。")
        }
    }

    private func caution(_ skipped: [String]) -> Phrase? {
        switch self {
        case .marginMode:
            return Phrase(
                en: "For the whole account: spot margin and options cannot be traded in isolated margin.",
                zh: "对整个账户生效：逐仓模式下不能使用现货杠杆，也不能交易期权。")
        case .positionMode:
            guard !skipped.isEmpty else { return nil }
            let names = BybitSettings.shortened(skipped)
            return Phrase(
                en: "Bybit leaves out symbols with a position or an order: \(names.joined(separator: ", ")) will stay in hedge mode.",
                zh: "Bybit 会跳过有持仓或挂单的交易对：\(names.joined(separator: "、"))将仍为双向持仓。")
        case .leverage: return nil
        }
    }
}
