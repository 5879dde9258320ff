import Domain

/// What stands in the way of a change. Bybit has no call that says so before; it is found in what is open.
enum BybitBlockers {
    /// Of another margin mode: anything that is open anywhere in the account, and what it owes.
    static func ofMarginMode(_ holdings: [BybitHolding], borrowed: [String]) -> [SettingBlocker] {
        open(holdings) + (borrowed.isEmpty ? [] : [borrowings(borrowed)])
    }

    /// Positions and orders by name, each once.
    static func open(_ holdings: [BybitHolding]) -> [SettingBlocker] {
        func names(_ kind: BybitHoldingList.Kind) -> [String] {
            var seen: Set<String> = []
            return BybitSettings.shortened(holdings.filter { $0.kind == kind && seen.insert($0.name).inserted }.map(\.name))
        }
        let (positions, orders) = (names(.positions), names(.orders))
        return
            (positions.isEmpty
            ? []
            : [
                SettingBlocker(
                    kind: "positions", message: Phrase(en: "Open positions: close them yourself first.", zh: "存在持仓：请先自行平仓。"),
                    subjects: positions)
            ])
            + (orders.isEmpty
                ? []
                : [
                    SettingBlocker(
                        kind: "orders",
                        message: Phrase(
                            en: "Open orders, conditional ones included: cancel them yourself first.", zh: "存在挂单（含条件单）：请先自行撤销。"),
                        subjects: orders)
                ])
    }

    private static func borrowings(_ coins: [String]) -> SettingBlocker {
        SettingBlocker(
            kind: "borrowings", message: Phrase(en: "Coins borrowed to trade spot: repay them first.", zh: "存在现货杠杆借币：请先偿还。"),
            subjects: BybitSettings.shortened(coins))
    }

    /// Of every change: what the key and the account are.
    static func ofAccount(_ who: BybitIdentity) -> [SettingBlocker] {
        (who.mayChange ? [] : [permission]) + (who.isMasterTrader == true ? [copyTrading] : [])
    }

    private static let permission = SettingBlocker(
        kind: Cause.permissionMissing.rawValue,
        message: Phrase(
            en: "The key may only read, or lacks the box Orders or Positions, so nothing can be changed with it.",
            zh: "该 Key 为只读，或未勾选“订单”“仓位”，无法用它修改设置。"))
    private static let copyTrading = SettingBlocker(
        kind: "copy-trading",
        message: Phrase(
            en: "Others copy the trades of this account, which has rules of its own: change it on the website.",
            zh: "该账户为带单账户，另有规则：请在网页修改。"))
}
