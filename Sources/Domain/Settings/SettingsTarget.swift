/// What the user wants beyond the recommended settings.
public struct SettingsTarget: Hashable, Sendable {
    /// The instrument whose leverage is looked at; `nil`: one that shows whether isolated contracts are offered.
    public let instrument: String?
    /// The leverage of that instrument, and of the positions that are taken out of portfolio margin.
    public let leverage: Amount?

    /// The recommended settings alone, unless an instrument or a leverage is given.
    public init(instrument: String? = nil, leverage: Amount? = nil) {
        self.instrument = instrument
        self.leverage = leverage
    }

    /// The leverage wanted for the instrument; `nil` where it is only looked at.
    public var instrumentLeverage: Amount? { instrument == nil ? nil : leverage }

    /// Whether a text can be the id of an instrument: capital letters, digits, hyphens and underscores, at most 64 of them.
    public static func isInstrument(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// Reads a leverage as it is typed; `nil` for anything that is not a number above zero.
    public static func leverage(_ text: String) -> Amount? {
        guard text.utf8.count <= 12, text.utf8.allSatisfy({ $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }) else { return nil }
        return Amount(text).flatMap { $0 > .zero ? $0 : nil }
    }
}
