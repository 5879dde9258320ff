/// A member that this program does not know and keeps for the one that does.
struct PreservedMember: Sendable {
    let name: String
    let value: PreservedValue
}
