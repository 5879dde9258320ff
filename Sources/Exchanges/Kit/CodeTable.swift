import Domain

/// A code of an exchange with one of its meanings: a row of its table.
public struct ExchangeCode: Hashable, Sendable {
    /// The code as replies have it and as the user may type it, such as `50119`.
    public let code: String
    /// The host that the meaning belongs to, as the exchange's adapter names it; `nil` where it is the same at all hosts.
    public let host: String?
    /// The cause that the code is a case of; decides the exit code, among others.
    public let cause: Cause
    /// Whether the same request may succeed later.
    public let retry: Failure.Retry
    /// What is wrong, in a sentence of our own; the exchange's text is not repeated.
    public let message: Phrase
    /// What to do about it, one step a sentence.
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
    /// Every row in the order in which it was written, for tests and lists.
    public let rows: [ExchangeCode]
    private let rowsByCode: [String: [ExchangeCode]]
    private let subcodeMark: Character?

    /// A table that ignores what follows `subcodeMark` in a code, such as `_1000` in `51008_1000`, where the longer code has no row.
    public init(_ rows: [ExchangeCode], subcodeMark: Character? = nil) {
        self.rows = rows
        rowsByCode = Dictionary(grouping: rows, by: \.code)
        self.subcodeMark = subcodeMark
    }

    /// The hosts that have meanings of their own, each once.
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
