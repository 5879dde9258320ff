import Domain

extension ExchangeProfile {
    static let bybitFuturesAdvice: [SettingAdvice] = []
}
