import Domain
import HTTP

/// What Bybit told about an account's futures settings.
struct BybitSettingsReading: Sendable {
    let who: BybitIdentity
    /// Positions and orders of contracts that can be in hedge mode.
    let hedgeable: Result<[BybitHolding], Failure>
    /// What stands in the way of another margin mode; `nil` where that is the wanted one, or nothing can be changed.
    let marginBlockers: Result<[SettingBlocker], Failure>?
    /// A symbol that nobody has touched; `nil` where each that is asked about has a position or an order.
    let untouched: Result<BybitSymbol, Failure>?
    /// The symbol whose leverage is shown.
    let shown: Result<BybitSymbol, Failure>
    let symbol: String

    /// Asks for everything at once, except for the symbol that nobody has touched: which one that is shows in what is open.
    static func read(_ who: BybitIdentity, _ settingsTarget: SettingsTarget, _ client: any ExchangeClient) async -> BybitSettingsReading {
        let symbol = settingsTarget.instrument ?? ExchangeProfile.bybit.sampleInstrument
        async let shown = BybitSymbol.read(symbol, client)
        async let marginBlockers = self.marginBlockers(who, client)
        let hedgeable = await BybitHoldings.read(BybitHoldingList.hedgeable, client)
        let untouchedSymbol = untouchedSymbol(beside: (try? hedgeable.get()) ?? [])
        let shownSymbol = await shown
        let untouched: Result<BybitSymbol, Failure>? =
            if let untouchedSymbol { untouchedSymbol == symbol ? shownSymbol : await BybitSymbol.read(untouchedSymbol, client) } else {
                nil
            }
        return BybitSettingsReading(
            who: who, hedgeable: hedgeable, marginBlockers: await marginBlockers, untouched: untouched, shown: shownSymbol, symbol: symbol)
    }

    private static func marginBlockers(_ who: BybitIdentity, _ client: any ExchangeClient) async -> Result<[SettingBlocker], Failure>? {
        switch who.marginMode {
        case .cross, .portfolio: await marginBlockers(client)
        case .isolated, nil: nil
        }
    }

    /// What is open anywhere in the account, and what it has borrowed.
    static func marginBlockers(_ client: any ExchangeClient) async -> Result<[SettingBlocker], Failure> {
        async let borrowed = client.send(
            Query(
                { BybitRequests.signed(.get, "/v5/account/wallet-balance?accountType=UNIFIED", access: $0) },
                decode: BybitSettingsReplies.borrowedCoins))
        let holdings = await BybitHoldings.read(BybitHoldingList.all, client)
        switch (holdings, await borrowed) {
        case (.success(let holdings), .success(let borrowed)): return .success(BybitBlockers.ofMarginMode(holdings, borrowed: borrowed))
        case (.failure(let failure), _), (_, .failure(let failure)): return .failure(failure)
        }
    }

    /// Only the position mode, as it is looked at before a change and after it.
    static func positionMode(_ client: any ExchangeClient) async -> Result<(mode: BybitPositionMode, holdings: [BybitHolding]), Failure> {
        switch await BybitHoldings.read(BybitHoldingList.hedgeable, client) {
        case .failure(let failure): return .failure(failure)
        case .success(let holdings):
            var untouched: Result<BybitSymbol, Failure>?
            if let symbol = untouchedSymbol(beside: holdings) { untouched = await BybitSymbol.read(symbol, client) }
            return mode(holdings, untouched).map { ($0, holdings) }
        }
    }

    private static func untouchedSymbol(beside holdings: [BybitHolding]) -> String? {
        BybitSettings.untouchedSymbols.first { symbol in !holdings.contains { $0.symbol == symbol } }
    }

    /// Bybit tells the mode by symbol only: what is open shows its own, and one that nobody has touched that of all others.
    static func mode(
        _ holdings: [BybitHolding], _ untouched: Result<BybitSymbol, Failure>?
    ) -> Result<BybitPositionMode, Failure> {
        let hedged = hedgedSymbols(holdings)
        switch untouched {
        case .success(let symbol)?: return .success(symbol.isHedged ? .hedge : hedged.isEmpty ? .oneWay : .mixed(hedged))
        case .failure(let failure)?: return hedged.isEmpty ? .failure(failure) : .success(.mixed(hedged))
        case nil: return .success(hedged.isEmpty ? .oneWay : .mixed(hedged))
        }
    }

    /// The symbols that are held in hedge mode by a position or an order.
    static func hedgedSymbols(_ holdings: [BybitHolding]) -> [String] {
        Set(holdings.filter(\.isHedged).map(\.symbol)).sorted()
    }
}
