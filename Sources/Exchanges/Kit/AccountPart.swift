import Domain

/// A part of an account as an exchange divides it. Only the exchange's adapter knows what is in a part; the raw value is its name in
/// caches.
public protocol AccountPart: Hashable, Sendable, RawRepresentable where RawValue == String {}

/// How a part of an account is asked for.
public struct PartRule: Hashable, Sendable {
    /// Whether the request is signed with a key.
    public let access: Access
    /// How long an answer may be used again, and by whom.
    public let keeping: Keeping
    /// Whether a reading is incomplete until the answer is there.
    public let urgency: Urgency
    /// The row of a verification that a failure of it belongs to.
    public let row: VerificationRow

    /// Whether a key is needed.
    public enum Access: Hashable, Sendable {
        case signed
        /// Public, so that it can be asked for before the key is identified.
        case open
    }

    /// How long an answer counts, and for whom.
    public enum Keeping: Hashable, Sendable {
        case never
        /// For the account that was asked about; a verification always asks again.
        case forAccount(milliseconds: Int64)
        /// The same for every account; one request serves all who ask at the same time.
        case forEveryone(milliseconds: Int64)
    }

    /// Whether a reading waits for it.
    public enum Urgency: Hashable, Sendable {
        case awaited
        /// The reading takes it if it is there already, and does not wait for it.
        case inPassing
    }

    /// Signed, never kept and awaited, unless said otherwise.
    public init(_ access: Access = .signed, keeping: Keeping = .never, urgency: Urgency = .awaited, row: VerificationRow = .balances) {
        self.access = access
        self.keeping = keeping
        self.urgency = urgency
        self.row = row
    }
}

/// What follows where a part could not be had.
public enum PartAbsence: Hashable, Sendable {
    /// There is nothing to show without it.
    case fatal
    /// A notice names it.
    case gap(Phrase)
    case silent
}
