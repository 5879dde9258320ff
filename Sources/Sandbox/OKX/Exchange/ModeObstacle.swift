/// What stands in the way of another account mode, spelled as `unmatchedInfoCheck` spells it (OKX API guide, precheck account mode switch).
enum ModeObstacle: String, Hashable, Sendable, CaseIterable {
    case borrowings = "repay_borrowings"
    case orders = "pending_orders"
    case algos = "pending_algos"
    case assets = "asset_validation"
    case everyPosition = "all_positions"
    case hedgePositions = "contract_long_short"
    case positionsMovedByHand = "isolated_contract"
    case copyTrading = "spot_lead_copy_only_simple_single"

    /// With what a switch is refused.
    var refusal: Refusal {
        switch self {
        case .borrowings: .listed(59001)
        case .orders, .algos: .listed(59132)
        case .assets: .listed(59133)
        case .everyPosition, .hedgePositions, .positionsMovedByHand: .listed(59134)
        case .copyTrading: .listed(59135)
        }
    }
}
