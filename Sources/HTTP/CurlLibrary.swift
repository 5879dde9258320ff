internal import CCurl
import Glibc

/// libcurl as a whole: its start, once for the process.
enum CurlLibrary {
    /// libcurl's `CURLE_FAILED_INIT`.
    static let failedToStart = Int(CURLE_FAILED_INIT.rawValue)

    /// `CURLE_OK`, or why libcurl cannot be used.
    static let startResult: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

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
