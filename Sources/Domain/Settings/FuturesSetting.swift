/// A row of the futures settings, in the order in which the rows are shown and mended.
public enum FuturesSetting: String, CaseIterable, Hashable, Sendable {
    case accountMode = "account-mode"
    case positionMode = "position-mode"
    case marginMode = "margin-mode"
    /// How margin gets into isolated contracts.
    case isolatedTransfer = "isolated-transfer"
    /// Of one instrument, with isolated margin.
    case leverage
}
