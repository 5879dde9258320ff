/// A signal that ends the program arrived.
package struct Interrupted: Error, Equatable {
    package let signal: Int32
    package var occupation = Occupation.other

    package init(signal: Int32, occupation: Occupation = .other) {
        self.signal = signal
        self.occupation = occupation
    }

    /// What the program was doing.
    package enum Occupation: Hashable, Sendable {
        case savingVault
        case other
    }

    package var exitCode: Int32 { 128 + signal }
}
