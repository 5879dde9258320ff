/// A right that an API key has. The list is open: an exchange's adapter gives the role of those it knows; of others only the name is known.
public struct Permission: Hashable, Sendable {
    /// As JSON calls it: `read`, `trade` and `withdraw`, which every exchange has, or what the exchange itself calls it.
    public let id: String
    /// The right in a word of each language, as it stands in a list of rights.
    public let label: Phrase
    /// What the right lets a key do; warnings and refusals go by this.
    public let role: Role

    /// What a right lets a key do; this decides, and not the name.
    public enum Role: Hashable, Sendable {
        case read
        /// Places orders and changes settings.
        case trade
        /// Takes money out of the account.
        case withdraw
        /// Sends money to accounts of others under another name, which is as dangerous as withdrawing.
        case payOut
        /// Changes something else, such as moving money between wallets of the account.
        case act
        /// Not known to this program.
        case unknown
    }

    /// A right that the exchange's adapter knows, with a label that fits into a list.
    public init(id: String, label: Phrase, role: Role) {
        self.id = id
        self.label = label
        self.role = role
    }

    /// A right that this program does not know, under the exchange's own name for it, cleaned.
    public static func unknown(_ name: String) -> Permission {
        let shown = CleanText.line(name, characters: 60)
        return Permission(id: shown, label: Phrase(verbatim: shown), role: .unknown)
    }

    /// Reading balances, orders and settings; every key has it.
    public static let read = Permission(id: "read", label: Phrase(en: "read", zh: "读取"), role: .read)
    /// Placing orders and changing settings.
    public static let trade = Permission(id: "trade", label: Phrase(en: "trade", zh: "交易"), role: .trade)
    /// Taking money out of the account, which no key should be able to do here.
    public static let withdraw = Permission(id: "withdraw", label: Phrase(en: "withdraw", zh: "提现"), role: .withdraw)
}

extension [Permission] {
    /// Whether one of them lets a key do that.
    public func has(_ role: Permission.Role) -> Bool { contains { $0.role == role } }

    /// The rights that let money leave the account, by withdrawal or by payment to others.
    public var leadingOut: [Permission] { filter { $0.role == .withdraw || $0.role == .payOut } }

    /// Whether they let a key do more than read, as far as is known.
    public var areKnownToAct: Bool { contains { $0.role != .read && $0.role != .unknown } }
}
