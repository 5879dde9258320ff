/// An exchange's clock, compared with ours.
struct ClockReading: Hashable, Sendable {
    /// The exchange's clock minus ours.
    let offsetMilliseconds: Int64
    let roundTripMilliseconds: Int64
    /// Our clock minus the one that is never set, at that time.
    private let setting = Self.setting

    init(offsetMilliseconds: Int64, roundTripMilliseconds: Int64) {
        self.offsetMilliseconds = offsetMilliseconds
        self.roundTripMilliseconds = roundTripMilliseconds
    }

    /// Whether our clock has been set since.
    var isOutdated: Bool { (Self.setting - setting).magnitude > 1_000 }

    private static var setting: Int64 { LocalClock.unixMilliseconds - LocalClock.steadyMilliseconds }
}
