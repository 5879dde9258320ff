import Glibc

/// A sanitizer brings an allocator of its own, makes locking memory do nothing and answers fatal signals itself.
enum Sanitizer {
    static var isActive: Bool { dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil }
}
