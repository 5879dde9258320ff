extension SandboxBybit {
    /// The open streams, and how many were opened from where.
    struct StreamRoster: Sendable {
        /// An open stream, as the sandbox's user is shown it. No secret is in it.
        struct Entry: Sendable {
            let path: String
            let place: Place
            var account: Account.ID?
            var topics: [StreamTopic] = []
            /// Tells the stream what happened, in the order in which it did.
            let tell: @Sendable (StreamNews) -> Void
        }

        private struct Origin: Hashable {
            let address: String
            let place: Place
        }

        var entries: [String: Entry] = [:]
        private var attempts: [Origin: [Int64]] = [:]

        /// So many may be opened of an address and host in five minutes (Bybit v5, "WebSocket Connect").
        static let greatestAttempts = 500
        private static let windowMilliseconds: Int64 = 300_000
        private static let greatestOriginCount = 1_024

        /// Whether one more may be opened; the moment is that of a clock that never goes back.
        mutating func admits(_ address: String, at place: Place, atMilliseconds now: Int64) -> Bool {
            let origin = Origin(address: address, place: place)
            if attempts[origin] == nil, attempts.count >= Self.greatestOriginCount { attempts.removeAll() }
            var recent = (attempts[origin] ?? []).filter { now - $0 < Self.windowMilliseconds }
            defer { attempts[origin] = recent }
            guard recent.count < Self.greatestAttempts else { return false }
            recent.append(now)
            return true
        }
    }
}
