import Glibc

/// A folder of its own for a run, removed in the end.
final class Workshop {
    let path: String

    init() throws {
        var template = Array("/tmp/tidegate-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchProblem("no temporary folder") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { remove(path) }

    /// Writes a file for its owner only, and answers with its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = path + "/" + name
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchProblem("\(file) cannot be written") }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw BenchProblem("\(file) cannot be written") }
        return file
    }

    func folder(_ name: String) -> String {
        mkdir(path + "/" + name, 0o700)
        return path + "/" + name
    }

    private func remove(_ path: String) {
        var status = stat()
        // A link is removed, not followed.
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            for name in (try? ProcessFigures.entries(path)) ?? [] { remove(path + "/" + name) }
        }
        Glibc.remove(path)
    }
}
