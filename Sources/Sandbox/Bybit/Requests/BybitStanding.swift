extension SandboxBybit {
    /// When a key was made and when it ends, on a sandbox that started at some moment.
    struct Standing: Sendable {
        let createdAtMilliseconds: Int64
        /// `nil` for a key that does not end.
        let expiresAtMilliseconds: Int64?

        private static let dayMilliseconds: Int64 = 86_400_000
        /// A key without an address dies after it (Bybit v5, "Create Sub UID API Key").
        private static let unboundDays: Int64 = 90

        init(of key: Key, startMilliseconds: Int64) {
            switch key.lifetime {
            case .permanent:
                createdAtMilliseconds = startMilliseconds - 46 * Self.dayMilliseconds
                expiresAtMilliseconds =
                    key.addresses.isEmpty ? createdAtMilliseconds + Self.unboundDays * Self.dayMilliseconds : nil
            case .days(let days):
                let end = startMilliseconds + days * Self.dayMilliseconds
                createdAtMilliseconds = end - Self.unboundDays * Self.dayMilliseconds
                expiresAtMilliseconds = end
            case .expired:
                expiresAtMilliseconds = startMilliseconds - Self.dayMilliseconds
                createdAtMilliseconds = startMilliseconds - (Self.unboundDays + 1) * Self.dayMilliseconds
            }
        }

        func isOver(at nowMilliseconds: Int64) -> Bool { expiresAtMilliseconds.map { $0 <= nowMilliseconds } ?? false }

        /// As `deadlineDay` of `query-api` counts: days begun, and -2 for a key that does not end.
        func daysLeft(at nowMilliseconds: Int64) -> Int64 {
            guard let end = expiresAtMilliseconds else { return -2 }
            return max(0, (end - nowMilliseconds + Self.dayMilliseconds - 1) / Self.dayMilliseconds)
        }

        var createdText: String { Self.text(createdAtMilliseconds) }

        /// As `expiredAt` of `query-api` has it; the beginning of 1970 for a key that does not end.
        var expiryText: String { Self.text(expiresAtMilliseconds ?? 0) }

        /// `2025-10-13T03:20:45Z`.
        static func text(_ milliseconds: Int64) -> String {
            let seconds = max(0, milliseconds / 1_000)
            let (day, rest) = (seconds / 86_400, seconds % 86_400)
            // Days are counted from the first of March of a year that 400 divides, so that a leap day comes last.
            let shifted = day + 719_468
            let era = shifted / 146_097
            let ofEra = shifted % 146_097
            let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
            let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let shiftedMonth = (5 * ofYear + 2) / 153
            let dayOfMonth = ofYear - (153 * shiftedMonth + 2) / 5 + 1
            let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
            let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
            func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
            return "\(year)-\(two(month))-\(two(dayOfMonth))T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
        }
    }
}
