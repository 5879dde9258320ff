import Domain

/// What `doctor` found in one place.
struct DoctorFinding: Hashable, Sendable {
    let row: DoctorRow
    let result: Result

    enum Result: Hashable, Sendable {
        case ok(Phrase)
        /// Works, and something could be better.
        case warning(Phrase, remedy: Phrase)
        case failed(Failure)
    }

    static func ok(_ row: DoctorRow, _ message: Phrase) -> DoctorFinding { DoctorFinding(row: row, result: .ok(message)) }

    static func warning(_ row: DoctorRow, _ message: Phrase, _ remedy: Phrase) -> DoctorFinding {
        DoctorFinding(row: row, result: .warning(message, remedy: remedy))
    }

    static func failed(_ row: DoctorRow, _ failure: Failure) -> DoctorFinding { DoctorFinding(row: row, result: .failed(failure)) }
}
