/// What a sample account is there to teach, in both languages of the program.
public struct SandboxTitle: Hashable, Sendable {
    public var english: String
    public var chinese: String

    public init(english: String, chinese: String) {
        self.english = english
        self.chinese = chinese
    }
}
