import Glibc
import Synchronization
import Vault

/// The system with a fault: at one call, or from one call on as if the process had been killed there.
package final class FaultySystem: SystemCalls {
    /// What goes wrong; calls are counted from 1.
    package enum Fault: Sendable {
        case none
        /// The call fails and changes nothing.
        case failure(atCall: Int, errno: Int32)
        /// Writing fills the disk half-way through the call.
        case halfWritten(atCall: Int)
        /// The call and every one behind it do nothing.
        case death(atCall: Int)
        /// Every call is interrupted before it succeeds.
        case interruptions
        /// The file system has no hard links.
        case noLinks
        /// Somebody else's user number is ours.
        case otherUser
        /// Reads and writes move one byte at a time.
        case singleBytes
        /// Waiting until the disk has a folder fails, as on network file systems.
        case noWaitingForFolders(errno: Int32)
    }

    private let fault: Fault
    private let misuse: @Sendable (String) -> Void
    private let live = LiveSystem()
    private let made = Mutex(0)
    private let interrupted = Mutex(false)
    private let log = Mutex<[String]>([])

    /// `misuse` is told what no caller may do, whatever the system does.
    package init(_ fault: Fault, misuse: @escaping @Sendable (String) -> Void) {
        self.fault = fault
        self.misuse = misuse
    }

    /// How many calls there were.
    package var callCount: Int { made.withLock { $0 } }
    /// The names of the calls so far, with the file where there is one.
    package var calls: [String] { log.withLock { $0 } }

    /// This user's number, or another one where files are to look foreign.
    package var user: UInt32 {
        switch fault {
        case .otherUser: live.user + 1
        case .none, .failure, .halfWritten, .death, .interruptions, .noLinks, .singleBytes, .noWaitingForFolders: live.user
        }
    }

    private func count(_ name: String, interruptible: Bool = false) throws(SystemError) -> Int {
        log.withLock { $0.append(name) }
        let number = made.withLock { made in
            made += 1
            return made
        }
        switch fault {
        case .none, .otherUser, .singleBytes, .halfWritten, .noWaitingForFolders: break
        case .failure(let call, let errno): if number == call { throw SystemError(number: errno) }
        case .death(let call): if number >= call { throw SystemError(number: EIO) }
        case .noLinks: if name == "link" { throw SystemError(number: EPERM) }
        case .interruptions:
            let interrupts =
                interruptible
                && interrupted.withLock { interrupted in
                    interrupted.toggle()
                    return interrupted
                }
            if interrupts { throw SystemError(number: EINTR) }
        }
        return number
    }

    /// Counted; made unless the fault says otherwise.
    package func makeFolder(_ path: String) throws(SystemError) {
        _ = try count("makeFolder")
        try live.makeFolder(path)
    }

    /// Counted; made unless the fault says otherwise.
    package func openFolder(_ path: String) throws(SystemError) -> Int32 {
        _ = try count("openFolder")
        return try live.openFolder(path)
    }

    /// Counted; may be interrupted, and made unless the fault says otherwise.
    package func open(_ name: String, in folder: Int32, flags: Int32) throws(SystemError) -> Int32 {
        _ = try count("open \(name)", interruptible: true)
        return try live.open(name, in: folder, flags: flags)
    }

    /// Counted; made unless the fault says otherwise.
    package func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
        _ = try count("status")
        return try live.status(of: descriptor)
    }

    /// Counted; made unless the fault says otherwise.
    package func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus {
        _ = try count("status \(name)")
        return try live.status(of: name, in: folder)
    }

    /// Counted; may be interrupted or read a single byte.
    package func read(_ descriptor: Int32, into room: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        _ = try count("read", interruptible: true)
        switch fault {
        case .singleBytes: return try live.read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: room.prefix(1)))
        case .none, .failure, .halfWritten, .death, .interruptions, .noLinks, .otherUser, .noWaitingForFolders:
            return try live.read(descriptor, into: room)
        }
    }

    /// Counted; may be interrupted, write a single byte, or half of the bytes and nothing after that.
    package func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
        let number = try count("write", interruptible: true)
        switch fault {
        case .singleBytes: return try live.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(1)))
        case .halfWritten(let call) where number == call:
            return try live.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)))
        case .halfWritten(let call) where number > call: throw SystemError(number: ENOSPC)
        case .none, .failure, .halfWritten, .death, .interruptions, .noLinks, .otherUser, .noWaitingForFolders:
            return try live.write(descriptor, bytes)
        }
    }

    /// Counted; made unless the fault says otherwise.
    package func restrict(_ descriptor: Int32) throws(SystemError) {
        _ = try count("restrict")
        try live.restrict(descriptor)
    }

    /// Counted, and not made: tests need not wait for the disk. Fails for folders where the fault says so.
    package func synchronise(_ descriptor: Int32) throws(SystemError) {
        _ = try count("synchronise", interruptible: true)
        if case .noWaitingForFolders(let errno) = fault, try live.status(of: descriptor).isFolder { throw SystemError(number: errno) }
        // The disk itself is not what is tested, and waiting for it is slow.
    }

    /// Counted; closes in any case, and reports a descriptor that is closed twice as misuse.
    package func close(_ descriptor: Int32) throws(SystemError) {
        // The kernel closes the descriptors of a killed process, too. A descriptor that is closed twice may belong to another thread by
        // then.
        do throws(SystemError) {
            try live.close(descriptor)
        } catch {
            if error.number == EBADF { misuse("descriptor \(descriptor) was closed twice") }
        }
        _ = try count("close")
    }

    /// Counted; made unless the fault says otherwise.
    package func rename(_ name: String, to other: String, in folder: Int32) throws(SystemError) {
        _ = try count("rename")
        try live.rename(name, to: other, in: folder)
    }

    /// Counted; fails where the file system is to have no links.
    package func link(_ name: String, to other: String, in folder: Int32) throws(SystemError) {
        _ = try count("link")
        try live.link(name, to: other, in: folder)
    }

    /// Counted; made unless the fault says otherwise.
    package func remove(_ name: String, in folder: Int32) throws(SystemError) {
        _ = try count("remove")
        try live.remove(name, in: folder)
    }

    /// Counted; may be interrupted, and made unless the fault says otherwise.
    package func tryLock(_ descriptor: Int32) throws(SystemError) {
        _ = try count("tryLock", interruptible: true)
        try live.tryLock(descriptor)
    }

    /// Waits, uncounted and without a fault.
    package func pause(milliseconds: Int) { live.pause(milliseconds: milliseconds) }
    /// The steady clock, uncounted and without a fault.
    package func milliseconds() -> Int64 { live.milliseconds() }
}
