internal import CNcurses
internal import Glibc

/// What the process's locale lets a terminal show.
public enum TerminalLocale {
    /// Whether text goes to the terminal as UTF-8; where it does not, only ASCII is safe. The first use sets the character type of the
    /// process's locale from the environment.
    public static let isUTF8: Bool = {
        if setlocale(LC_CTYPE, "") == nil || !codesetIsUTF8, environmentNamesUTF8 {
            // SSH may pass on the name of a locale that is not installed on this machine.
            setlocale(LC_CTYPE, "C.UTF-8")
        }
        return codesetIsUTF8
    }()

    /// Whether printed lines may be UTF-8, for which the name of the locale suffices even where it is not installed.
    public static var printsUTF8: Bool { isUTF8 || environmentNamesUTF8 }

    /// Whether characters of ambiguous width take two columns here: as the system's table says, or as the user has told other programs
    /// (`RUNEWIDTH_EASTASIAN` of those written in Go, `VTE_CJK_WIDTH`).
    public static var ambiguousIsWide: Bool {
        guard isUTF8 else { return false }
        if cncurses_width(0x2502) == 2 { return true }
        return ["RUNEWIDTH_EASTASIAN", "VTE_CJK_WIDTH"].contains { name in
            guard let value = getenv(name) else { return false }
            return ["1", "wide", "yes", "true"].contains(String(cString: value).lowercased())
        }
    }

    private static var codesetIsUTF8: Bool {
        nl_langinfo(nl_item(CODESET)).map { strcmp($0, "UTF-8") == 0 } ?? false
    }

    private static var environmentNamesUTF8: Bool {
        for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
            guard let value = getenv(name), value.pointee != 0 else { continue }
            let ending = String(cString: value).lowercased().split(separator: ".").last ?? ""
            return ending.hasPrefix("utf-8") || ending.hasPrefix("utf8")
        }
        return false
    }
}
