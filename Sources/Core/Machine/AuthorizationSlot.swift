import Domain

/// Where the answer of an authorization lies while it is typed.
enum AuthorizationSlot {
    static let answer = Slot(-4)
}
