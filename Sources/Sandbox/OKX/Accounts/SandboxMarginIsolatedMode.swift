/// How margin moves into isolated margin trades, spelled as `mgnIsoMode` spells it.
public enum SandboxMarginIsolatedMode: String, Hashable, Sendable, CaseIterable {
    case automatic
    case autoTransfers = "auto_transfers_ccy"
    case quick = "quick_margin"
}
