/// A signal that ends the program arrived.
package struct Interrupted: Error, Equatable {
    package let signal: Int32
    package var activity = Activity.other

    package init(signal: Int32, activity: Activity = .other) {
        self.signal = signal
        self.activity = activity
    }

    /// What the program was doing.
    package enum Activity: Hashable, Sendable {
        case savingVault
        case other
    }

    package var exitCode: Int32 { 128 + signal }
}
