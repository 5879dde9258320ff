/// An exact decimal: `units` × 10^−`scale`. What does not fit into 128 bits loses digits at its small end, never at its large end.
public struct SandboxQuantity: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The digits without the point.
    public let units: Int128
    /// How many of the digits stand behind the point, 0 to 30; there is no trailing zero among them.
    public let scale: Int

    static let zero = SandboxQuantity(units: 0, scale: 0)
    static let one = SandboxQuantity(units: 1, scale: 0)
    private static let greatestScale = 30

    /// - Parameter scale: digits behind the point; more than 30 are cut off.
    public init(units: Int128, scale: Int) {
        var units = units
        var scale = scale
        while scale > Self.greatestScale || (scale > 0 && units % 10 == 0) {
            units /= 10
            scale -= 1
        }
        while scale < 0 {
            units = units.multipliedReportingOverflow(by: 10).overflow ? units : units * 10
            scale += 1
        }
        self.units = units
        self.scale = scale
    }

    /// Reads `-`, digits, and an optional fraction; `nil` for anything else and for what does not fit into 128 bits.
    public init?(_ text: String) {
        var units: Int128 = 0
        var scale = 0
        var digits = 0
        var seenPoint = false
        var negative = false
        for (position, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where position == 0:
                negative = true
            case UInt8(ascii: ".") where !seenPoint && digits > 0:
                seenPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (product, tooLarge) = units.multipliedReportingOverflow(by: 10)
                let (sum, tooLargeStill) = product.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
                guard !tooLarge, !tooLargeStill else { return nil }
                units = sum
                digits += 1
                scale += seenPoint ? 1 : 0
            default:
                return nil
            }
        }
        guard digits > 0, !(seenPoint && scale == 0), scale <= Self.greatestScale else { return nil }
        self.init(units: negative ? -units : units, scale: scale)
    }

    /// A literal that is no decimal is a mistake in the program text and stops it.
    public init(stringLiteral text: String) {
        guard let quantity = SandboxQuantity(text) else { preconditionFailure("no decimal: \(text)") }
        self = quantity
    }

    /// Plain decimal notation without trailing zeros, as the exchange writes amounts.
    public var description: String {
        var digits = String(units.magnitude)
        if scale > 0 {
            if digits.utf8.count <= scale {
                digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
            }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
        }
        return (units < 0 ? "-" : "") + digits
    }

    var isZero: Bool { units == 0 }
    var isNegative: Bool { units < 0 }
    var magnitude: SandboxQuantity { isNegative ? -self : self }

    /// Compares the values, whatever their scales.
    public static func < (left: SandboxQuantity, right: SandboxQuantity) -> Bool {
        (left - right).units < 0
    }

    static prefix func - (value: SandboxQuantity) -> SandboxQuantity {
        SandboxQuantity(units: value.units == .min ? .max : -value.units, scale: value.scale)
    }

    static func + (left: SandboxQuantity, right: SandboxQuantity) -> SandboxQuantity {
        var left = (units: left.units, scale: left.scale)
        var right = (units: right.units, scale: right.scale)
        while left.scale != right.scale {
            if left.scale > right.scale { swap(&left, &right) }
            let (raised, tooLarge) = left.units.multipliedReportingOverflow(by: 10)
            if tooLarge {
                right = (right.units / 10, right.scale - 1)
            } else {
                left = (raised, left.scale + 1)
            }
        }
        let (sum, tooLarge) = left.units.addingReportingOverflow(right.units)
        return tooLarge
            ? SandboxQuantity(units: left.units / 10 + right.units / 10, scale: left.scale - 1)
            : SandboxQuantity(units: sum, scale: left.scale)
    }

    static func - (left: SandboxQuantity, right: SandboxQuantity) -> SandboxQuantity { left + -right }

    static func * (left: SandboxQuantity, right: SandboxQuantity) -> SandboxQuantity {
        var left = (units: left.units, scale: left.scale)
        var right = (units: right.units, scale: right.scale)
        while true {
            let (product, tooLarge) = left.units.multipliedReportingOverflow(by: right.units)
            if !tooLarge { return SandboxQuantity(units: product, scale: left.scale + right.scale) }
            if left.units.magnitude < right.units.magnitude { swap(&left, &right) }
            left = (left.units / 10, left.scale - 1)
        }
    }

    /// The quotient with at most `scale` digits behind the point, the rest cut off; `nil` for a zero divisor.
    func divided(by divisor: SandboxQuantity, scale wanted: Int) -> SandboxQuantity? {
        guard !divisor.isZero else { return nil }
        var numerator = units
        var scale = self.scale - divisor.scale
        while scale < wanted {
            let (raised, tooLarge) = numerator.multipliedReportingOverflow(by: 10)
            if tooLarge { break }
            numerator = raised
            scale += 1
        }
        return SandboxQuantity(units: numerator / divisor.units, scale: scale).cut(toScale: wanted)
    }

    /// At most `scale` digits behind the point, the rest cut off.
    func cut(toScale wanted: Int) -> SandboxQuantity {
        var units = units
        var scale = scale
        while scale > wanted {
            units /= 10
            scale -= 1
        }
        return SandboxQuantity(units: units, scale: scale)
    }

    static func sum(_ quantities: some Sequence<SandboxQuantity>) -> SandboxQuantity {
        quantities.reduce(.zero, +)
    }
}
