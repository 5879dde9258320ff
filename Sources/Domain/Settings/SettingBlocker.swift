/// Something that stands in the way of a setting.
public struct SettingBlocker: Hashable, Sendable {
    /// A word for programs: the exchange's own where it named one, even if this program does not know it.
    public let kind: String
    /// What it is, and what the user can do about it.
    public let message: Phrase
    /// What is meant in particular, such as `BTC-USDT-SWAP long`.
    public let subjects: [String]
    /// What the user can name so that it is out of the way; `nil` where it takes something else.
    public let need: Need?

    /// A part of the target that a change waits for.
    public enum Need: Hashable, Sendable {
        case leverage
    }

    /// A blocker of no particular subject that the user cannot name away, unless said otherwise.
    public init(kind: String, message: Phrase, subjects: [String] = [], need: Need? = nil) {
        self.kind = kind
        self.message = message
        self.subjects = subjects
        self.need = need
    }

    /// A failure that names what stands in the way, one blocker for each step of its remedy.
    public static func failure(_ blockers: [SettingBlocker]) -> Failure {
        Failure(
            .settingsBlocked, message: Phrase(en: "Something stands in the way of the change.", zh: "修改受阻。"),
            remedy: blockers.map { blocker in
                guard !blocker.subjects.isEmpty else { return blocker.message }
                let list = blocker.subjects.joined(separator: ", ")
                return Phrase(en: "\(blocker.message.english) (\(list))", zh: "\(blocker.message.simplifiedChinese)（\(list)）")
            })
    }
}
