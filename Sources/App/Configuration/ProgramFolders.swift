import Glibc

/// Where the program's files lie: in the XDG folders (XDG Base Directory Specification), or together under one folder.
public struct ProgramFolders: Hashable, Sendable {
    /// The folder of `config.toml` and the user's themes; `~/.config/tidegate` unless set otherwise.
    public let configuration: String
    /// The folder of the vault and its history; `~/.local/share/tidegate` unless set otherwise.
    public let data: String
    /// The folder of what was chosen on the screen; `~/.local/state/tidegate` unless set otherwise.
    public let state: String

    /// The path of the user's configuration; the file need not exist.
    public var configurationFile: String { configuration + "/config.toml" }
    /// The folder of the user's own theme files; it need not exist.
    public var themes: String { configuration + "/themes" }
    /// The path of the vault, one age file; it need not exist.
    public var vaultFile: String { data + "/vault.age" }
    /// The path of what was chosen on the screen; the file need not exist.
    public var stateFile: String { state + "/state.toml" }

    /// `home` is the folder named on the command line; without one, `TIDEGATE_HOME` counts, then the XDG variables.
    public init(home: String?, environment: (String) -> String? = Self.variable) {
        if let home = home.flatMap(Self.nonEmpty) ?? environment("TIDEGATE_HOME").flatMap(Self.nonEmpty) {
            configuration = home
            data = home
            state = home
            return
        }
        let user = environment("HOME").flatMap(Self.nonEmpty) ?? Self.homeOfUser
        configuration = (environment("XDG_CONFIG_HOME").flatMap(Self.absolute) ?? user + "/.config") + "/tidegate"
        data = (environment("XDG_DATA_HOME").flatMap(Self.absolute) ?? user + "/.local/share") + "/tidegate"
        state = (environment("XDG_STATE_HOME").flatMap(Self.absolute) ?? user + "/.local/state") + "/tidegate"
    }

    /// The value of a variable of this process's environment.
    public static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func nonEmpty(_ text: String) -> String? {
        text.isEmpty ? nil : text
    }

    /// The specification tells to ignore relative paths.
    private static func absolute(_ text: String) -> String? {
        text.hasPrefix("/") ? text : nil
    }

    private static var homeOfUser: String {
        guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return "/" }
        return String(cString: folder)
    }
}
