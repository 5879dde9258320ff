import Domain
import HTTP
import JSON

/// Reads the replies of OKX. Every member but the few that nothing works without may be missing.
enum OKXReplies {
    /// GET /api/v5/public/time, in milliseconds since 1970-01-01T00:00:00Z.
    static func clock(_ reply: HTTPReply) -> Result<Int64, Failure> {
        OKXEnvelope.row(of: reply).flatMap { row in
            guard let time = time(row, "ts") else { return .failure(OKXFailure.gateway.lacking("ts")) }
            return .success(time)
        }
    }

    /// GET /api/v5/system/status. Completed and cancelled work is left out, and services that this program does not use.
    static func maintenance(_ reply: HTTPReply) -> Result<[Maintenance], Failure> {
        OKXEnvelope.rows(of: reply).map { rows in
            let fields = ReplyFields()
            return rows.views.prefix(100).compactMap { view -> Maintenance? in
                guard let state = maintenanceStates[view["state"]?.scalarText ?? ""] else { return nil }
                guard maintainedServices.contains(view["serviceType"]?.scalarText ?? "") else { return nil }
                return Maintenance(
                    title: fields.text(view, "title", characters: 120) ?? "", state: state,
                    beginUnixMilliseconds: time(view, "begin"), endUnixMilliseconds: time(view, "end"),
                    environment: environments[view["env"]?.scalarText ?? ""]
                )
            }
        }
    }

    /// GET /api/v5/account/config.
    static func identity(_ reply: HTTPReply) -> Result<OKXIdentity, Failure> {
        OKXEnvelope.row(of: reply).flatMap { row in
            var fields = ReplyFields()
            guard let uid = fields.text(row, "uid") else { return .failure(OKXFailure.gateway.lacking("uid")) }
            // A missing setting makes only its own row unknown; the account is read all the same.
            let accountMode = mode(row, "acctLv", accountModes, &fields)
            let positionMode = mode(row, "posMode", positionModes, &fields)
            let rights = fields.list(row, "perm").flatMap { $0.isEmpty ? nil : $0 }
            return .success(
                OKXIdentity(
                    identity: Identity(
                        accountID: uid, kind: kind(of: uid, row, fields), label: fields.text(row, "label", characters: 50) ?? "",
                        permissions: rights.map(permissions), addresses: AddressBinding(fields.list(row, "ip")), expiry: .never,
                        unreadable: fields.unreadable),
                    accountMode: accountMode, positionMode: positionMode,
                    isolatedTransfer: fields.text(row, "ctIsoMode").flatMap { isolatedTransfers[$0] }
                ))
        }
    }

    /// GET /api/v5/account/balance.
    static func trading(_ reply: HTTPReply) -> Result<OKXTradingBalance, Failure> {
        OKXEnvelope.row(of: reply).map { row in
            var fields = ReplyFields()
            let total = fields.amount(row, "totalEq")
            guard let details = row["details"], details.kind == .array else {
                fields.note("details")
                return OKXTradingBalance(totalEquity: total, assets: [], unreadable: fields.unreadable)
            }
            let rows = ReplyRows(details.elements)
            fields.note(cut: rows)
            let assets = rows.views.compactMap { view -> Asset? in
                assetCode(view, &fields).map { coin(view, $0, &fields) }
            }
            return OKXTradingBalance(totalEquity: total, assets: assets, unreadable: fields.unreadable)
        }
    }

    /// A coin of the trading wallet, as replies and pushes describe it. What the row does not mention stays as it was in `earlier`.
    static func coin(_ view: JSONView, _ code: String, over earlier: Asset? = nil, _ fields: inout ReplyFields) -> Asset {
        func amount(_ name: String, _ earlier: Amount?) -> Amount? {
            view[name] == nil ? earlier : fields.amount(view, name, of: code)
        }
        // Older replies leave the balance empty in margin modes and give the equity.
        let available = fields.amount(view, "availBal", of: code) ?? fields.amount(view, "availEq", of: code)
        return Asset(
            code: code, total: amount("eq", earlier?.total),
            available: view["availBal"] == nil && view["availEq"] == nil ? earlier?.available : available,
            inUse: amount("frozenBal", earlier?.inUse), value: amount("eqUsd", earlier?.value),
            unrealizedProfit: amount("upl", earlier?.unrealizedProfit),
            debt: view["liab"] == nil ? earlier?.debt : debt(view, code, &fields)
        )
    }

