import Core
import Domain
import JSON

/// What `status` and `connect` print, for programs: schema 1.
public enum StatusReport {
    static let schema: JSONValue.Member = .init("schema", 1)

    /// An object with `schema` and a member `connections`, without totals over all of them.
    public static func json(_ connections: [ConnectionReport], exchanges: [ExchangeProfile], _ language: Language) -> JSONValue {
        .object(members(connections, exchanges, language))
    }

    private static func members(
        _ connections: [ConnectionReport], _ exchanges: [ExchangeProfile], _ language: Language
    ) -> [JSONValue.Member] {
        [schema, .init("connections", .array(connections.map { connection($0, exchanges: exchanges, language) }))]
    }

    /// The same with the totals of all connections, one for each kind of money.
    public static func jsonWithTotals(
        _ connections: [ConnectionReport], exchanges: [ExchangeProfile], _ language: Language
    ) -> JSONValue {
        .object(
            members(connections, exchanges, language) + [
                .init(
                    "totals",
                    .array(
                        ConnectionReport.totals(connections).map { badge, total in
                            .object([
                                .init("kind", .string(badge.kind)),
                                .init("currency", .string(TotalCurrency.dollar.rawValue)),
                                .init("total", .optional(total.dollars?.written)),
                                .init("connections", .number(text: String(total.counted))),
                                .init("without", .array(total.missing.map { .string($0) })),
                                .init("trading_only", .array(total.tradingOnly.map { .string($0) })),
                                .init("same_account", .array(total.same.map { names in .array(names.map { .string($0) }) })),
                            ])
                        }))
            ])
    }

    static func connection(_ report: ConnectionReport, exchanges: [ExchangeProfile], _ language: Language) -> JSONValue {
        let snapshot = try? report.outcome.get()
        let error: JSONValue =
            switch report.outcome {
            case .success: .null
            case .failure(let failure): FailureReport.error(failure, language)
            }
        return .object(
            [
                .init("name", .string(report.name)),
                .init("exchange", .string(report.exchange)),
                .init("site", .string(report.site)),
                .init("environment", .string(report.environment.rawValue)),
                .init("method", .string(report.method.rawValue)),
                .init("status", .string(report.status.rawValue)),
                .init("error", error),
                .init("warnings", .array((snapshot?.notices ?? []).map { warning($0, language) })),
                .init(
                    "remarks",
                    .array(
                        (snapshot?.remarks ?? []).map { remark in
                            .object([.init("remark", .string(remark.kind.rawValue)), .init("message", .string(remark.message[language]))])
                        })),
                .init("key", key(report, snapshot?.key)),
                .init("account", .object([.init("kind", .optional(snapshot?.kind?.rawValue))])),
            ] + futures(report, exchanges, snapshot?.settings) + [
                .init("settings", settings(report.futures, snapshot?.settings)),
                .init("equity", equity(snapshot?.equity)),
                .init("wallets", .array((snapshot?.wallets ?? []).map { wallet($0, language) })),
                .init("positions", snapshot?.positions.list.map { .array($0.map(position)) } ?? .null),
                .init("rates", rates(snapshot?.rates)),
                .init("clock_offset_ms", snapshot.map { .number(text: String($0.clockOffsetMilliseconds)) } ?? .null),
                .init("as_of", .optional(snapshot?.asOf.iso8601)),
            ])
    }

    private static func warning(_ notice: Notice, _ language: Language) -> JSONValue {
        .object([
            .init("warning", .string(notice.warning.rawValue)),
            .init("message", .string(notice.message[language])),
            .init("remedy", .array(notice.remedy.map { .string($0[language]) })),
        ])
    }

    private static func key(_ report: ConnectionReport, _ key: KeyDescription?) -> JSONValue {
        .object([
            .init("masked", .string(report.maskedKey)),
            .init("label", .optional(key.flatMap { $0.label.isEmpty ? nil : $0.label })),
            .init("permissions", key?.permissions.map { .array($0.map { .string($0.id) }) } ?? .null),
            .init("ips", key?.addresses.list.map { .array($0.map { .string($0) }) } ?? .null),
            .init("ip_bound", key?.addresses.isBound.map { .bool($0) } ?? .null),
            .init("expires", .optional(key?.expiry.unixMilliseconds.map(UTCTimestamp.text))),
        ])
    }

