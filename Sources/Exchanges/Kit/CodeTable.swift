import Domain

/// A code of an exchange with one of its meanings: a row of its table.
public struct ExchangeCode: Hashable, Sendable {
    public let code: String
    /// The host that says it, as the exchange's folder calls it; `nil` where it means the same at all of them.
    public let host: String?
    public let cause: Cause
    public let retry: Failure.Retry
    public let message: Phrase
    public let remedy: [Phrase]

    /// A meaning at every host, for which a repetition never helps, unless said otherwise.
    public init(
        _ code: String, _ cause: Cause, _ english: String, _ simplifiedChinese: String, _ remedy: [Phrase],
        retry: Failure.Retry = .never, at host: String? = nil
    ) {
        self.code = code
        self.host = host
        self.cause = cause
        self.retry = retry
        message = Phrase(en: english, zh: simplifiedChinese)
        self.remedy = remedy
    }

    /// What a reply with the code says.
    public var failure: Failure { Failure(cause, code: code, message: message, remedy: remedy, retry: retry) }
}

/// What the codes of an exchange mean. One code may have several meanings: one at each host, or several causes that the exchange does not
/// tell apart itself.
public struct CodeTable: Sendable {
    public let rows: [ExchangeCode]
    private let rowsByCode: [String: [ExchangeCode]]
    private let subcodeMark: Character?

    /// A table in which what stands behind the mark of a code, such as `51008_1000`, only narrows it.
    public init(_ rows: [ExchangeCode], subcodeMark: Character? = nil) {
        self.rows = rows
        rowsByCode = Dictionary(grouping: rows, by: \.code)
        self.subcodeMark = subcodeMark
    }

    /// The hosts that mean something of their own by a code, each once.
    public var hosts: [String] {
        var seen: Set<String> = []
        return rows.compactMap(\.host).filter { seen.insert($0).inserted }
    }

    /// Every meaning of a code, the likeliest of a host first; none for an unknown one. Without a host, those of all.
    public func meanings(of code: String, at host: String? = nil) -> [ExchangeCode] {
        let rows = rowsByCode[code] ?? subcodeMark.flatMap { code.split(separator: $0).first }.flatMap { rowsByCode[String($0)] } ?? []
        guard let host else { return rows }
        let own = rows.filter { $0.host == host }
        return own.isEmpty ? rows.filter { $0.host == nil } : own
    }

    /// What a reply of a host with the code says, as long as nobody has asked further; `nil` for an unknown one, and where it is not
    /// known which of several hosts has said it.
    public func meaning(of code: String, at host: String? = nil) -> Failure? {
        let meanings = meanings(of: code, at: host)
        guard let first = meanings.first, meanings.allSatisfy({ $0.host == first.host }) else { return nil }
        return first.failure
    }
}
