import TestSupport
import Testing

extension FaultySystem {
    /// Whatever fails, no descriptor is closed twice.
    convenience init(_ fault: Fault) { self.init(fault) { Issue.record("\($0)") } }
}

extension TemporaryFolder {
    var vaultPath: String { path + "/vault.age" }
}
