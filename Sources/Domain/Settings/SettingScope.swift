/// What a setting applies to.
public enum SettingScope: Hashable, Sendable {
    case account
    /// Everything that is settled in a coin.
    case coin(String)
    case instrument(String)

    /// A word for programs.
    public var word: String {
        switch self {
        case .account: "account"
        case .coin: "coin"
        case .instrument: "instrument"
        }
    }

    /// The coin or the instrument; `nil` where it is the whole account.
    public var name: String? {
        switch self {
        case .account: nil
        case .coin(let name), .instrument(let name): name
        }
    }
}
