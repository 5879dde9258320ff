/// Chance that can be repeated: the same seed gives the same numbers everywhere (SplitMix64).
struct Chance {
    private var state: UInt64

    init(seed: UInt64, round: Int) {
        state = seed &+ UInt64(truncatingIfNeeded: round) &* 0xD134_2543_DE82_EF95
        _ = next()
    }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func happens(oneIn chances: Int) -> Bool { below(chances) == 0 }

    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }
}
