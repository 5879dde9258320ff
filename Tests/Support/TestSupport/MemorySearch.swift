import Glibc

/// Looks through all memory that this process can write to.
package enum MemorySearch {
    /// How often any of the patterns is there. They are given with every bit turned round, so that they themselves are not found.
    package static func count(ofInverted patterns: [[UInt8]]) throws -> Int {
        var found = 0
        let memory = open("/proc/self/mem", O_RDONLY)
        defer { close(memory) }
        let roomBytes = 1 << 20
        // Mapped for the search, and left out of it.
        let room = mmap(nil, roomBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
        defer { munmap(room, roomBytes) }
        for line in try KernelFile.text("/proc/self/maps").split(separator: "\n") {
            let fields = line.split(separator: " ")
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard bounds.count == 2, fields[1].hasPrefix("rw") else { continue }
            var start = bounds[0]
            while start < bounds[1] {
                let count = min(roomBytes, Int(bounds[1] - start))
                let own = UInt(bitPattern: room)
                if !(own..<own + UInt(roomBytes)).overlaps(start..<start + UInt(count)) {
                    let read = pread(memory, room, count, off_t(start))
                    if read > 0 { found += occurrences(patterns, in: UnsafeRawBufferPointer(start: room, count: read)) }
                }
                // Pieces overlap, so that nothing is cut by their edges.
                start += UInt(count == roomBytes ? count - 64 : count)
            }
        }
        return found
    }

    private static func occurrences(_ patterns: [[UInt8]], in bytes: UnsafeRawBufferPointer) -> Int {
        var found = 0
        for inverted in patterns {
            guard inverted.count > 1, bytes.count >= inverted.count, let base = bytes.baseAddress else { continue }
            let (first, second) = (~inverted[0], ~inverted[1])
            var place = 0
            while let hit = memchr(base + place, Int32(first), bytes.count - inverted.count + 1 - place) {
                place = UnsafeRawPointer(hit) - base
                if bytes[place + 1] == second, inverted.indices.allSatisfy({ bytes[place + $0] == ~inverted[$0] }) { found += 1 }
                place += 1
                if place > bytes.count - inverted.count { break }
            }
        }
        return found
    }
}
