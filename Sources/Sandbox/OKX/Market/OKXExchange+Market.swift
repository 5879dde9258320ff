import Synchronization

extension OKXExchange {
    /// Has an account trade at the price of the moment.
    func trade(_ trade: SandboxTrade, as id: SandboxAccount.ID) -> SandboxTradeOutcome {
        let now = nowMilliseconds
        return state.withLock { $0.carryOut(trade, as: id, nowMilliseconds: now) }
    }

    var isMoving: Bool {
        get { state.withLock { $0.isMoving } }
        set {
            let changed = state.withLock { state in
                state.isMoving = newValue
                return state.movementChanged
            }
            changed?()
        }
    }

    func whenMovementChanges(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.movementChanged = body }
    }

    /// The steps that the prices have taken, and where they are.
    var market: (stepCount: Int, prices: PriceTable) {
        state.withLock { ($0.walk.stepCount, $0.prices) }
    }

    func step(_ count: Int = 1) {
        let now = nowMilliseconds
        let traders = configuration.movement.traders
        for _ in 0..<max(0, count) {
            state.withLock { state in
                let moved = state.walk.step(&state.prices)
                for entry in state.roster.entries.values { entry.tell(.pricesMoved(moved)) }
                for id in traders {
                    guard let account = state.accounts.first(where: { $0.id == id }), let trade = state.walk.trade(of: account) else {
                        continue
                    }
                    _ = state.carryOut(trade, as: id, nowMilliseconds: now)
                }
            }
        }
    }
}

extension ExchangeState {
    mutating func carryOut(_ trade: SandboxTrade, as id: SandboxAccount.ID, nowMilliseconds: Int64) -> SandboxTradeOutcome {
        guard let index = accounts.firstIndex(where: { $0.id == id }) else { return .accountUnknown }
        let before = accounts
        let number = tradeCount + 1
        let tradeID = String(785_524_470 + number)
        let outcome = accounts[index].carryOut(
            trade, id: tradeID, positionID: String(2_005_456_500_916_600_000 + number), prices: prices, nowMilliseconds: nowMilliseconds)
        guard case .done = outcome else { return outcome }
        tradeCount = number
        tell(since: before, cause: .filled, trade: (trade.instrument, tradeID))
        return outcome
    }

    /// Tells the streams of an account what is different about it.
    func tell(since before: [SandboxAccount], cause: AccountChange.Cause, trade: (instrument: String, id: String)? = nil) {
        for (index, old) in before.enumerated() {
            // Streams of an account that is no more end as if its key had been deleted.
            var gone = old
            gone.keys = []
            let isInPlace = index < accounts.count && accounts[index].id == old.id
            let new = isInPlace ? accounts[index] : accounts.first { $0.id == old.id } ?? gone
            guard var change = AccountChange(from: old, to: new, cause: cause) else { continue }
            change.trade = trade
            for entry in roster.entries.values where entry.account == old.id { entry.tell(.changed(change)) }
        }
    }
}
