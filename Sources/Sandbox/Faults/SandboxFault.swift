/// What goes wrong.
public enum SandboxFaultKind: Hashable, Sendable {
    /// An HTML page of a gateway with this HTTP status.
    case html(status: Int)
    /// Half of the body, then the connection ends.
    case cutInBody
    /// The connection ends without a reply.
    case cutBeforeReply
    /// No byte for that long, then the ordinary reply.
    case silence(milliseconds: Int)
    /// A well-formed body of about that many bytes, at most 64 MiB.
    case oversized(bytes: Int)
    /// Bytes that are no UTF-8 inside the text for people.
    case invalidUTF8
    /// `null` in the place of what was asked for.
    case nullContent
    /// JSON numbers where the exchange writes strings, `code` included.
    case numbersForStrings
    /// Only what older and regional replies are known to hold.
    case missingOptionalFields
    /// Rows without these members, at every depth.
    case membersLeftOut([String])
    /// Rows in which these members are empty texts, at every depth.
    case membersEmptied([String])
    /// What a gateway in front of the exchange answers, with a code that is a number.
    case gateway(status: Int)
    /// Three hundred more currencies in both accounts and in the prices.
    case threeHundredCurrencies
    /// Terminal control sequences, bidirectional controls and invisible characters in the name of the key and the text for people.
    case hostileText
    /// This code in the exchange's envelope instead of the answer.
    case refusal(status: Int, code: String, message: String)
    /// This code with the HTTP status, the text and the envelope that the exchange documents for it.
    case code(String)
    /// The same, but only after the request was carried out; met by writes alone.
    case codeAfterWrite(String)
    /// The request is carried out, then the connection ends without a reply; met by writes alone.
    case cutAfterWrite
    /// The first row of the answer without an envelope around it.
    case bareRow
    /// The refusal of a request that comes too soon.
    case rateLimited
    /// Every request is refused, while `system/status` tells of an ongoing maintenance.
    case maintenance
    /// `system/status` tells of a maintenance in this state; nothing else is different.
    case announcement(SandboxMaintenanceState)
    /// The ordinary reply, gzip-encoded.
    case gzip
    /// The ordinary reply in chunks instead of one length.
    case chunked
    /// HTTP 302 to this address.
    case redirect(location: String)
    /// Something is wrong on a stream; requests do not meet it.
    case stream(SandboxStreamFault)
}

/// A way in which the sandbox is told to misbehave, and where.
public struct SandboxFault: Hashable, Sendable {
    /// The path it applies to, without the query, such as `/api/v5/account/balance`; `nil` for every path but the pages for browsers.
    public var path: String?
    /// The id of the exchange it applies to; `nil` for every one.
    public var exchange: String?
    /// How many requests meet it before it is over.
    public var occurrence: SandboxFaultOccurrence
    /// What goes wrong.
    public var kind: SandboxFaultKind

    /// A fault at every path and for every request, unless said otherwise.
    public init(
        _ kind: SandboxFaultKind, path: String? = nil, exchange: String? = nil, occurrence: SandboxFaultOccurrence = .always
    ) {
        self.kind = kind
        self.path = path
        self.exchange = exchange
        self.occurrence = occurrence
    }

    /// Whether it applies to an exchange.
    func isMet(at exchange: String) -> Bool { self.exchange == nil || self.exchange == exchange }
}

/// How often a fault happens before it is over.
public enum SandboxFaultOccurrence: Hashable, Sendable {
    case always
    /// That many requests; none when it is not positive.
    case times(Int)

    /// The next request only.
    public static let once = SandboxFaultOccurrence.times(1)
}

/// The state of a maintenance, spelled as `state` of a status page spells it.
public enum SandboxMaintenanceState: String, Hashable, Sendable, CaseIterable {
    case scheduled, ongoing
    case preOpen = "pre_open"
    case completed, canceled
}
