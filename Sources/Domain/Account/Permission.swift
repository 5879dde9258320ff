/// A right that an API key has. The list is open: an exchange's folder says what those do that it knows, and the others are there by name.
public struct Permission: Hashable, Sendable {
    /// As JSON calls it: `read`, `trade` and `withdraw`, which every exchange has, or what the exchange itself calls it.
    public let id: String
    public let label: Phrase
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
        /// Nobody here knows.
        case unknown
    }

    /// A right that the exchange's folder knows, with a word that fits into a list of them.
    public init(id: String, label: Phrase, role: Role) {
        self.id = id
        self.label = label
        self.role = role
    }

    /// One that nobody here knows, cleaned, as the exchange calls it.
    public static func unknown(_ name: String) -> Permission {
        let shown = CleanText.line(name, characters: 60)
        return Permission(id: shown, label: Phrase(verbatim: shown), role: .unknown)
    }

    public static let read = Permission(id: "read", label: Phrase(en: "read", zh: "读取"), role: .read)
    public static let trade = Permission(id: "trade", label: Phrase(en: "trade", zh: "交易"), role: .trade)
    public static let withdraw = Permission(id: "withdraw", label: Phrase(en: "withdraw", zh: "提现"), role: .withdraw)
}

extension [Permission] {
    /// Whether one of them lets a key do that.
    public func has(_ role: Permission.Role) -> Bool { contains { $0.role == role } }

    /// Those by which money can leave for others.
    public var leadingOut: [Permission] { filter { $0.role == .withdraw || $0.role == .payOut } }

    /// Whether they let a key do more than read, as far as is known.
    public var areKnownToAct: Bool { contains { $0.role != .read && $0.role != .unknown } }
}
