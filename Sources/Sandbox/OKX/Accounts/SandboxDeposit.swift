/// One currency of a funding account, or of the earn products.
public struct SandboxDeposit: Hashable, Sendable {
    public var currency: String
    /// All of it, in coins.
    public var balance: SandboxQuantity
    /// The part of it that cannot be moved, in coins.
    public var frozen: SandboxQuantity

    public init(_ currency: String, balance: SandboxQuantity, frozen: SandboxQuantity = "0") {
        self.currency = currency
        self.balance = balance
        self.frozen = frozen
    }
}
