/// What `doctor` looks at, in the order in which it tells of it.
public enum DoctorRow: String, CaseIterable, Hashable, Sendable {
    case terminal
    case locale
    case lockedMemory = "locked-memory"
    case coreFiles = "core-files"
    case certificates
    /// This machine's clock beside an exchange's; only where the network may be used.
    case clock
    case configuration
    /// Who may read the vault's folder and the files in it.
    case fileModes = "file-modes"
    case vault
    case freeSpace = "free-space"
}
