import Glibc

/// What the system says of a file or folder.
package struct FileStatus {
    let mode: UInt32
    let owner: UInt32
    let sizeBytes: Int64
    let modifiedSeconds: Int64

    init(_ status: stat) {
        mode = status.st_mode
        owner = status.st_uid
        sizeBytes = Int64(status.st_size)
        modifiedSeconds = Int64(status.st_mtim.tv_sec)
    }

    var isRegularFile: Bool { mode & S_IFMT == S_IFREG }
    package var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    /// Whether group or others may do anything with it.
    var isOpenToOthers: Bool { mode & 0o077 != 0 }
}
