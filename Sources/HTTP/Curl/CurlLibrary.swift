internal import CCurl
import Crypto
import Glibc

/// The global initialisation of libcurl, once for the process.
enum CurlLibrary {
    /// libcurl's `CURLE_FAILED_INIT`.
    static let failedToStart = Int(CURLE_FAILED_INIT.rawValue)

    /// `CURLE_OK`, or why libcurl cannot be used. It keeps the lines of a request for as long as the exchange keeps silent, and what has
    /// arrived of a reply, so its memory is guarded.
    static let startResult: CURLcode = curl_global_init_mem(
        Int(CURL_GLOBAL_DEFAULT), GuardedHeap.allocate, GuardedHeap.release, GuardedHeap.reallocate, GuardedHeap.copyText,
        GuardedHeap.allocateZeroed)

    /// libcurl would write the session keys of every connection to the file that SSLKEYLOGFILE names.
    static func forgetKeyLog() {
        if getenv("SSLKEYLOGFILE") != nil { unsetenv("SSLKEYLOGFILE") }
    }

    /// Microseconds since 1970-01-01T00:00:00Z by the system's clock.
    static func unixMicroseconds() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
    }
}
