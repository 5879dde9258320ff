/// Every way in which the vault touches the system, so that a test can make any of them fail, or all that follow.
///
/// Each is one call, interrupted or short as the system likes; names are relative to an open folder.
package protocol SystemCalls: Sendable {
    /// The user that files must belong to.
    var user: UInt32 { get }

    func makeFolder(_ path: String) throws(SystemError)
    func openFolder(_ path: String) throws(SystemError) -> Int32
    func open(_ name: String, in folder: Int32, flags: Int32) throws(SystemError) -> Int32
    func status(of descriptor: Int32) throws(SystemError) -> FileStatus
    /// Of the name itself, not of what a symbolic link points to.
    func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus
    func read(_ descriptor: Int32, into room: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
    func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int
    /// Gives the file to its owner alone, for reading and writing.
    func restrict(_ descriptor: Int32) throws(SystemError)
    /// Returns when the disk has it.
    func synchronise(_ descriptor: Int32) throws(SystemError)
    func close(_ descriptor: Int32) throws(SystemError)
    func rename(_ name: String, to other: String, in folder: Int32) throws(SystemError)
    func link(_ name: String, to other: String, in folder: Int32) throws(SystemError)
    func remove(_ name: String, in folder: Int32) throws(SystemError)
    /// Takes the lock or fails at once with `EWOULDBLOCK`.
    func tryLock(_ descriptor: Int32) throws(SystemError)
    func pause(milliseconds: Int)
    /// Of a clock that nobody sets.
    func milliseconds() -> Int64
}
