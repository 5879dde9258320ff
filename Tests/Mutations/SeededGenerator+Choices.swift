import TestSupport

extension SeededGenerator {
    /// Numbers of one round, whatever other rounds there were.
    init(seed: UInt64, round: Int) {
        self.init(seed: seed &+ UInt64(truncatingIfNeeded: round) &* 0xD134_2543_DE82_EF95)
        _ = next()
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func happens(oneIn chances: Int) -> Bool { below(chances) == 0 }

    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }
}
