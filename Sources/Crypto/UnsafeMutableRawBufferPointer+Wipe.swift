import Glibc

extension UnsafeMutableRawBufferPointer {
    /// Overwrites the memory in a way that the compiler keeps.
    package func wipe() {
        if let baseAddress { explicit_bzero(baseAddress, count) }
    }
}
