internal import CGuard

/// Memory for libraries that handle secrets: never dumped, locked as far as the system's limit allows, wiped when it is given back. OpenSSL
/// uses it by itself; other libraries are given these functions.
public enum GuardedHeap {
    /// Does what `malloc` does: bytes of any content, or `nil`.
    public static let allocate: @convention(c) (Int) -> UnsafeMutableRawPointer? = { cguard_heap_allocate($0) }

    /// Does what `calloc` does: zeros for so many elements of so many bytes, or `nil`.
    public static let allocateZeroed: @convention(c) (Int, Int) -> UnsafeMutableRawPointer? = { cguard_heap_allocate_zeroed($0, $1) }

    /// Does what `realloc` does; the old memory is wiped where the bytes move.
    public static let reallocate: @convention(c) (UnsafeMutableRawPointer?, Int) -> UnsafeMutableRawPointer? = {
        cguard_heap_reallocate($0, $1)
    }

    /// Does what `strdup` does.
    public static let copyText: @convention(c) (UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? = { text in
        text.flatMap { cguard_heap_copy_text($0) }
    }

    /// Does what `free` does, after wiping.
    public static let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { cguard_heap_release($0) }

    /// Whether all of it is kept out of swap. Work areas of more than 1 MiB do not count.
    public static var isLocked: Bool {
        // Locking is tried with the first allocation, so one is made before the question.
        cguard_heap_release(cguard_heap_allocate(1))
        return cguard_heap_is_locked() == 1
    }

    /// Whether OpenSSL takes its memory from here, which it does not under a sanitizer.
    public static var servesOpenSSL: Bool { cguard_heap_serves_openssl() == 1 }

    /// While `body` runs, the library's copies of secrets lie in the locked arena, which fits even a small limit.
    static func inArena<R>(_ body: () -> R) -> R {
        cguard_heap_prefer_arena()
        defer { cguard_heap_prefer_heap() }
        return body()
    }
}
