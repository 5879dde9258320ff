/// Until when a key works.
public enum KeyExpiry: Hashable, Sendable {
    /// The exchange ends keys, and did not say when it ends this one.
    case notTold
    /// Until the user or the exchange has a reason to take it back.
    case never
    case at(unixMilliseconds: Int64)

    /// Milliseconds since 1970-01-01T00:00:00Z; `nil` where there is no end, or none is told.
    public var unixMilliseconds: Int64? {
        switch self {
        case .notTold, .never: nil
        case .at(let milliseconds): milliseconds
        }
    }

    /// The end as it stands in a list of facts about a key; `nil` where there is none, or none is told.
    public var words: Phrase? {
        unixMilliseconds.map { milliseconds in
            let day = UTCTimestamp.text(unixMilliseconds: milliseconds).prefix(10)
            return Phrase(en: "expires \(day)", zh: "\(day) 到期")
        }
    }
}
