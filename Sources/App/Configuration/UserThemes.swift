import Themes

/// The user's own theme files.
public enum UserThemes {
    private static let ending = ".toml"

    /// The text of each theme file of a folder by the theme's name; files that cannot be read are left out.
    public static func load(folder: String) -> [String: [UInt8]] {
        var themes: [String: [UInt8]] = [:]
        for file in FileContent.names(inFolder: folder, limit: 1_000) where file.hasSuffix(ending) && !file.hasPrefix(".") {
            if case .success(let bytes) = FileContent.read(folder + "/" + file, limitBytes: Theme.longestFileBytes) {
                themes[String(file.dropLast(ending.utf8.count))] = bytes
            }
        }
        return themes
    }
}
