import CTestProcess
import Foundation

/// What this process has of the system.
struct ProcessUse: CustomStringConvertible {
    let descriptors: Int
    let threads: Int
    let allocatedKiB: Int
    let residentKiB: Int

    static var now: ProcessUse {
        get throws {
            let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
            return ProcessUse(
                descriptors: try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count,
                threads: try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count,
                allocatedKiB: allocated_bytes() / 1024, residentKiB: (Int(statm[1]) ?? 0) * 4)
        }
    }

    var description: String {
        "\(descriptors) descriptors, \(threads) threads, \(allocatedKiB) KiB allocated, \(residentKiB) KiB resident"
    }
}
