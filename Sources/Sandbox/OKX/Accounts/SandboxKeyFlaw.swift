/// What is wrong with a published sample key, for learners to meet the failure.
public enum SandboxKeyFlaw: String, Hashable, Sendable, CaseIterable {
    case none
    /// The secret that is published is not the key's.
    case secretMistyped = "secret-mistyped"
    /// The passphrase that is published is not the key's.
    case passphraseMistyped = "passphrase-mistyped"
    /// The environment that is published is not the key's.
    case environmentMistaken = "environment-mistaken"
    /// The exchange has no such key: mistyped, deleted, or dropped after 14 days without a call.
    case gone
}
