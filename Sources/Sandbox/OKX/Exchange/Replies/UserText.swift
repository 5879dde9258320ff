import JSON

/// What a user does, as JSON: `{"account":"main","action":"activate-mode","mode":"2"}`.
enum UserText {
    /// `nil` for what is no action.
    static func action(_ view: JSONView) -> SandboxUserAction? {
        let mode = view["mode"]?.scalarText ?? ""
        switch view["action"]?.string {
        case "activate-mode": return SandboxAccountMode(rawValue: mode).map { .activateMode($0) }
        case "switch-mode": return SandboxAccountMode(rawValue: mode).map { .switchMode($0) }
        case "switch-position-mode": return SandboxPositionMode(rawValue: mode).map { .switchPositionMode($0) }
        case "switch-isolated-mode": return SandboxIsolatedMode(rawValue: mode).map { .switchIsolatedMode($0) }
        case "cancel-orders": return .cancelOrders
        case "stop-bots": return .stopBots
        case "close-positions": return .closePositions
        case "repay-borrowings": return .repayBorrowings
        case "end-copy-trading": return .endCopyTrading
        case "set-isolated-contracts": return SandboxIsolatedContracts(rawValue: mode).map { .setIsolatedContracts($0) }
        case "delete-keys": return .deleteKeys
        case "set-permissions":
            guard let texts = texts(view["permissions"]) else { return nil }
            let permissions = texts.compactMap { SandboxPermission(rawValue: $0) }
            return permissions.count == texts.count ? .setPermissions(permissions) : nil
        case "bind-addresses":
            guard let addresses = texts(view["addresses"]), addresses.allSatisfy({ AddressRange($0) != nil }) else { return nil }
            return .bindAddresses(addresses)
        default: return nil
        }
    }

    /// At most twenty texts, as many as a key can be bound to.
    private static func texts(_ view: JSONView?) -> [String]? {
        guard let view, view.kind == .array else { return nil }
        let texts = view.elements.compactMap(\.string)
        return texts.count == view.elements.count && texts.count <= 20 ? texts : nil
    }

    /// An account's settings and what stands in their way; no key is among it.
    static func described(_ account: SandboxAccount) -> JSONValue {
        .members([
            "account": .string(account.id),
            "acctLv": .string(account.accountMode.rawValue),
            "posMode": .string(account.positionMode.rawValue),
            "ctIsoMode": .string(account.isolatedMode.rawValue),
            "mgnIsoMode": .string(account.marginIsolatedMode.rawValue),
            "activatedModes": .array(account.activatedModes.map(\.rawValue).sorted().map { .string($0) }),
            "isolatedContracts": .string(account.isolatedContracts.rawValue),
            "roleType": .string(account.copyTrading.roleType),
            "orders": .number(text: String(account.orders.count)),
            "bots": .number(text: String(account.botCount)),
            "positions": .number(text: String(account.positions.count)),
            "borrowings": .number(text: String(account.trading.count { $0.cash.isNegative })),
            "keys": .number(text: String(account.keys.count)),
        ])
    }
}
