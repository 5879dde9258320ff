import Glibc

/// What the kernel has counted of a process (proc(5)).
struct ProcessFigures {
    /// How often its threads were put on a processor after waiting.
    let wakeUps: Int
    let processorMilliseconds: Double
    let residentKiB: Int
    /// Resident and backed by no file.
    let anonymousKiB: Int

    init(of process: pid_t) throws {
        var wakeUps = 0
        var nanoseconds = 0
        for thread in try Self.entries("/proc/\(process)/task") {
            let status = try Self.text("/proc/\(process)/task/\(thread)/status")
            wakeUps += Self.value("voluntary_ctxt_switches:", in: status) + Self.value("nonvoluntary_ctxt_switches:", in: status)
            nanoseconds += try Self.text("/proc/\(process)/task/\(thread)/schedstat").split(separator: " ").first.flatMap { Int($0) } ?? 0
        }
        self.wakeUps = wakeUps
        processorMilliseconds = Double(nanoseconds) / 1_000_000
        // A hardened process shows its memory to root only.
        let memory = (try? Self.text("/proc/\(process)/smaps_rollup")) ?? ""
        let status = try Self.text("/proc/\(process)/status")
        residentKiB = memory.isEmpty ? Self.value("VmRSS:", in: status) : Self.value("Rss:", in: memory)
        anonymousKiB =
            memory.isEmpty ? Self.value("RssAnon:", in: status) + Self.value("RssShmem:", in: status) : Self.value("Anonymous:", in: memory)
    }

    private static func value(_ name: String, in text: String) -> Int {
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            return line.dropFirst(name.count).split(whereSeparator: { $0 == " " || $0 == "\t" }).first.flatMap { Int($0) } ?? 0
        }
        return 0
    }

    static func text(_ path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BenchProblem("\(path) cannot be read") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func entries(_ path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw BenchProblem("\(path) cannot be read") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
