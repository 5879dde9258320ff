/// Why a sandbox could not be started.
public enum SandboxError: Error, Hashable, Sendable {
    /// Another program listens on this port.
    case portTaken(Int)
    /// The host is no loopback address; a sandbox listens on nothing else.
    case hostNotLoopback(String)
    /// The port is outside 0 to 65535.
    case portOutOfRange(Int)
    /// The operating system refused, with this `errno`; 0 when it gave none.
    case cannotListen(errno: Int32)
}
