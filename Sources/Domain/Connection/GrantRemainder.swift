/// What became of an authorization that the user had given up.
public enum GrantRemainder: Hashable, Sendable {
    /// The user agreed in the browser all the same, at the exchange of that id. No key was made.
    case unused(exchange: String)
    /// A key had been made, and was deleted.
    case keyDeleted
    /// A key may be there, and could not be deleted.
    case keyRemains
}
