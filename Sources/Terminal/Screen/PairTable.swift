internal import CNcurses
internal import Themes

/// The numbers of the colour pairs that were defined in ncurses; never more than the terminal has.
struct PairTable {
    private struct Colours: Hashable {
        let foreground: Int32
        let background: Int32
    }

    /// What the terminal's own colours are: -1 where ncurses can use them (use_default_colors), else white on black.
    enum Default: Hashable { case terminals, whiteOnBlack }

    private let defaults: Default
    private let mostPairs: Int32
    private var numbers: [Colours: Int32] = [:]

    init(defaults: Default) {
        self.defaults = defaults
        mostPairs = min(cncurses_pair_count() - 1, 1024)
    }

    /// The number of the pair for a style; 0, the terminal's own colours, where there is none left. The terminal's own colours get a pair
    /// too where it can go back to them: from pair 0 ncurses resets all attributes with each change, which costs twice the bytes.
    mutating func number(for style: Style) -> Int32 {
        guard style.foreground != nil || style.background != nil || defaults == .terminals else { return 0 }
        let colours = Colours(foreground: code(style.foreground, fallback: 7), background: code(style.background, fallback: 0))
        if let number = numbers[colours] { return number }
        let number = Int32(numbers.count) + 1
        guard number <= mostPairs, init_extended_pair(number, colours.foreground, colours.background) == cncurses_ok() else { return 0 }
        numbers[colours] = number
        return number
    }

    /// Whether another theme's pairs still fit beside those that are there.
    var hasRoom: Bool { numbers.count + 64 <= mostPairs }

    mutating func removeAll() { numbers.removeAll() }

    private func code(_ index: UInt8?, fallback: Int32) -> Int32 {
        if let index { return Int32(index) }
        switch defaults {
        case .terminals: return -1
        case .whiteOnBlack: return fallback
        }
    }
}
