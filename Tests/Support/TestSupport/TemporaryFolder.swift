import Foundation

/// A folder of one test, ours alone, removed with everything in it.
package final class TemporaryFolder: Sendable {
    /// The folder's absolute path, without a slash at the end.
    package let path: String

    /// The folder could not be made.
    package struct Unavailable: Error {}

    /// Makes an empty folder that only its owner can use.
    package init() throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/tidegate-test-XXXXXX".utf8CString)
        guard let made = template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) else { throw Unavailable() }
        path = String(cString: made)
    }

    deinit { remove() }

    /// For a folder that lives until the process ends.
    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// The names of its entries, sorted; empty where it is gone.
    package var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

    /// The content of a file; `nil` where there is none.
    package func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: "\(path)/\(name)").map { [UInt8]($0) } }

    /// Puts a file there with a mode of its own, in place of what is there.
    package func put(_ bytes: [UInt8], as name: String, mode: mode_t = 0o600) {
        unlink("\(path)/\(name)")
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, mode)
        _ = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        fchmod(file, mode)
        close(file)
    }

    /// Writes a file for our eyes only, since some hold passphrases; answers with its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        chmod(file, 0o600)
        return file
    }

    /// The permission bits of an entry itself, not of what a link points to; `nil` where there is none.
    package func mode(_ name: String) -> mode_t? {
        var status = stat()
        guard lstat("\(path)/\(name)", &status) == 0 else { return nil }
        return status.st_mode & 0o7777
    }

    /// Every file below the folder, by its path.
    package func files() -> [String: Data] {
        var found: [String: Data] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
            let whole = path + "/" + name
            let isRegular = (try? FileManager.default.attributesOfItem(atPath: whole))?[.type] as? FileAttributeType == .typeRegular
            if isRegular { found[name] = FileManager.default.contents(atPath: whole) }
        }
        return found
    }

    /// A folder with the same files.
    package func copy() throws -> TemporaryFolder {
        let other = try TemporaryFolder()
        for name in names { other.put(bytes(name) ?? [], as: name, mode: mode(name) ?? 0o600) }
        return other
    }
}