    /// The settings again under `futures`, for programs written before there was `settings`.
    private static func futures(
        _ report: ConnectionReport, _ exchanges: [ExchangeProfile], _ settings: AccountSettings?
    ) -> [JSONValue.Member] {
        let ids = exchanges.first { $0.id == report.exchange }?.futuresReport ?? []
        guard !ids.isEmpty else { return [] }
        let members = ids.map { id in
            let row = settings?[id]
            return JSONValue.Member(
                id.replacing("-", with: "_"),
                .object([.init("value", .optional(row?.value?.id)), .init("ok", row?.isRight.map { .bool($0) } ?? .null)]))
        }
        return [.init("futures", .object([.init("used", .bool(isUsed(report.futures)))] + members))]
    }

    private static func settings(_ use: AccessTarget.FuturesUse, _ settings: AccountSettings?) -> JSONValue {
        .object([
            .init("used", .bool(isUsed(use))),
            .init(
                "rows",
                .array((settings?.rows ?? []).map { row in .object(SettingsReport.members(row) + [SettingsReport.state(row)]) })),
        ])
    }

    private static func isUsed(_ use: AccessTarget.FuturesUse) -> Bool {
        switch use {
        case .used: true
        case .notUsed: false
        }
    }

    private static func equity(_ equity: AccountSnapshot.Equity?) -> JSONValue {
        guard let equity else { return .null }
        let isTradingOnly =
            switch equity.coverage {
            case .whole: false
            case .tradingOnly: true
            }
        return .object([
            .init("currency", .string(equity.currency)), .init("total", .string(equity.total.written)),
            .init("trading_only", .bool(isTradingOnly)),
        ])
    }

    private static func wallet(_ wallet: Wallet, _ language: Language) -> JSONValue {
        .object([
            .init("kind", .string(wallet.kind.id)),
            .init("label", .string(wallet.kind.label[language])),
            .init("total", .optional(wallet.total?.written)),
            .init("assets", .array(wallet.assets.map(asset))),
        ])
    }

    private static func asset(_ asset: Asset) -> JSONValue {
        .object([
            .init("asset", .string(asset.code)),
            .init("total", .optional(asset.total?.written)),
            .init("available", .optional(asset.available?.written)),
            .init("in_use", .optional(asset.inUse?.written)),
            .init("value", .optional(asset.value?.written)),
            .init("unrealized_pnl", .optional(asset.unrealizedProfit?.written)),
            .init("debt", .optional(asset.debt?.written)),
            .init("price", .optional(asset.price?.written)),
            .init("change_24h", .optional(asset.dayChange?.written)),
        ])
    }

    private static func position(_ position: Position) -> JSONValue {
        .object([
            .init("instrument", .string(position.instrument)),
            .init("kind", .string(position.kind.rawValue)),
            .init("side", .optional(position.side?.rawValue)),
            .init("size", .optional(position.size?.written)),
            .init("entry_price", .optional(position.entryPrice?.written)),
            .init("mark_price", .optional(position.markPrice?.written)),
            .init("unrealized_pnl", .optional(position.unrealizedProfit?.written)),
            .init("currency", .optional(position.currency)),
            .init("leverage", .optional(position.leverage?.written)),
            .init("margin_mode", .optional(position.marginMode?.rawValue)),
            .init("liquidation_price", .optional(position.liquidationPrice?.written)),
        ])
    }

    /// The rates in the direction in which they were told.
    private static func rates(_ rates: ExchangeRates?) -> JSONValue {
        .array(
            TotalCurrency.allCases.compactMap { currency in
                guard let rate = rates?.rates[currency] else { return nil }
                let told: JSONValue.Member =
                    switch rate {
                    case .dollarsPerUnit(let amount): .init("usd_per_unit", .string(amount.written))
                    case .unitsPerDollar(let amount): .init("units_per_usd", .string(amount.written))
                    }
                return .object([.init("currency", .string(currency.rawValue)), told])
            })
    }
}
