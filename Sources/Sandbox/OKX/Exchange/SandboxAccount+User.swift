extension SandboxAccount {
    /// Does what the owner does on the website; nothing there is refused.
    mutating func carryOut(_ action: SandboxUserAction, prices: PriceTable) {
        switch action {
        case .activateMode(let mode): activatedModes.insert(mode)
        case .switchMode(let mode):
            activatedModes.insert(mode)
            accountMode = mode
        case .switchPositionMode(let mode): positionMode = mode
        case .switchIsolatedMode(let mode): isolatedMode = mode
        case .cancelOrders:
            orders = []
            for index in trading.indices { trading[index].frozenByOrders = .zero }
        case .stopBots: botCount = 0
        case .closePositions: closePositions(at: prices)
        case .repayBorrowings:
            for index in trading.indices where trading[index].cash.isNegative {
                trading[index].cash = .zero
                trading[index].interest = .zero
            }
        case .endCopyTrading: copyTrading = .none
        case .setIsolatedContracts(let offer): isolatedContracts = offer
        case .deleteKeys: keys = []
        case .setPermissions(let permissions):
            for index in keys.indices { keys[index].permissions = permissions }
        case .bindAddresses(let addresses):
            for index in keys.indices { keys[index].boundAddresses = addresses }
        }
    }

    /// The value of the positions is added to the cash, so that the account's equity stays the same.
    private mutating func closePositions(at prices: PriceTable) {
        for position in positions {
            let figures = PositionFigures(position, prices: prices)
            let freed =
                switch position.marginMode {
                case .isolated: figures.equity
                case .cross: figures.profit
                }
            if let index = trading.firstIndex(where: { $0.currency == position.marginCurrency }) {
                trading[index].cash = trading[index].cash + freed
            } else {
                trading.append(SandboxHolding(position.marginCurrency, cash: freed))
            }
        }
        positions = []
    }
}
