/// What an exchange tells of the IP addresses from which a key works.
public enum AddressBinding: Hashable, Sendable {
    /// The exchange does not say whether the key is bound to any address.
    case notTold
    /// The key works from anywhere.
    case unbound
    /// Addresses and networks; `nil` where they are not told.
    case bound(to: [String]?)

    /// Reads a list of addresses: an empty one means that the key works from anywhere, `nil` that nothing was told.
    public init(_ list: [String]?) {
        self = list.map { $0.isEmpty ? .unbound : .bound(to: $0) } ?? .notTold
    }

    /// Addresses and networks; empty where the key works from anywhere; `nil` where they are not told.
    public var list: [String]? {
        switch self {
        case .notTold: nil
        case .unbound: []
        case .bound(let list): list
        }
    }

    /// `nil` where it is not told.
    public var isBound: Bool? {
        switch self {
        case .notTold: nil
        case .unbound: false
        case .bound: true
        }
    }
}
