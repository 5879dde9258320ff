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
    /// Bytes that are no UTF-8 inside `msg`.
    case invalidUTF8
    /// `"data":null`.
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
    /// Terminal control sequences, bidirectional controls and invisible characters in `label` and `msg`.
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
    /// HTTP 429 with code 50011.
    case rateLimited
    /// HTTP 503 with code 50001, while `system/status` tells of an ongoing maintenance.
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
    /// How many requests meet it before it is over.
    public var occurrence: SandboxFaultOccurrence
    /// What goes wrong.
    public var kind: SandboxFaultKind

    /// A fault at every path and for every request, unless said otherwise.
    public init(_ kind: SandboxFaultKind, path: String? = nil, occurrence: SandboxFaultOccurrence = .always) {
        self.kind = kind
        self.path = path
        self.occurrence = occurrence
    }
}

/// How often a fault happens before it is over.
public enum SandboxFaultOccurrence: Hashable, Sendable {
    case always
    /// That many requests; none when it is not positive.
    case times(Int)

    /// The next request only.
    public static let once = SandboxFaultOccurrence.times(1)
}
