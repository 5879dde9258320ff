import Foundation
import Glibc

/// A folder of one test, ours alone, removed with everything in it.
final class TemporaryFolder: Sendable {
    let path: String

    struct Unavailable: Error {}

    init() throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path(percentEncoded: false))/vault-XXXXXX".utf8CString)
        guard let made = template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) else { throw Unavailable() }
        path = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var vaultPath: String { path + "/vault.age" }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

    func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: "\(path)/\(name)").map { [UInt8]($0) } }

    /// Puts a file there with a mode of its own, in place of what is there.
    func put(_ bytes: [UInt8], as name: String, mode: mode_t = 0o600) {
        unlink("\(path)/\(name)")
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, mode)
        _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        fchmod(file, mode)
        close(file)
    }

    func mode(_ name: String) -> mode_t? {
        var status = stat()
        guard lstat("\(path)/\(name)", &status) == 0 else { return nil }
        return status.st_mode & 0o7777
    }

    /// A folder with the same files.
    func copy() throws -> TemporaryFolder {
        let other = try TemporaryFolder()
        for name in names { other.put(bytes(name) ?? [], as: name, mode: mode(name) ?? 0o600) }
        return other
    }
}
