internal import CNcurses
internal import Core
internal import Glibc
internal import Themes

/// What the terminal database says about a terminal's type, as far as ncurses does not use it by itself.
struct TerminalType {
    let depth: ColourDepth
    let understands: PrivateModes
    /// What the keys send, where the database says so.
    let keys: [(bytes: [UInt8], key: Key)]
    /// What ends the full screen: plain text, a visible cursor, the keypad and the other screen as they were.
    let farewell: [UInt8]

    /// Whether the terminal takes sequences that came with xterm: bracketed paste, titles, the clipboard.
    enum PrivateModes: Hashable { case xterm, none }

    /// Looks a type up. The type need not be that of any terminal in reach.
    init(named name: String, descriptor: Int32) throws(TerminalError) {
        guard !name.isEmpty else { throw .typeUnset }
        let printable = String(name.unicodeScalars.prefix(40).map { (0x21...0x7E).contains($0.value) ? Character($0) : "?" })
        // The name becomes part of a path.
        guard name == printable, !name.contains("/"), cncurses_look_up_type(name, descriptor) == 1 else { throw .typeUnknown(printable) }
        defer { cncurses_forget_type() }
        guard Self.capability("cup") != nil, Self.capability("clear") != nil else { throw .typeUnsuitable(printable) }
        depth = ColourDepth(colours: Int(cncurses_number_capability("colors")))
        understands = Self.privateModes(of: name)
        keys = Self.keyCapabilities.compactMap { entry in Self.capability(entry.name).map { ($0, entry.key) } }
        farewell = ["sgr0", "cnorm", "rmkx", "rmcup"].flatMap { Self.capability($0) ?? [] }
    }

    private static let keyCapabilities: [(name: String, key: Key)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end), ("kpp", .pageUp),
            ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kbs", .backspace), ("kcbt", .backTab), ("kent", .enter),
            ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home), ("kEND", .end),
        ] + (1...12).map { ("kf\($0)", .function($0)) }

    private static let withoutPrivateModes = [
        "linux", "vt", "cons", "ansi", "pcansi", "sun", "wsvt", "wyse", "wy", "hurd", "mach", "cygwin", "xterm-r", "xterm-vt", "tvi", "hp",
        "ibm",
    ]

    /// Whether a terminal of a type is one that marks pastes. It need not be in the database.
    static func marksPastes(_ name: String) -> Bool {
        !name.isEmpty && !["dumb", "unknown", "emacs", "eterm"].contains(where: name.hasPrefix) && privateModes(of: name) == .xterm
    }

    private static func privateModes(of name: String) -> PrivateModes {
        // vte is the library of many terminal windows, not a DEC terminal.
        if name.hasPrefix("vte") { return .xterm }
        return withoutPrivateModes.contains(where: name.hasPrefix) ? .none : .xterm
    }

    /// A string of the current type, without the padding that it may ask for as `$<milliseconds>`.
    private static func capability(_ name: String) -> [UInt8]? {
        guard let value = cncurses_string_capability(name) else { return nil }
        var bytes: [UInt8] = []
        var rest = UnsafeRawBufferPointer(start: value, count: strlen(value))[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "$"), rest.dropFirst().first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
                rest = rest[(end + 1)...]
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return bytes.isEmpty ? nil : bytes
    }
}
