/// What the exchange thinks of a switch to another account mode.
enum ModeVerdict: Hashable, Sendable {
    case free
    /// In the order in which a switch looks at them; never empty.
    case obstructed([ModeObstacle])
    /// Cross positions would be taken along out of portfolio margin, and their leverage is not preset.
    case presetMissing
    /// With the preset leverage the positions need more margin than there is.
    case marginShort

    /// `sCode` of the precheck; there is no 2.
    var checkCode: String {
        switch self {
        case .free: "0"
        case .obstructed: "1"
        case .presetMissing: "3"
        case .marginShort: "4"
        }
    }

    /// With what a switch is refused; `nil` when it is not.
    var refusal: Refusal? {
        switch self {
        case .free: nil
        case .obstructed(let obstacles): obstacles.first?.refusal
        case .presetMissing: .listed(59136)
        case .marginShort: .listed(59139)
        }
    }
}
