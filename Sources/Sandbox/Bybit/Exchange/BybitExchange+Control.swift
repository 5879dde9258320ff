import JSON

/// What an owner does, as JSON: `{"account":"main","action":"set-margin-mode","mode":"REGULAR_MARGIN"}`.
///
/// - `delete-keys`, `cancel-orders`, `close-positions`, `repay-borrowings` - `bind-addresses` with `addresses`, none for any -
/// `set-permissions` with `permissions` such as `{"Wallet":["AccountTransfer"]}` and `readOnly` - `set-margin-mode` with `mode` -
/// `set-position-mode` with `mode` 0 or 3 and `coin` - `transfer` with `coin` and `amount` - `place-order` with `instrument`, `category`
/// (`spot` for a pair), `side`, `price`, `size`, `trigger`, `index`
///
/// A trade is `{"account":"main","instrument":"BTCUSDT","size":"-0.1"}`, with `"category":"spot"` for a pair and `index` in hedge mode.
extension SandboxBybit.Exchange {
    private typealias Action = SandboxBybit.UserAction

    func describedAccounts() -> JSONValue {
        .array(
            accounts.map { account in
                .members([
                    "account": .string(account.id), "marginMode": .string(account.marginMode.rawValue),
                    "pendingMarginMode": .optional(account.pending?.mode.rawValue),
                    "unifiedMarginStatus": .whole(account.status.rawValue),
                    "positionModes": .object(Self.modes(account.positionModes.coins)),
                    "symbolModes": .object(Self.modes(account.positionModes.symbols)), "orders": .whole(account.orders.count),
                    "positions": .whole(account.positions.count), "keys": .whole(account.keys.count),
                ])
            })
    }

    private static func modes(_ modes: [String: SandboxBybit.PositionMode]) -> [JSONValue.Member] {
        modes.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .whole($0.value.rawValue)) }
    }

    func act(_ order: JSONView) -> ControlOutcome {
        guard let account = order["account"]?.string, let action = Self.action(order) else {
            return .refused("an action is not understood")
        }
        return Self.outcome(act(action, as: account))
    }

    func trade(_ order: JSONView) -> ControlOutcome {
        guard let account = order["account"]?.string, let symbol = order["instrument"]?.string,
            let size = order["size"]?.scalarText.flatMap({ SandboxQuantity($0) })
        else { return .refused("a trade is not understood") }
        let index = order["index"]?.scalarText.flatMap { Int($0) }
        let isSpot = order["category"]?.string == SandboxBybit.Category.spot.rawValue
        return Self.outcome(trade(.init(symbol, size: size, isSpot: isSpot, index: index), as: account))
    }

    private static func outcome(_ outcome: SandboxBybit.Outcome) -> ControlOutcome {
        switch outcome {
        case .done: .done([:])
        case .accountUnknown: .refused("there is no such account")
        case .notOffered: .refused("this cannot be done there")
        case .tooLittle: .refused("the account has too little for that")
        }
    }

    /// `nil` for what is no action.
    private static func action(_ view: JSONView) -> Action? {
        switch view["action"]?.string {
        case "delete-keys": return .deleteKeys
        case "cancel-orders": return .cancelOrders
        case "close-positions": return .closePositions
        case "repay-borrowings": return .repayBorrowings
        case "bind-addresses":
            guard let list = view["addresses"], list.kind == .array else { return nil }
            let addresses = list.elements.compactMap(\.string)
            guard addresses.count == list.elements.count, addresses.count <= 20, addresses.allSatisfy({ AddressRange($0) != nil }) else {
                return nil
            }
            return .bindAddresses(addresses)
        case "set-permissions":
            guard let list = view["permissions"], list.kind == .object else { return nil }
            var boxes: [String: [String]] = [:]
            for (name, value) in list.members.prefix(40) { boxes[name] = value.elements.prefix(40).compactMap(\.string) }
            return .setPermissions(.init(boxes), readOnly: view["readOnly"]?.bool ?? false)
        case "set-margin-mode":
            return view["mode"]?.string.flatMap { SandboxBybit.MarginMode(rawValue: $0) }.map { .setMarginMode($0) }
        case "set-position-mode":
            let mode = view["mode"]?.scalarText.flatMap { Int($0) }.flatMap { SandboxBybit.PositionMode(rawValue: $0) }
            return mode.map { .setPositionMode($0, coin: view["coin"]?.string ?? "USDT") }
        case "place-order": return placed(view)
        case "transfer":
            guard let coin = view["coin"]?.string, let amount = view["amount"]?.scalarText.flatMap({ SandboxQuantity($0) }) else {
                return nil
            }
            return .transfer(coin, amount)
        default: return nil
        }
    }

    private static func placed(_ view: JSONView) -> Action? {
        guard let symbol = view["instrument"]?.string, let side = view["side"]?.string.flatMap({ SandboxBybit.Side(rawValue: $0) }),
            let price = view["price"]?.scalarText.flatMap({ SandboxQuantity($0) }),
            let quantity = view["size"]?.scalarText.flatMap({ SandboxQuantity($0) }), price > .zero, quantity > .zero
        else { return nil }
        let id = view["id"]?.string ?? "1f2c7a30-0b4e-4d53-9c6c-0a6a3bd5d001"
        return .place(
            SandboxBybit.Order(
                id: String(id.prefix(64)), symbol: symbol, isSpot: view["category"]?.string == "spot", side: side, price: price,
                quantity: quantity, trigger: view["trigger"]?.scalarText.flatMap { SandboxQuantity($0) },
                index: view["index"]?.scalarText.flatMap { Int($0) } ?? 0))
    }
}
