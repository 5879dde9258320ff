/// A way in which the sandbox is told to misbehave, and where.
public struct SandboxFault: Hashable, Sendable {
    /// The path it applies to, without the query, such as `/api/v5/account/balance`; `nil` for every path but the pages for browsers.
    public var path: String?
    public var occurrence: SandboxFaultOccurrence
    public var kind: SandboxFaultKind

    public init(_ kind: SandboxFaultKind, path: String? = nil, occurrence: SandboxFaultOccurrence = .always) {
        self.kind = kind
        self.path = path
        self.occurrence = occurrence
    }
}
