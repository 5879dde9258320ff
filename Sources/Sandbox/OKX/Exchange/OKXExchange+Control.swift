import JSON

extension OKXExchange {
    func describedAccounts() -> JSONValue { .array(accounts.map(UserText.described)) }

    func act(_ order: JSONView) -> ControlOutcome {
        guard let account = order["account"]?.string, let action = UserText.action(order) else {
            return .refused("an action is not understood")
        }
        return switch act(action, as: account) {
        case .done: .done([:])
        case .accountUnknown: .refused("there is no such account")
        }
    }

    func trade(_ order: JSONView) -> ControlOutcome {
        guard let account = order["account"]?.string, let instrument = order["instrument"]?.string,
            let size = order["size"]?.scalarText.flatMap({ SandboxQuantity($0) })
        else { return .refused("a trade is not understood") }
        var wanted = SandboxTrade(instrument, size: size)
        if let side = order["side"], !side.isNull {
            guard let side = side.string.flatMap({ SandboxPositionSide(rawValue: $0) }) else { return .refused("there is no such side") }
            wanted.side = side
        }
        return switch trade(wanted, as: account) {
        case .done(let id): .done(["tradeId": id])
        case .accountUnknown: .refused("there is no such account")
        case .notOffered: .refused("this cannot be traded there")
        case .tooLittle: .refused("the account has too little for that")
        }
    }

    var marketFigures: MarketFigures {
        let (stepCount, prices) = market
        return MarketFigures(
            stepCount: stepCount, prices: prices.currencies.compactMap { name in prices.usd(name).map { (name, $0) } })
    }
}