    /// What is owed of a currency: `liab` is above zero there, unlike in positions. None is no debt.
    private static func debt(_ view: JSONView, _ code: String, _ fields: inout ReplyFields) -> Amount? {
        guard let debt = fields.amount(view, "liab", of: code), !debt.isZero else { return nil }
        return debt.isNegative ? -debt : debt
    }

    /// GET /api/v5/asset/balances.
    static func funding(_ reply: HTTPReply) -> Result<OKXFundingBalance, Failure> {
        OKXEnvelope.rows(of: reply).map { rows in
            var fields = ReplyFields()
            fields.note(cut: rows)
            let assets = rows.views.compactMap { view -> Asset? in
                guard let code = assetCode(view, &fields) else { return nil }
                return Asset(
                    code: code, total: fields.amount(view, "bal", of: code),
                    available: fields.amount(view, "availBal", of: code), inUse: fields.amount(view, "frozenBal", of: code),
                    value: nil, unrealizedProfit: nil
                )
            }
            return OKXFundingBalance(assets: assets, unreadable: fields.unreadable)
        }
    }

    /// GET /api/v5/asset/asset-valuation.
    static func valuation(_ reply: HTTPReply) -> Result<OKXValuation, Failure> {
        OKXEnvelope.row(of: reply).map { row in
            var fields = ReplyFields()
            let total = fields.amount(row, "totalBal")
            let details = row["details"]
            return OKXValuation(
                total: total,
                trading: details.flatMap { fields.amount($0, "trading") },
                funding: details.flatMap { fields.amount($0, "funding") },
                earn: details.flatMap { fields.amount($0, "earn") },
                classic: details.flatMap { fields.amount($0, "classic") }, unreadable: fields.unreadable
            )
        }
    }

    /// GET /api/v5/market/index-tickers for one quote currency. A price that is not above zero is none, and so is one of 24 hours ago.
    static func prices(_ reply: HTTPReply, quote: String) -> Result<OKXIndexPrices, Failure> {
        OKXEnvelope.rows(of: reply).map { rows in
            var prices: [String: Amount] = [:]
            var dayChanges: [String: Amount] = [:]
            let suffix = "-\(quote)"
            for view in rows.views {
                guard let instrument = view["instId"]?.string, instrument.hasSuffix(suffix),
                    let text = view["idxPx"]?.scalarText, let price = Amount(text), price > .zero
                else { continue }
                let code = String(instrument.dropLast(suffix.count))
                prices[code] = price
                dayChanges[code] = view["open24h"]?.scalarText.flatMap { Amount($0) }.flatMap { $0 > .zero ? price - $0 : nil }
            }
            return OKXIndexPrices(quote: quote, prices: prices, dayChanges: dayChanges)
        }
    }

    /// GET /api/v5/market/exchange-rate.
    static func yuanRate(_ reply: HTTPReply) -> Result<Amount, Failure> {
        OKXEnvelope.row(of: reply).flatMap { row in
            guard let rate = row["usdCny"]?.scalarText.flatMap({ Amount($0) }), rate > .zero else {
                return .failure(OKXFailure.gateway.lacking("usdCny"))
            }
            return .success(rate)
        }
    }

    private static let maintenanceStates: [String: Maintenance.State] = [
        "scheduled": .scheduled, "ongoing": .underWay, "pre_open": .underWay,
    ]
    /// Trading (whole, by accounts, by products), other, and what names nothing. Streams, bots, blocks, spreads and copying are not used here.
    private static let maintainedServices: Set<String> = ["5", "8", "9", "99", ""]
    private static let environments: [String: TradingEnvironment] = ["1": .live, "2": .demo]

    /// Milliseconds since 1970-01-01T00:00:00Z, before the year 10000.
    static func time(_ view: JSONView, _ name: String) -> Int64? {
        guard let time = ReplyFields().whole(view, name), time > 0, time < 253_402_300_800_000 else { return nil }
        return time
    }

