import Glibc

/// What the kernel says about this process's memory.
enum ProcessMap {
    /// The two-letter flags of the mapping that holds an address (proc_pid_smaps(5), `VmFlags`).
    static func flags(of address: UInt) -> [String]? {
        var holdsAddress = false
        for line in smaps().split(separator: "\n") {
            let bounds = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
            if bounds.count == 2 {
                holdsAddress = bounds[0] <= address && address < bounds[1]
            } else if holdsAddress, line.hasPrefix("VmFlags:") {
                return line.dropFirst(8).split(separator: " ").map(String.init)
            }
        }
        return nil
    }

    private static func smaps() -> String {
        let file = open("/proc/self/smaps", O_RDONLY)
        defer { close(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65536)
        while case let count = read(file, &part, part.count), count > 0 { bytes += part[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
