/// The screens, each with its state.
enum Screen: Hashable, Sendable {
    case myExchanges(MyExchanges)
    case accountDetails(AccountDetails)
    case chooseExchange(ChooseExchange)
    case futuresGuide(FuturesGuide)
    case connectMethod(ConnectMethod)
    case authorize(Authorize)
    case keyGuide(KeyGuide)
    case keyEntry(KeyEntry)
    case verify(Verify)
    case futuresCheck(FuturesCheck)
    case equityChart(EquityChartScreen)
    case vaultCreate(VaultCreate)
    case vaultUnlock(VaultUnlock)

    /// Every kind of screen, in the order in which the help page names them.
    static let kinds: [any ScreenModel.Type] = [
        MyExchanges.self, AccountDetails.self, ChooseExchange.self, FuturesGuide.self, ConnectMethod.self, Authorize.self, KeyGuide.self,
        KeyEntry.self,
        Verify.self, FuturesCheck.self, EquityChartScreen.self,
        VaultCreate.self, VaultUnlock.self,
    ]

    /// The screen as any one of them.
    var model: any ScreenModel {
        switch self {
        case .myExchanges(let model): model
        case .accountDetails(let model): model
        case .chooseExchange(let model): model
        case .futuresGuide(let model): model
        case .connectMethod(let model): model
        case .authorize(let model): model
        case .keyGuide(let model): model
        case .keyEntry(let model): model
        case .verify(let model): model
        case .futuresCheck(let model): model
        case .equityChart(let model): model
        case .vaultCreate(let model): model
        case .vaultUnlock(let model): model
        }
    }
}
