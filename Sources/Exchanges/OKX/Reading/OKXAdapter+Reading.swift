import Domain
import HTTP

extension OKXAdapter {
    /// `GET /api/v5/account/config` (OKX API guide, "Get account configuration"): the account, the key's rights and the modes in one reply.
    public func identify(_ client: any ExchangeClient) async -> Result<OKXIdentity, Failure> {
        await client.send(Query({ accountRequest(.identity, access: $0) }, decode: decodeIdentity))
    }

    /// The same in every environment; the identity is asked for before them.
    public func parts(in environment: TradingEnvironment) -> [OKXPart] {
        OKXPart.everyFetch.filter { $0 != .identity }
    }

    /// Public prices are shared by all accounts for five seconds, the yuan's rate for ten minutes.
    public func rule(of part: OKXPart) -> PartRule {
        switch part {
        case .identity: PartRule(row: .key)
        case .trading, .funding, .valuation, .euroValuation, .positions: PartRule()
        case .prices, .fallbackPrices: PartRule(.open, keeping: .forEveryone(milliseconds: 5_000))
        // It is an average over two weeks, and nothing but totals in that currency needs it.
        case .yuanRate: PartRule(.open, keeping: .forEveryone(milliseconds: 600_000), urgency: .inPassing)
        }
    }

    /// One signed or public request; see `accountRequest(_:access:)` for which.
    public func read(_ part: OKXPart, _ client: any ExchangeClient) async -> Result<OKXPartReply, Failure> {
        await client.send(query(part))
    }

    /// Prices in a stablecoin, where an asset has no price in dollars.
    public func followUps(after parts: Parts) -> [OKXPart] {
        let fetched = OKXParts(parts)
        guard fetched.prices != nil, parts[.fallbackPrices] == nil, fetched.needsPrices else { return [] }
        return [.fallbackPrices]
    }

    /// Fatal only where no balance and no valuation could be had; a part that nothing needed is silent.
    public func absence(of part: OKXPart, among parts: Parts) -> PartAbsence {
        let fetched = OKXParts(parts)
        if part == .trading, fetched.isEmpty { return .fatal }
        return fetched.gap(where: part).map(PartAbsence.gap) ?? .silent
    }

    /// Wallets, equity, settings and notices from the parts of one reading.
    public func assemble(
        identity: OKXIdentity, parts: Parts, clockOffsetMilliseconds: Int64, asOf: Moment, options: AssemblyOptions
    ) -> AccountSnapshot {
        OKXAssembly(
            who: identity, fetched: OKXParts(parts), clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf,
            options: options
        ).snapshot
    }

    /// OKX tells the euro's rate only by valuing an account in euros. Valuations are written with cents, so that an account of less than a
    /// hundred dollars would give too few digits of a rate.
    public func lateRate(of currency: TotalCurrency, after parts: Parts) -> LateRate? {
        switch currency {
        case .dollar, .tether, .bitcoin, .yuan: return nil
        case .euro:
            guard let dollars = OKXParts(parts).valuation?.total, dollars >= Amount(100) else { return nil }
            return LateRate(freshMilliseconds: 600_000, retryMilliseconds: 60_000) { client in
                guard case .success(.valuation(let valuation)) = await client.send(query(.euroValuation)), let euros = valuation.total,
                    euros > .zero
                else { return nil }
                return euros.divided(by: dollars, scale: 8, rounding: .halfEven).map(ExchangeRates.Rate.unitsPerDollar)
            }
        }
    }

    // MARK: Requests and replies

    /// Asks for a part of an account; signed where OKX wants it.
    public func accountRequest(_ part: OKXPart, access: Access) -> UnsignedRequest {
        OKXRequests.account(part, access: access)
    }

    /// Reads the reply to the request for `OKXPart.identity`.
    public func decodeIdentity(_ reply: HTTPReply) -> Result<OKXIdentity, Failure> {
        OKXReplies.identity(reply)
    }

    /// Reads the reply to the request for `part`.
    public func decode(_ part: OKXPart, _ reply: HTTPReply) -> Result<OKXPartReply, Failure> {
        switch part {
        case .identity: OKXReplies.identity(reply).map(OKXPartReply.identity)
        case .trading: OKXReplies.trading(reply).map(OKXPartReply.trading)
        case .funding: OKXReplies.funding(reply).map(OKXPartReply.funding)
        case .valuation, .euroValuation: OKXReplies.valuation(reply).map(OKXPartReply.valuation)
        case .prices: OKXReplies.prices(reply, quote: "USD").map(OKXPartReply.prices)
        case .positions: OKXPositions.read(reply).map(OKXPartReply.positions)
        case .yuanRate: OKXReplies.yuanRate(reply).map(OKXPartReply.yuanRate)
        case .fallbackPrices: OKXReplies.prices(reply, quote: "USDT").map(OKXPartReply.prices)
        }
    }

    private func query(_ part: OKXPart) -> Query<OKXPartReply> {
        Query({ accountRequest(part, access: $0) }, decode: { decode(part, $0) })
    }
}
