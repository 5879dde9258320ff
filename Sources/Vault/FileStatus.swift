import Glibc

/// What the system says of a file or folder. Two that are equal belong to the same content, as far as a look from outside can tell.
/// The time of the last change of name or links is left out: keeping a backup touches it.
package struct FileStatus: Hashable {
    let device: UInt64
    let inode: UInt64
    let mode: UInt32
    let owner: UInt32
    let sizeBytes: Int64
    let modifiedSeconds: Int64
    let modifiedNanoseconds: Int64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        mode = status.st_mode
        owner = status.st_uid
        sizeBytes = Int64(status.st_size)
        modifiedSeconds = Int64(status.st_mtim.tv_sec)
        modifiedNanoseconds = Int64(status.st_mtim.tv_nsec)
    }

    var isRegularFile: Bool { mode & S_IFMT == S_IFREG }
    package var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    /// Whether group or others may do anything with it.
    var isOpenToOthers: Bool { mode & 0o077 != 0 }
}
