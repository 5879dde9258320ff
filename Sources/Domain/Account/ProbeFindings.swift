/// What a search for the place of a key has found.
public struct ProbeFindings: Hashable, Sendable {
    /// One for each place that was asked, in the order of asking.
    public let answers: [Answer]

    /// What one place said about the key.
    public struct Answer: Hashable, Sendable {
        /// The site and the environment that were asked.
        public let place: AccountPlace
        /// What became of the attempt to sign in there.
        public let verdict: Verdict

        /// What one attempt to sign in at a place has shown.
        public init(_ place: AccountPlace, _ verdict: Verdict) {
            self.place = place
            self.verdict = verdict
        }
    }

    /// What an attempt to sign in says about where the key belongs.
    public enum Verdict: Hashable, Sendable {
        /// The key works there.
        case works
        /// The key is known there, and something else is in its way.
        case known(Failure)
        case notThere
        /// It could not be asked, or what it said does not tell.
        case noAnswer(Failure)
    }

    /// The answers in the order of asking.
    public init(_ answers: [Answer]) {
        self.answers = answers
    }

    /// What is wrong with a place at which the key was tried, now that the one it belongs to is known; `nil` where none was found.
    public func cause(at place: AccountPlace) -> Cause? {
        self.place.map { $0.site == place.site ? .wrongEnvironment : .wrongSite }
    }

    /// The place that the key belongs to; `nil` where none was found.
    public var place: AccountPlace? {
        let works = answers.first { $0.verdict == .works }
        let known = answers.first { if case .known = $0.verdict { true } else { false } }
        return (works ?? known)?.place
    }
}
