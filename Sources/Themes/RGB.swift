/// A colour as red, green and blue, each 0 to 255 in sRGB.
public struct RGB: Hashable, Sendable {
    /// The red part, 0 to 255 in sRGB.
    public var red: UInt8
    /// The green part, 0 to 255 in sRGB.
    public var green: UInt8
    /// The blue part, 0 to 255 in sRGB.
    public var blue: UInt8

    /// A colour by its sRGB parts.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#rrggbb`; `nil` for anything else.
    public init?(hex text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[0] == UInt8(ascii: "#") else { return nil }
        var value: UInt32 = 0
        for byte in bytes.dropFirst() {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        self.init(red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }

    /// `#000000`, with luminance 0.
    public static let black = RGB(red: 0, green: 0, blue: 0)
    /// `#ffffff`, with luminance 1.
    public static let white = RGB(red: 255, green: 255, blue: 255)

    /// The relative luminance, 0 to 1 (WCAG 2.1, "relative luminance").
    public var luminance: Double {
        0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)] + 0.0722 * Self.linear[Int(blue)]
    }

    /// The contrast with another colour, 1 to 21 (WCAG 2.1, "contrast ratio").
    public func contrast(with other: RGB) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// How different two colours look: greater is further. The eye's weights for red and blue shift with the amount of red.
    func distance(to other: RGB) -> Int {
        let meanRed = (Int(red) + Int(other.red)) / 2
        let (r, g, b) = (Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue))
        return ((512 + meanRed) * r * r) / 256 + 4 * g * g + ((767 - meanRed) * b * b) / 256
    }

    /// The hue at full saturation; `nil` where the parts differ by less than `leastSpread`.
    func hueAlone(leastSpread: Int) -> RGB? {
        let parts = [Int(red), Int(green), Int(blue)]
        guard let least = parts.min(), let most = parts.max(), most - least >= max(1, leastSpread) else { return nil }
        let full = parts.map { UInt8(($0 - least) * 255 / (most - least)) }
        return RGB(red: full[0], green: full[1], blue: full[2])
    }

    /// The share of light for each sRGB value (IEC 61966-2-1).
    private static let linear: [Double] = (0...255).map { value in
        let share = Double(value) / 255
        guard share > 0.04045 else { return share / 12.92 }
        // x^2.4 as x² · (x²)^(1/5): the standard library has no power function, and this target uses no C.
        let square = ((share + 0.055) / 1.055) * ((share + 0.055) / 1.055)
        var root = 1.0
        for _ in 0..<40 { root = (4 * root + square / (root * root * root * root)) / 5 }
        return square * root
    }
}
