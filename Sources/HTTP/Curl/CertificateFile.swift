import Glibc

/// Reads a file of certificates to trust. Given only the path, libcurl would open whatever lies there and could wait for ever at a pipe.
enum CertificateFile {
    /// The whole list of certificates that a system trusts has a tenth of that size.
    static let limitBytes = 4 << 20

    static func read(_ path: String) -> Result<[UInt8], TLSProblem> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return .failure(.certificateFileUnreadable) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(.certificateFileUnreadable) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limitBytes else { return .failure(.certificateFileUnsuitable) }
        // The file may grow, or report no size, as files of the kernel do.
        var content: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        while content.count <= limitBytes {
            let count = Glibc.read(descriptor, &part, part.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .failure(.certificateFileUnreadable) }
            guard count > 0 else { return content.isEmpty ? .failure(.certificateFileUnreadable) : .success(content) }
            content += part[..<count]
        }
        return .failure(.certificateFileUnsuitable)
    }
}
