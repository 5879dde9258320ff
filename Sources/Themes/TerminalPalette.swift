/// The 256 colours of xterm, by index: sixteen named ones, a cube of 6×6×6 and 24 greys (xterm, `256colres.h` and `ctlseqs`).
public enum TerminalPalette {
    /// The colour at an index. What a user's terminal shows for the first sixteen may differ.
    public static func colour(at index: UInt8) -> RGB { colours[Int(index)] }

    /// The index of a colour name such as `red` or `bright-red`; `nil` for other names.
    static func index(named name: String) -> UInt8? {
        guard let position = names.firstIndex(of: name) else { return nil }
        return UInt8(position)
    }

    private static let names: [String] = {
        let plain = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
        return plain + plain.map { "bright-" + $0 }
    }()

    private static let colours: [RGB] = {
        let named = [
            "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
            "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
        ].compactMap(RGB.init(hex:))
        let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
        let cube = (0..<216).map { RGB(red: steps[$0 / 36], green: steps[$0 / 6 % 6], blue: steps[$0 % 6]) }
        let greys = (0..<24).map { step in
            let level = UInt8(8 + 10 * step)
            return RGB(red: level, green: level, blue: level)
        }
        return named + cube + greys
    }()
}
