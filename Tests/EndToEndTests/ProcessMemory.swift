import Foundation

/// The writable memory of another process, for finding what must not be there.
struct ProcessMemory {
    struct Place: Hashable, CustomStringConvertible {
        let address: UInt64
        let what: String
        let mapping: String

        var description: String { "\(what) at \(String(address, radix: 16)) in \(mapping)" }
    }

    /// Only root may look; `PR_SET_DUMPABLE` keeps even the owner out.
    static let isReadable = geteuid() == 0

    /// Every place where one of the values lies, as it is, in UTF-16 or UTF-32, or as a key for HMAC is prepared (RFC 2104).
    static func places(of values: [String: String], in process: Int32) throws -> Set<Place> {
        let wanted = values.flatMap { name, value in patterns(of: value).map { (name + $0.form, $0.bytes) } }
        let memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        guard memory >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM) }
        defer { close(memory) }
        var places: Set<Place> = []
        for line in try kernelFile("/proc/\(process)/maps").split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            let ends = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard words[1].contains("w"), ends.count == 2 else { continue }
            let mapping = words.count > 5 ? words[5].trimmingCharacters(in: .whitespaces) : "anonymous memory"
            let count = Int(ends[1] - ends[0])
            let buffer = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
            defer { buffer.deallocate() }
            var got = 0
            while got < count {
                let more = pread(memory, buffer + got, count - got, off_t(ends[0]) + off_t(got))
                guard more > 0 else { break }
                got += more
            }
            for (what, bytes) in wanted {
                for offset in offsets(of: bytes, in: UnsafeRawBufferPointer(start: buffer, count: got)) {
                    places.insert(Place(address: ends[0] + UInt64(offset), what: what, mapping: mapping))
                }
            }
        }
        return places
    }

    /// A writable mapping, as proc_pid_smaps(5) tells it.
    struct Mapping {
        let start: UInt64
        let end: UInt64
        let name: String
        /// Kept out of swap and of core files.
        let isGuarded: Bool
    }

    static func mappings(of process: Int32) throws -> [Mapping] {
        var mappings: [Mapping] = []
        var open: (start: UInt64, end: UInt64, name: String, isWritable: Bool)?
        for line in try kernelFile("/proc/\(process)/smaps").split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            let ends = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            if ends.count == 2, words.count > 4 {
                open = (
                    ends[0], ends[1], words.count > 5 ? words[5].trimmingCharacters(in: .whitespaces) : "anonymous memory",
                    words[1].contains("w")
                )
            } else if words[0] == "VmFlags:", let mapping = open {
                let flags = Set(line.split(separator: " ").dropFirst())
                if mapping.isWritable {
                    mappings.append(
                        Mapping(
                            start: mapping.start, end: mapping.end, name: mapping.name, isGuarded: flags.isSuperset(of: ["lo", "dd"])))
                }
                open = nil
            }
        }
        return mappings
    }

    /// Where the values lie in a process that is held still meanwhile: in memory that is locked and never dumped, and in any other.
    /// Mappings of more than `limitBytes` are passed over, and the program's own file, of which the sandbox's samples are a part.
    static func sample(
        of values: [String: String], in process: Int32, limitBytes: Int = 32 << 20
    ) throws -> (guarded: Set<Place>, open: Set<Place>, mappings: [Mapping]) {
        kill(process, SIGSTOP)
        defer { kill(process, SIGCONT) }
        // The signal has been taken once the kernel says so.
        while let state = try? kernelFile("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").first, state != "T" {
            guard state != "Z", state != "X" else { break }
            usleep(200)
        }
        let wanted = values.flatMap { name, value in patterns(of: value).map { (name + $0.form, $0.bytes) } }
        let memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        guard memory >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM) }
        defer { close(memory) }
        let mappings = try mappings(of: process)
        var guarded: Set<Place> = []
        var open: Set<Place> = []
        for mapping in mappings where mapping.end - mapping.start <= UInt64(limitBytes) && !mapping.name.hasSuffix("/tidegate") {
            let count = Int(mapping.end - mapping.start)
            let buffer = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
            defer { buffer.deallocate() }
            let got = max(0, pread(memory, buffer, count, off_t(mapping.start)))
            for (what, bytes) in wanted {
                for offset in offsets(of: bytes, in: UnsafeRawBufferPointer(start: buffer, count: got)) {
                    let place = Place(address: mapping.start + UInt64(offset), what: what, mapping: mapping.name)
                    if mapping.isGuarded { guarded.insert(place) } else { open.insert(place) }
                }
            }
        }
        return (guarded, open, mappings)
    }

    /// A whole file of the kernel's. Foundation takes the first short read for its end, and would see the first mappings only.
    static func kernelFile(_ path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &part, part.count)
            guard count >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += part[..<count]
        }
    }

    private static func patterns(of value: String) -> [(form: String, bytes: [UInt8])] {
        let bytes = Array(value.utf8)
        let half = bytes.count * 2 / 3
        return [
            ("", bytes), (", its beginning", Array(bytes.prefix(half))), (", its end", Array(bytes.suffix(half))),
            (" in UTF-16", value.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
            (" in UTF-32", value.unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), 0, 0] }),
            (" as inner key", bytes.map { $0 ^ 0x36 }), (" as outer key", bytes.map { $0 ^ 0x5C }),
        ]
    }

    private static func offsets(of pattern: [UInt8], in memory: UnsafeRawBufferPointer) -> [Int] {
        guard let base = memory.baseAddress, let first = pattern.first else { return [] }
        var found: [Int] = []
        var offset = 0
        while memory.count - offset >= pattern.count,
            let next = memchr(base + offset, Int32(first), memory.count - offset - pattern.count + 1)
        {
            offset = UnsafeRawPointer(next) - base
            if memcmp(next, pattern, pattern.count) == 0 { found.append(offset) }
            offset += 1
        }
        return found
    }
}
