import Domain
import Synchronization

/// Counts the queries of one part, wherever they lead.
final class QueryLimit: Sendable {
    private let limit: Int
    private let asked = Atomic(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// `nil` for one more question, and what to say where there have been enough.
    func next() -> Failure? {
        guard asked.add(1, ordering: .relaxed).newValue > limit else { return nil }
        return Failure(
            .replyNotUnderstood,
            message: Phrase(
                en: "The exchange's replies lead from one question to the next without an end; \(limit) were asked.",
                zh: "交易所的回复不断引出新的请求，已在 \(limit) 次后停止。"),
            remedy: [Phrase(en: "Update the program, and report it if it stays.", zh: "请更新程序；若仍出现，请反馈。")])
    }
}
