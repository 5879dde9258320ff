import Domain
import Session

/// What a verification that a command ran has brought.
struct Verified: Sendable {
    let report: ConnectionReport
    /// The fetch that it ended with: the one asked for, or one at the place where the key was found.
    let target: AccountRequest
    /// The last word on each row, and how many milliseconds after the start it came.
    let rows: [VerificationRow: (result: VerificationResult, milliseconds: Int64)]
    /// What a search for the key's place has found, where there was one.
    let findings: ProbeFindings?

    var place: AccountPlace { AccountPlace(site: target.site, environment: target.environment) }
}
