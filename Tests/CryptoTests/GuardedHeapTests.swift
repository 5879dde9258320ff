import CGuard
import Crypto
import Glibc
import Testing

/// The memory that libraries get which handle secrets.
@Suite struct GuardedHeapTests {
    private static let sizes = [
        0, 1, 15, 16, 17, 128, 129, 1_000, 4_096, 16_384, 16_385, 20_480, 20_481, 65_600, 200_000, 900_000, 3_000_000,
    ]

    @Test(.enabled(if: !Sanitizer.isActive)) func openSSLHasItsMemoryFromHere() {
        #expect(GuardedHeap.servesOpenSSL)
    }

    @Test(.enabled(if: !Sanitizer.isActive), arguments: sizes) func blocksAreNeverDumpedAndLockedAsFarAsThatGoes(bytes: Int) throws {
        let block = try #require(GuardedHeap.allocate(bytes))
        memset(block, 0xAB, bytes)
        for address in [UInt(bitPattern: block), UInt(bitPattern: block) + UInt(max(0, bytes - 1))] {
            let flags = try #require(try ProcessMap.flags(of: address))
            #expect(flags.contains("dd"))
            // A work area of more than 1 MiB is not locked.
            if bytes < 1 << 20, GuardedHeap.isLocked { #expect(flags.contains("lo")) }
        }
        #expect(UInt(bitPattern: block) % 16 == 0)
        GuardedHeap.release(block)
    }

    @Test(arguments: sizes) func whatIsGivenBackIsWiped(bytes: Int) throws {
        guard bytes <= 20_480 else { return }
        let block = try #require(GuardedHeap.allocate(bytes))
        memset(block, 0xAB, bytes)
        GuardedHeap.release(block)
        // The pages stay mapped. The block may have a new owner by now, but its old content must be gone.
        let left = (0..<bytes).count { block.load(fromByteOffset: $0, as: UInt8.self) == 0xAB }
        #expect(left <= bytes / 8)
    }

    @Test func newBlocksAreZero() throws {
        for bytes in Self.sizes {
            let block = try #require(GuardedHeap.allocateZeroed(1, bytes))
            #expect((0..<bytes).allSatisfy { block.load(fromByteOffset: $0, as: UInt8.self) == 0 })
            memset(block, 0xFF, bytes)
            GuardedHeap.release(block)
        }
        #expect(GuardedHeap.allocateZeroed(.max, 2) == nil)
    }

    @Test func reallocationKeepsTheContent() throws {
        for from in Self.sizes where from > 0 {
            for to in Self.sizes where to > 0 {
                let block = try #require(GuardedHeap.reallocate(nil, from))
                memset(block, 0x5A, from)
                let moved = try #require(GuardedHeap.reallocate(block, to))
                let kept = min(from, to)
                #expect((0..<kept).allSatisfy { moved.load(fromByteOffset: $0, as: UInt8.self) == 0x5A })
                memset(moved, 0x11, to)
                GuardedHeap.release(moved)
            }
        }
        let block = GuardedHeap.allocate(10)
        #expect(GuardedHeap.reallocate(block, 0) == nil)
        GuardedHeap.release(nil)
    }

    @Test func blocksNeverOverlap() async {
        await withTaskGroup(of: Bool.self) { group in
            for task in 1...8 {
                group.addTask {
                    var isMine = true
                    var held: [(UInt, Int)] = []
                    for round in 0..<3_000 {
                        let bytes = 1 + (round * 7919 + task * 104_729) % (round % 50 == 0 ? 90_000 : 2_000)
                        guard let block = GuardedHeap.allocate(bytes) else { return false }
                        memset(block, Int32(task), bytes)
                        held.append((UInt(bitPattern: block), bytes))
                        guard held.count > 20 else { continue }
                        let (address, count) = held.remove(at: round % held.count)
                        guard let old = UnsafeMutableRawPointer(bitPattern: address) else { return false }
                        isMine = isMine && (0..<count).allSatisfy { old.load(fromByteOffset: $0, as: UInt8.self) == UInt8(task) }
                        GuardedHeap.release(old)
                    }
                    for (address, _) in held { GuardedHeap.release(UnsafeMutableRawPointer(bitPattern: address)) }
                    return isMine
                }
            }
            for await isMine in group { #expect(isMine) }
        }
    }

    @Test func smallBlocksLieInTheArenaWhereThatIsWanted() throws {
        cguard_heap_prefer_arena()
        let block = cguard_heap_allocate(100)
        cguard_heap_prefer_heap()
        #expect(cguard_block_size_bytes(block) >= 100)
        let grown = try #require(cguard_heap_reallocate(block, 5_000))
        #expect(cguard_block_size_bytes(grown) == 0)
        cguard_heap_release(grown)
        let other = cguard_heap_allocate(100)
        #expect(cguard_block_size_bytes(other) == 0)
        cguard_heap_release(other)
    }

    /// OpenSSL keeps a list for each thread of what to do at its end, and may make it when it is first asked for a signature.
    @Test func aThreadMayEndAfterEverythingWasWiped() async {
        await #expect(processExitsWith: .success) {
            var thread = pthread_t()
            let started = pthread_create(
                &thread, nil,
                { _ in
                    let key = SecretBytes("Jefe".utf8)
                    guard HMACSHA256.code(for: "what do ya want for nothing?".utf8, key: key).first == 0x5B else { abort() }
                    _ = try? Scrypt.derive(from: key, salt: [1, 2, 3], logN: 4, count: 32)
                    _ = SecureRandom.bytes(32)
                    ProcessGuard.wipeEverything()
                    return nil
                }, nil)
            try #require(started == 0)
            pthread_join(thread, nil)
            #expect(SHA256.digest(of: "still works".utf8).count == 32)
        }
    }

    @Test(.enabled(if: !Sanitizer.isActive)) func withoutLockedMemoryItGoesOnAndSaysSo() async {
        await #expect(processExitsWith: .success) {
            // Privileged processes may lock without limit.
            try #require(geteuid() != 0 || seteuid(65534) == 0)
            var none = rlimit(rlim_cur: 0, rlim_max: 0)
            try #require(setrlimit(__rlimit_resource_t(8), &none) == 0)
            // What was mapped before stays locked; a block with pages of its own is new.
            GuardedHeap.release(GuardedHeap.allocate(500_000))
            #expect(!GuardedHeap.isLocked)
            #expect(SHA256.digest(of: "still works".utf8).count == 32)
        }
    }

    @Test func aBufferKeepsWhatItIsGiven() throws {
        var buffer = GuardedBuffer()
        var expected: [UInt8] = []
        for round in 0..<200 {
            let part = [UInt8](repeating: UInt8(round), count: round * 37 % 900)
            try part.withUnsafeBytes { try buffer.append($0) }
            expected += part
        }
        #expect(buffer.count == expected.count)
        #expect(buffer.withUnsafeBytes { Array($0) } == expected)
        buffer.removeAll()
        #expect(buffer.count == 0 && buffer.withUnsafeBytes { $0.isEmpty })
    }
}
