internal import CCurl
import Glibc

/// The certificates of the system that libcurl was built to trust.
public enum SystemCertificates {
    /// A file of certificates (PEM) and a folder of them, as far as libcurl has either.
    public static var places: [String] {
        // The seventh form of the answer is the first that names the places.
        guard let version = curl_version_info(CURLVERSION_SEVENTH)?.pointee else { return [] }
        return [version.cainfo, version.capath].compactMap { $0.map { String(cString: $0) } }
    }

    /// The first of the places that holds anything; `nil` where no server could be trusted.
    public static var found: String? {
        places.first { place in
            var status = stat()
            guard stat(place, &status) == 0 else { return false }
            guard status.st_mode & S_IFMT == S_IFDIR else { return status.st_size > 0 && access(place, R_OK) == 0 }
            guard let folder = opendir(place) else { return false }
            defer { closedir(folder) }
            while let entry = readdir(folder) {
                // The names of certificates are hashes; only the folder itself and its parent begin with a dot.
                if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { return true }
            }
            return false
        }
    }
}
