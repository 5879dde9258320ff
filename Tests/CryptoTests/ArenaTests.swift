import CGuard
import Crypto
import Glibc
import Testing

/// What changes the whole process, or uses up its locked memory, happens in a process of its own.
@Suite struct ArenaTests {
    @Test func aReleasedBlockIsZeroAndUsedAgain() throws {
        let block = try #require(cguard_allocate(100))
        let bytes = block.assumingMemoryBound(to: UInt8.self)
        #expect((0..<100).allSatisfy { bytes[$0] == 0 })
        for index in 0..<100 { bytes[index] = 0xAB }
        cguard_release(block)
        // The pages of the arena stay mapped, so they may be read; the block may have a new owner by now, but its old content must be gone.
        #expect(!(0..<100).allSatisfy { bytes[$0] == 0xAB })
    }

    @Test func exhaustionIsAnAnswerAndNotTheEnd() async {
        await #expect(processExitsWith: .success) {
            let blockBytes = 1024
            var blocks: [UnsafeMutableRawPointer] = []
            while let block = cguard_allocate(blockBytes) {
                memset(block, 0xCD, blockBytes)
                blocks.append(block)
            }
            #expect(blocks.count == cguard_arena_size_bytes() / blockBytes)
            #expect(Set(blocks).count == blocks.count)
            #expect(throws: CryptoError.lockedMemoryExhausted) { try SecretBytes(capacity: 1) }
            // Two neighbours give room for one block of twice the size.
            let sorted = blocks.sorted()
            cguard_release(sorted[4])
            #expect(cguard_allocate(2 * blockBytes) == nil)
            cguard_release(sorted[5])
            #expect(cguard_allocate(2 * blockBytes) == sorted[4])
            #expect((0..<2 * blockBytes).allSatisfy { sorted[4].load(fromByteOffset: $0, as: UInt8.self) == 0 })
            #expect(sorted[6].load(as: UInt8.self) == 0xCD)
        }
    }

    @Test func threadsNeverShareABlock() async {
        await withTaskGroup(of: Bool.self) { group in
            for task in 1...8 {
                group.addTask {
                    var isMine = true
                    for round in 0..<2000 {
                        let size = 1 + (round * 37 + task) % 200
                        guard let block = cguard_allocate(size) else { continue }
                        memset(block, Int32(task), size)
                        let bytes = UnsafeRawBufferPointer(start: block, count: size)
                        isMine = isMine && bytes.allSatisfy { $0 == UInt8(task) }
                        cguard_release(block)
                    }
                    return isMine
                }
            }
            for await isMine in group { #expect(isMine) }
        }
    }

    @Test(.enabled(if: !Sanitizer.isActive)) func runningOverTheEndFaults() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            let size = cguard_arena_size_bytes()
            let block = cguard_allocate(size)!
            block.storeBytes(of: 1, toByteOffset: size, as: UInt8.self)
        }
    }

    @Test func aForeignPointerAborts() async {
        await #expect(processExitsWith: .signal(SIGABRT)) {
            _ = cguard_allocate(1)
            cguard_release(malloc(64))
        }
        await #expect(processExitsWith: .signal(SIGABRT)) {
            let block = cguard_allocate(64)
            cguard_release(block)
            cguard_release(block)
        }
    }

    @Test func wipingEverythingReachesEverySecret() async {
        await #expect(processExitsWith: .success) {
            let secrets = (0..<20).map { _ in SecretBytes("correct horse battery staple".utf8) }
            ProcessGuard.wipeEverything()
            for secret in secrets {
                secret.withUnsafeBytes { bytes in #expect(bytes.count == 28 && bytes.allSatisfy { $0 == 0 }) }
            }
        }
    }

    @Test(.enabled(if: !Sanitizer.isActive)) func theKernelSaysWhetherMemoryIsLocked() async {
        await #expect(processExitsWith: .success) {
            // Privileged processes may lock without limit.
            try #require(geteuid() != 0 || seteuid(65534) == 0)
            var none = rlimit(rlim_cur: 0, rlim_max: 0)
            try #require(setrlimit(__rlimit_resource_t(8), &none) == 0)
            #expect(!ProcessGuard.memoryIsLocked)
            let secret = SecretBytes("still works".utf8)
            #expect(secret.count == 11)
        }
    }

    @Test(.enabled(if: !Sanitizer.isActive)) func pagesAreLockedAndKeptFromCoreFilesAndForks() throws {
        let block = try #require(cguard_allocate(1))
        defer { cguard_release(block) }
        let flags = try #require(try ProcessMap.flags(of: UInt(bitPattern: block)))
        #expect(flags.contains("dd"))
        #expect(flags.contains("wf"))
        #expect(flags.contains("lo") == ProcessGuard.memoryIsLocked)
    }
}
