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
        for line in try String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            let ends = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard words[1].contains("w"), ends.count == 2 else { continue }
            let mapping = words.count > 5 ? words[5].trimmingCharacters(in: .whitespaces) : "anonymous memory"
            let count = Int(ends[1] - ends[0])
            let buffer = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
            defer { buffer.deallocate() }
            let got = pread(memory, buffer, count, off_t(ends[0]))
            guard got > 0 else { continue }
            for (what, bytes) in wanted {
                for offset in offsets(of: bytes, in: UnsafeRawBufferPointer(start: buffer, count: got)) {
                    places.insert(Place(address: ends[0] + UInt64(offset), what: what, mapping: mapping))
                }
            }
        }
        return places
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
