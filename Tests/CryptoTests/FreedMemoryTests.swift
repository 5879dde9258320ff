import Crypto
import Glibc
import Testing

/// The heap keeps nothing of what was freed. Looking at freed memory needs care: it is read through the kernel, into room
/// that exists already, on the thread that freed it, whose cache keeps the block.
@Suite(.enabled(if: !Sanitizer.isActive))
struct FreedMemoryTests {
    static let mark: UInt8 = 0xA7

    /// How many marks are still at an address.
    private func marks(at address: UInt, _ count: Int) -> Int {
        let memory = open("/proc/self/mem", O_RDONLY)
        defer { close(memory) }
        let room = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
        defer { munmap(room, count) }
        guard pread(memory, room, count, off_t(address)) == count else { return 0 }
        let bytes = room.assumingMemoryBound(to: UInt8.self)
        var found = 0
        for index in 0..<count where bytes[index] == Self.mark { found += 1 }
        return found
    }

    private func marked(_ block: UnsafeMutableRawPointer?, _ count: Int) -> UnsafeMutableRawPointer {
        memset(block!, Int32(Self.mark), count)
        return block!
    }

    @Test func everyLibraryFreesThroughUs() {
        #expect(ProcessGuard.wipesFreedMemory)
    }

    @Test func theProbeSeesWhatIsThere() {
        let block = marked(malloc(500), 500)
        #expect(marks(at: UInt(bitPattern: block), 500) == 500)
        free(block)
    }

    @Test(arguments: [24, 100, 500, 5000, 100_000, 3_000_000])
    func freedBlocksAreWiped(count: Int) {
        let block = marked(malloc(count), count)
        let address = UInt(bitPattern: block)
        free(block)
        #expect(marks(at: address, count) < 8)
    }

    @Test(arguments: [64, 4096, 65536])
    func alignedBlocksAreWiped(alignment: Int) {
        var block: UnsafeMutableRawPointer?
        #expect(posix_memalign(&block, alignment, 3000) == 0)
        let address = UInt(bitPattern: marked(block, 3000))
        #expect(address % UInt(alignment) == 0)
        free(block)
        #expect(marks(at: address, 3000) < 8)
        let other = UInt(bitPattern: marked(aligned_alloc(alignment, alignment), alignment))
        free(UnsafeMutableRawPointer(bitPattern: other))
        #expect(marks(at: other, alignment) < 8)
    }

    @Test(arguments: [(100, 10_000), (10_000, 100), (2_000_000, 5_000_000), (5_000_000, 100), (0, 50), (50, 60)])
    func reallocationKeepsTheContentAndLeavesNoCopy(from: Int, to: Int) {
        let block = marked(malloc(from), from)
        let before = UInt(bitPattern: block)
        let after = realloc(block, to)!
        let kept = min(from, to)
        let bytes = after.assumingMemoryBound(to: UInt8.self)
        #expect((0..<kept).allSatisfy { bytes[$0] == Self.mark })
        memset(after, 0x11, to)
        if UInt(bitPattern: after) != before {
            #expect(marks(at: before, from) < 8)
        }
        free(after)
    }

    @Test func theCornersOfReallocation() {
        free(nil)
        let fresh = realloc(nil, 10)
        #expect(fresh != nil)
        errno = 77
        #expect(realloc(fresh, 0) == nil)
        #expect(errno == 77)
        let block = marked(malloc(300), 300)
        // Held in a variable, or the compiler sees that no object can have the size.
        let tooMuch = Int.max - Int(getpid() & 1)
        errno = 0
        #expect(realloc(block, tooMuch) == nil)
        #expect(errno == ENOMEM)
        #expect(marks(at: UInt(bitPattern: block), 300) == 300)
        errno = 78
        free(block)
        free(marked(malloc(4_000_000), 4_000_000))
        #expect(errno == 78)
    }

    @Test func theCLibrarysOwnCallsArriveHere() {
        let block = marked(reallocarray(nil, 10, 50), 500)
        let before = UInt(bitPattern: block)
        let after = reallocarray(block, 100, 50)!
        #expect(UInt(bitPattern: after) != before)
        #expect(marks(at: before, 500) < 8)
        free(after)
    }

    @Test func swiftArraysAreWiped() {
        var address: UInt = 0
        do {
            let array = [UInt8](repeating: Self.mark, count: 700)
            array.withUnsafeBytes { address = UInt(bitPattern: $0.baseAddress!) }
        }
        #expect(marks(at: address, 700) < 8)
    }

    @Test func threadsMayHandBlocksToEachOther() async {
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<500 {
                        let size = 1 + (task * 7919 + round * 104_729) % 20_000
                        let address = UInt(bitPattern: malloc(size)!)
                        await Task.yield()
                        let grown = realloc(UnsafeMutableRawPointer(bitPattern: address), size + 300)
                        await Task.yield()
                        free(grown)
                    }
                }
            }
        }
    }
}