    private static let accountModes: [String: OKXAccountMode] = [
        "1": .spot, "2": .futures, "3": .multiCurrency, "4": .portfolio,
    ]
    private static let positionModes: [String: OKXPositionMode] = [
        "net_mode": .oneWay, "long_short_mode": .hedge,
    ]
    private static let isolatedTransfers: [String: OKXIsolatedTransfer] = [
        "automatic": .automatic, "autonomy": .manual,
    ]
    /// `read` is how the pages about sub-account keys spell `read_only`.
    private static let permissionNames: [String: Permission] = [
        "read_only": .read, "read": .read, "trade": .trade, "withdraw": .withdraw,
    ]

    /// Of those that this program does not know, as many as a line has room for.
    private static func permissions(_ names: [String]) -> [Permission] {
        let named = Set(names.compactMap { permissionNames[$0.lowercased()] })
        let others = names.filter { permissionNames[$0.lowercased()] == nil }.prefix(8)
        return [.read, .trade, .withdraw].filter(named.contains) + others.map(Permission.unknown)
    }

    /// `nil` where it is not said; a value that this program does not know is remembered.
    private static func mode<Mode>(_ row: JSONView, _ name: String, _ modes: [String: Mode], _ fields: inout ReplyFields) -> Mode? {
        guard let text = fields.text(row, name) else { return nil }
        if modes[text] == nil { fields.note("\(name) \(text)") }
        return modes[text]
    }

    private static func kind(of uid: String, _ row: JSONView, _ fields: ReplyFields) -> AccountKind? {
        if let main = fields.text(row, "mainUid") { return main == uid ? .main : .sub }
        return fields.text(row, "type").map { $0 == "0" ? .main : .sub }
    }

    static func assetCode(_ view: JSONView, _ fields: inout ReplyFields) -> String? {
        guard view.kind == .object, let code = fields.text(view, "ccy", characters: 24) else {
            fields.note("ccy")
            return nil
        }
        return code
    }
}

/// The balances of the funding wallet, without values: the exchange gives none.
public struct OKXFundingBalance: Hashable, Sendable {
    /// One for each currency with a balance above zero; OKX leaves the others out.
    public let assets: [Asset]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]
}

/// The balances of the trading wallet.
public struct OKXTradingBalance: Hashable, Sendable {
    /// In USD; covers the trading wallet only.
    public let totalEquity: Amount?
    /// One for each currency of the wallet, valued in USD by OKX.
    public let assets: [Asset]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]
}

/// Index prices in one quote currency. Only prices above zero are kept.
public struct OKXIndexPrices: Hashable, Sendable {
    /// The currency of the prices: `USD` or `USDT`.
    public let quote: String
    /// By asset code.
    public let prices: [String: Amount]
    /// How much a price is above that of 24 hours ago (`idxPx` less `open24h`), by asset code; absent where that one was not told.
    public let dayChanges: [String: Amount]
}

/// The exchange's valuation of a whole account, in USD.
public struct OKXValuation: Hashable, Sendable {
    /// All wallets together; `nil` where the member was missing or not understood.
    public let total: Amount?
    /// The trading wallet's part of the total.
    public let trading: Amount?
    /// The funding wallet's part of the total.
    public let funding: Amount?
    /// The part that is put up to earn; OKX gives no assets for it.
    public let earn: Amount?
    /// A wallet of old accounts that the exchange no longer uses.
    public let classic: Amount?
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]
}

/// Who signs in to OKX, and how the account is set: one reply tells both.
public struct OKXIdentity: AccountIdentification, Hashable {
    /// What every exchange tells: the account, its kind and the key's rights.
    public let identity: Identity
    /// `nil` where OKX did not say, and for a mode that this program does not know.
    public let accountMode: OKXAccountMode?
    /// `nil` where OKX did not say, and for a mode that this program does not know.
    public let positionMode: OKXPositionMode?
    /// `nil` where OKX did not say.
    public let isolatedTransfer: OKXIsolatedTransfer?

    /// Whether settings can be changed at all. A key of which nothing is known may try.
    var mayChange: Bool { identity.permissions?.has(.trade) ?? true }
}
