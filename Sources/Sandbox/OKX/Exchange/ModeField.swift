/// Writes an amount where the account mode has it, and nothing where it does not (OKX API guide, get balance, "applicable to").
struct ModeField: Sendable {
    let mode: SandboxAccountMode

    static func text(_ quantity: SandboxQuantity?) -> String {
        quantity.map { "\($0)" } ?? ""
    }

    func in2(_ quantity: SandboxQuantity?) -> String { only([.futures], quantity) }
    func in34(_ quantity: SandboxQuantity?) -> String { only([.multiCurrency, .portfolio], quantity) }
    func in134(_ quantity: SandboxQuantity?) -> String { only([.spot, .multiCurrency, .portfolio], quantity) }
    func in234(_ quantity: SandboxQuantity?) -> String { only([.futures, .multiCurrency, .portfolio], quantity) }

    private func only(_ modes: [SandboxAccountMode], _ quantity: SandboxQuantity?) -> String {
        modes.contains(mode) ? Self.text(quantity) : ""
    }
}
