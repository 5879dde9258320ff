import Domain
import Synchronization

/// The use of the exchange's limits as the replies to one fetch told it last.
final class LimitShares: Sendable {
    private let shares = Mutex<[String: LimitShare]>([:])

    func note(_ told: [RateBudget.Share]) {
        guard !told.isEmpty else { return }
        shares.withLock { shares in
            for share in told { shares["\(share.place) \(share.share.name)"] = share.share }
        }
    }

    /// The most used first.
    var all: [LimitShare] {
        shares.withLock { shares in shares.sorted { $0.key < $1.key }.map(\.value) }.sorted { $0.isMoreUsed(than: $1) }
    }
}
