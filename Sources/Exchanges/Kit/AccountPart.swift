import Domain

/// A part of an account as an exchange divides it. Only the exchange's own folder knows what is in one; the raw value names what may be
/// kept of it.
public protocol AccountPart: Hashable, Sendable, RawRepresentable where RawValue == String {}

/// How a part of an account is asked for.
public struct PartRule: Hashable, Sendable {
    public let access: Access
    public let keeping: Keeping
    public let urgency: Urgency
    /// The row of a verification that a failure of it belongs to.
    public let row: VerificationRow

    /// Whether a key is needed.
    public enum Access: Hashable, Sendable {
        case signed
        /// Anyone may ask, so that it can be asked for before it is known who signs in.
        case open
    }

    /// How long an answer counts, and for whom.
    public enum Keeping: Hashable, Sendable {
        case never
        /// For the account that was asked about; a verification asks anew.
        case forAccount(milliseconds: Int64)
        /// It is the same for every account, and is asked for once, whoever wants it meanwhile.
        case forEveryone(milliseconds: Int64)
    }

    /// Whether a reading waits for it.
    public enum Urgency: Hashable, Sendable {
        case awaited
        /// Now or not at all.
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

/// What it means that a part could not be had.
public enum PartAbsence: Hashable, Sendable {
    /// There is nothing to show without it.
    case fatal
    /// A notice names it.
    case gap(Phrase)
    case silent
}
