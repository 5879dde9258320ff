/// How far a maintenance is, spelled as `state` of `system/status` spells it (OKX API guide, get status).
public enum SandboxMaintenanceState: String, Hashable, Sendable, CaseIterable {
    case scheduled, ongoing
    case preOpen = "pre_open"
    case completed, canceled
}
