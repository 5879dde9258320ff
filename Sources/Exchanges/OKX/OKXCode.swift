import Domain

/// A code of OKX with its meaning: a row of the error table.
struct OKXCode: Sendable {
    let code: String
    let cause: Cause
    let retry: Failure.Retry
    let message: Phrase
    let remedy: [Phrase]

    init(
        _ code: String, _ cause: Cause, _ english: String, _ simplifiedChinese: String, _ remedy: [Phrase],
        retry: Failure.Retry = .never
    ) {
        self.code = code
        self.cause = cause
        self.retry = retry
        message = Phrase(en: english, zh: simplifiedChinese)
        self.remedy = remedy
    }
}
