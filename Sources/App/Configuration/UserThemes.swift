import Themes

/// The user's own theme files.
public enum UserThemes {
    private static let ending = ".toml"

    /// The text of each theme file of a folder by the theme's name; files that cannot be read, or that others can change, are left out.
    public static func load(folder: String) -> [String: [UInt8]] {
        var themes: [String: [UInt8]] = [:]
        for file in FileContent.names(inFolder: folder, limit: 1_000) where file.hasSuffix(ending) && !file.hasPrefix(".") {
            guard FileTrust.flaw(of: folder + "/" + file, .unchanged) == nil else { continue }
            if case .success(let bytes) = FileContent.read(folder + "/" + file, limitBytes: Theme.longestFileBytes) {
                themes[String(file.dropLast(ending.utf8.count))] = bytes
            }
        }
        return themes
    }

    /// Why a theme file is left out that others can change; `nil` where it is not.
    package static func flaw(of name: String, folder: String) -> FileTrust.Flaw? {
        name.contains("/") ? nil : FileTrust.flaw(of: folder + "/" + name + ending, .unchanged)
    }

    /// The first theme file of a folder that is left out because others can change it.
    package static func flaw(folder: String) -> FileTrust.Flaw? {
        FileContent.names(inFolder: folder, limit: 1_000).lazy.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }
            .compactMap { FileTrust.flaw(of: folder + "/" + $0, .unchanged) }.first
    }
}
