import TestSupport

/// What the kernel says about this process's memory.
enum ProcessMap {
    /// The two-letter flags of the mapping that holds an address (proc_pid_smaps(5), `VmFlags`).
    static func flags(of address: UInt) throws -> [String]? {
        var holdsAddress = false
        for line in try KernelFile.text("/proc/self/smaps").split(separator: "\n") {
            let bounds = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
            if bounds.count == 2 {
                holdsAddress = bounds[0] <= address && address < bounds[1]
            } else if holdsAddress, line.hasPrefix("VmFlags:") {
                return line.dropFirst(8).split(separator: " ").map(String.init)
            }
        }
        return nil
    }
}
