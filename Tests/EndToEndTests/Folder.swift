import Foundation

/// A folder of one test's own, removed at its end.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "tidegate-e2e-" + UUID().uuidString.prefix(12)).path()
        // Ours alone, as the vault demands of its folder.
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
        // Some of them hold passphrases.
        chmod(path + "/" + name, 0o600)
    }

    /// A configuration that knows the sandbox as the site `lab`, and makes the quickest vault that is allowed.
    func configure(lab origin: String, refreshSeconds: Int = 0, lockAfterMinutes: Int = 0) throws {
        try write(
            """
            refresh_seconds = \(refreshSeconds)
            lock_after_minutes = \(lockAfterMinutes)

            [vault]
            work_factor = 10

            [sites.lab]
            exchange = "okx"
            rest = "\(origin)"
            web = "\(origin)"

            """, to: "config.toml")
    }

    /// Every file below the folder, by its path.
    func files() -> [String: Data] {
        var found: [String: Data] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
            let whole = path + "/" + name
            let isRegular = (try? FileManager.default.attributesOfItem(atPath: whole))?[.type] as? FileAttributeType == .typeRegular
            if isRegular { found[name] = FileManager.default.contents(atPath: whole) }
        }
        return found
    }
}
