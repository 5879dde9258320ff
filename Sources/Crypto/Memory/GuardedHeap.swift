internal import CGuard

/// Memory for libraries that handle secrets: never dumped, locked as far as the system's limit allows, wiped when it is given back.
/// OpenSSL has it by itself; a library that takes functions to allocate with takes these.
public enum GuardedHeap {
    public static let allocate: @convention(c) (Int) -> UnsafeMutableRawPointer? = { cguard_heap_allocate($0) }

    public static let allocateZeroed: @convention(c) (Int, Int) -> UnsafeMutableRawPointer? = { cguard_heap_allocate_zeroed($0, $1) }

    public static let reallocate: @convention(c) (UnsafeMutableRawPointer?, Int) -> UnsafeMutableRawPointer? = {
        cguard_heap_reallocate($0, $1)
    }

    public static let copyText: @convention(c) (UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? = { text in
        text.flatMap { cguard_heap_copy_text($0) }
    }

    public static let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { cguard_heap_release($0) }

    /// Whether all of it that is in use is kept out of swap. Work areas of more than 1 MiB do not count.
    public static var isLocked: Bool {
        // What was never asked for could not be refused.
        cguard_heap_release(cguard_heap_allocate(1))
        return cguard_heap_is_locked() == 1
    }

    /// Whether OpenSSL takes its memory from here. Not so under a sanitizer.
    public static var servesOpenSSL: Bool { cguard_heap_serves_openssl() == 1 }

    /// What the library copies of a secret while `body` runs lies in the locked arena, which even a small limit leaves room for.
    static func inArena<R>(_ body: () -> R) -> R {
        cguard_heap_prefer_arena()
        defer { cguard_heap_prefer_heap() }
        return body()
    }
}
