import Domain
import HTTP

extension BybitAdapter {
    /// Two calls at once: `GET /v5/user/query-api` tells of the key, `GET /v5/account/info` how the account is set. Where only one of them
    /// answers, it depends on what the other one says whether the key is known here.
    public func identify(_ client: any ExchangeClient) async -> Result<BybitIdentity, Failure> {
        async let asked = client.send(query("/v5/user/query-api", decode: BybitReplies.key))
        async let modes = client.send(query("/v5/account/info", decode: BybitReplies.modes))
        return BybitSignIn.identity(key: await asked, modes: await modes)
    }

    /// Demo trading has no funding wallet and no overview (Bybit API, "Demo Trading Service").
    public func parts(in environment: TradingEnvironment) -> [BybitPart] {
        let positions = BybitPositionList.everyFetch.map(BybitPart.positions)
        return switch environment {
        case .live, .testnet: [.unified, .funding, .overview, .prices] + positions
        case .demo: [.unified, .prices] + positions
        }
    }

    /// Public prices are shared by all accounts for five seconds. What earns changes by interest alone, or by hand, and is read less often.
    public func rule(of part: BybitPart) -> PartRule {
        switch part {
        case .unified, .funding, .overview, .positions: PartRule()
        case .earn: PartRule(keeping: .forAccount(milliseconds: 60_000))
        case .prices: PartRule(.open, keeping: .forEveryone(milliseconds: 5_000))
        }
    }

    /// What earns where there was no overview, and the positions that settle in other coins than expected.
    public func followUps(after parts: Parts) -> [BybitPart] {
        let fetched = BybitParts(parts)
        let earn: [BybitPart] = fetched.failure(of: .overview) != nil && parts[.earn] == nil ? [.earn] : []
        return earn + fetched.suspectedLists.map(BybitPart.positions).filter { parts[$0] == nil }
    }

    /// Fatal where nothing of any wallet could be had, and for an account without the unified wallet that everything here is about; what is
    /// not offered here is not missed.
    public func absence(of part: BybitPart, among parts: Parts) -> PartAbsence {
        let fetched = BybitParts(parts)
        if part == .unified, fetched.isEmpty || fetched.failure(of: .unified)?.code == BybitFailure.notUnified { return .fatal }
        return fetched.gap(where: part).map(PartAbsence.gap) ?? .silent
    }

    /// What a classic account is answered where its unified wallet is asked for is not documented: the account itself says what it is.
    public func diagnosis(of failure: Failure, of part: BybitPart?, _ client: any ExchangeClient) async -> Failure {
        guard part == .unified, failure.cause == .exchangeRefused || failure.cause == .featureUnavailable,
            case .success(let modes) = await client.send(query("/v5/account/info", decode: BybitReplies.modes)),
            modes.accountType == .classic
        else { return failure }
        return BybitFailure.failure(code: BybitFailure.notUnified, text: "", status: 200)
    }

    /// Wallets, equity, settings and notices from the parts of one reading.
    public func assemble(
        identity: BybitIdentity, parts: Parts, clockOffsetMilliseconds: Int64, asOf: Moment, options: AssemblyOptions
    ) -> AccountSnapshot {
        BybitAssembly(
            who: identity, fetched: BybitParts(parts), clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, options: options
        ).snapshot
    }

    // MARK: Requests and replies

    /// One request for most parts; both kinds of products that earn, and page after page of positions.
    public func read(_ part: BybitPart, _ client: any ExchangeClient) async -> Result<BybitPartReply, Failure> {
        switch part {
        case .unified, .funding, .overview, .prices: await client.send(query(of: part))
        case .earn: await earn(client).map(BybitPartReply.earn)
        case .positions(let list): await positions(list, client).map(BybitPartReply.positions)
        }
    }

    private func query(of part: BybitPart) -> Query<BybitPartReply> {
        let target = Self.target(of: part)
        switch rule(of: part).access {
        case .signed: return query(target) { Self.decode(part, $0) }
        case .open: return Query({ UnsignedRequest(BybitRequests.open(target, at: $0.place)) }, decode: { Self.decode(part, $0) })
        }
    }

    /// The path and query of a part, of its first request where there are several.
    static func target(of part: BybitPart, cursor: String? = nil) -> String {
        switch part {
        case .unified: "/v5/account/wallet-balance?accountType=UNIFIED"
        case .funding: "/v5/asset/transfer/query-account-coins-balance?accountType=FUND"
        case .overview: "/v5/asset/asset-overview?valuationCurrency=USD"
        case .earn: "/v5/earn/position?category=\(BybitEarnHoldings.categories[0])"
        case .prices: "/v5/market/tickers?category=spot"
        case .positions(let list):
            "/v5/position/list?\(list.query)&limit=\(pageRows)" + (cursor.map { "&cursor=\($0)" } ?? "")
        }
    }

    /// As many as Bybit gives at once.
    private static let pageRows = 200

    /// Reads the reply to a request for a part; of several replies the first one.
    static func decode(_ part: BybitPart, _ reply: HTTPReply) -> Result<BybitPartReply, Failure> {
        BybitEnvelope.result(of: reply).flatMap { result in
            switch part {
            case .unified: BybitUnifiedBalance.read(result).map(BybitPartReply.unified)
            case .funding: BybitFundingBalance.read(result).map(BybitPartReply.funding)
            case .overview: BybitOverview.read(result).map(BybitPartReply.overview)
            case .earn: BybitEarnHoldings.read(result).map(BybitPartReply.earn)
            case .prices: BybitPrices.read(result).map(BybitPartReply.prices)
            case .positions(let list): BybitPositions.read(result, list.category).map { .positions($0.positions) }
            }
        }
    }

    private func earn(_ client: any ExchangeClient) async -> Result<BybitEarnHoldings, Failure> {
        var all = BybitEarnHoldings(assets: [], unreadable: [])
        for category in BybitEarnHoldings.categories {
            let answer = await client.send(
                query("/v5/earn/position?category=\(category)") { BybitEnvelope.result(of: $0).flatMap(BybitEarnHoldings.read) })
            switch answer {
            case .success(let read): all = all.joined(read)
            case .failure(let failure): return .failure(failure)
            }
        }
        return .success(all)
    }

    /// Page after page, as many rows as are read of any list.
    private func positions(_ list: BybitPositionList, _ client: any ExchangeClient) async -> Result<BybitPositions, Failure> {
        var all = BybitPositions(rows: [], unreadable: [])
        var cursor: String?
        for _ in 0..<ReplyFields.rowLimit / Self.pageRows {
            let page = await client.send(
                query(Self.target(of: .positions(list), cursor: cursor)) { reply in
                    BybitEnvelope.result(of: reply).flatMap { BybitPositions.read($0, list.category) }
                })
            switch page {
            case .failure(let failure): return .failure(failure)
            case .success(let page):
                all.rows += page.positions.rows
                all.unreadable += page.positions.unreadable
                // The last page may name itself as the next one.
                guard let next = page.cursor, next != cursor else { return .success(all) }
                cursor = next
            }
        }
        all.unreadable.append("rows > \(ReplyFields.rowLimit)")
        return .success(all)
    }
}
