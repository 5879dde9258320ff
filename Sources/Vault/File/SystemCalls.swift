import Glibc

/// Every system call of the vault, so that a test can make any of them fail, or all that follow.
///
/// Each is one call, which may be interrupted or short; names are relative to an open folder.
package protocol SystemCalls: Sendable {
    /// The user that files must belong to.
    var user: UInt32 { get }

    /// Makes a folder that only its owner can use.
    func makeFolder(_ path: String) throws(SystemError)
    /// Opens a folder.
    func openFolder(_ path: String) throws(SystemError) -> Int32
    /// Opens or makes a file; never follows a symbolic link and never waits for another process.
    func open(_ name: String, in folder: Int32, flags: Int32) throws(SystemError) -> Int32
    /// The status of an open file or folder.
    func status(of descriptor: Int32) throws(SystemError) -> FileStatus
    /// The status of the name itself, not of what a symbolic link points to.
    func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus
    /// Reads once; 0 at the end.
    func read(_ descriptor: Int32, into room: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
    /// Writes once, and answers how many bytes.
    func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int
    /// Gives the file to its owner alone, for reading and writing.
    func restrict(_ descriptor: Int32) throws(SystemError)
    /// Returns when the disk has it.
    func synchronise(_ descriptor: Int32) throws(SystemError)
    /// Closes a descriptor.
    func close(_ descriptor: Int32) throws(SystemError)
    /// Renames a file, replacing one of the new name.
    func rename(_ name: String, to other: String, in folder: Int32) throws(SystemError)
    /// Gives a file a second name, which must be free.
    func link(_ name: String, to other: String, in folder: Int32) throws(SystemError)
    /// Removes a name.
    func remove(_ name: String, in folder: Int32) throws(SystemError)
    /// Takes the lock or fails at once with `EWOULDBLOCK`.
    func tryLock(_ descriptor: Int32) throws(SystemError)
    /// Waits.
    func pause(milliseconds: Int)
    /// Milliseconds of a clock that is never set.
    func milliseconds() -> Int64
}

/// The status of a file or folder.
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
    /// Whether it is a folder, and not a link to one.
    package var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    /// Whether group or others may do anything with it.
    var isOpenToOthers: Bool { mode & 0o077 != 0 }
}

/// What the system refused, by its `errno`.
package struct SystemError: Error, Hashable {
    /// The `errno`.
    package let number: Int32

    /// An error by its `errno`.
    package init(number: Int32) { self.number = number }
}
