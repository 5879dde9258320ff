extension SandboxBybit {
    /// Counts requests: for each account and call within a second, and for each address over all hosts (Bybit v5, "Rate Limit Rules").
    struct Limits: Sendable {
        private struct Name: Hashable {
            let endpoint: Endpoint
            let uid: Int64
        }

        private struct Window {
            var beganAtMilliseconds: Int64
            var count: Int
        }

        private var windows: [Name: Window] = [:]
        private var addresses: [String: Window] = [:]
        private var bannedUntil: [String: Int64] = [:]

        static let addressLimit = 600
        static let addressMilliseconds: Int64 = 5_000
        static let banMilliseconds: Int64 = 600_000
        private static let windowMilliseconds: Int64 = 1_000
        /// Accounts and addresses beyond it push out the others.
        private static let greatestCount = 1_024

        /// Counts a request of an address; the moments are those of a clock that never goes back.
        /// - Returns: false while the address is banned, and when this request was one too many.
        mutating func admits(_ address: String, atMilliseconds now: Int64) -> Bool {
            if let until = bannedUntil[address] {
                if now < until { return false }
                bannedUntil[address] = nil
            }
            var window = addresses[address] ?? Window(beganAtMilliseconds: now, count: 0)
            if now - window.beganAtMilliseconds >= Self.addressMilliseconds { window = Window(beganAtMilliseconds: now, count: 0) }
            window.count += 1
            if addresses[address] == nil && addresses.count >= Self.greatestCount { addresses.removeAll() }
            addresses[address] = window
            guard window.count > Self.addressLimit else { return true }
            if bannedUntil.count >= Self.greatestCount { bannedUntil.removeAll() }
            bannedUntil[address] = now + Self.banMilliseconds
            addresses[address] = nil
            return false
        }

        /// What a request leaves of a limit.
        struct Left: Hashable, Sendable {
            let limit: Int
            /// Negative when this request was one too many.
            let count: Int
            /// Until the next window.
            let waitMilliseconds: Int64
        }

        /// Counts a request of an account.
        mutating func take(_ endpoint: Endpoint, uid: Int64, atMilliseconds now: Int64) -> Left {
            let name = Name(endpoint: endpoint, uid: uid)
            var window = windows[name] ?? Window(beganAtMilliseconds: now, count: 0)
            if now - window.beganAtMilliseconds >= Self.windowMilliseconds { window = Window(beganAtMilliseconds: now, count: 0) }
            if window.count <= endpoint.limit { window.count += 1 }
            if windows[name] == nil && windows.count >= Self.greatestCount { windows.removeAll() }
            windows[name] = window
            return Left(
                limit: endpoint.limit, count: endpoint.limit - window.count,
                waitMilliseconds: window.beganAtMilliseconds + Self.windowMilliseconds - now)
        }
    }
}
