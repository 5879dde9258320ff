/// How many colours a terminal can show.
public enum ColourDepth: CaseIterable, Hashable, Sendable {
    /// No colour: only bold, dim, underline, reverse and italic.
    case none
    case eight
    case sixteen
    case twoHundredFiftySix

    /// The depth for a number of colours as terminfo's `colors` gives it; negative or small numbers mean none.
    public init(colours: Int) {
        self =
            switch colours {
            case ..<8: .none
            case 8..<16: .eight
            case 16..<256: .sixteen
            default: .twoHundredFiftySix
            }
    }

    /// The indices that a colour given as red, green and blue may become. The first sixteen differ from user to user, so the
    /// greatest depth leaves them out.
    var candidates: Range<Int> {
        switch self {
        case .none: 0..<0
        case .eight: 0..<8
        case .sixteen: 0..<16
        case .twoHundredFiftySix: 16..<256
        }
    }

    /// The contrast that text keeps when it is reduced to this depth, if the theme's own colours have it. Eight colours have
    /// few that are far apart.
    var readableContrast: Double {
        switch self {
        case .none, .eight: 3
        case .sixteen, .twoHundredFiftySix: 4.5
        }
    }

    /// What a text colour is matched as. A tint would become white or grey where there are few colours; its hue says more.
    func strengthened(_ colour: RGB) -> RGB {
        switch self {
        case .none, .twoHundredFiftySix: colour
        case .eight, .sixteen: colour.hueAlone(leastSpread: 64) ?? colour
        }
    }
}
