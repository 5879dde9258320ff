/// A signal that ends the program arrived.
struct Interrupted: Error, Equatable {
    let signal: Int32
    var occupation = Occupation.other

    /// What the program was doing.
    enum Occupation: Hashable, Sendable {
        case savingVault
        case other
    }

    var exitCode: Int32 { 128 + signal }
}
