import Domain

/// The keys that the user has given to commands. A command that is not in it has its own.
public struct KeyMap: Hashable, Sendable {
    private var changed: [String: [String: [Key]]] = [:]

    /// The section of the commands that work on every screen.
    public static let everywhere = "everywhere"

    /// Keys that terminals turn into signals; they cannot be given to another command.
    static let fixed: [Key] = [.control("c"), .control("z")]

    /// A map in which every command has its own keys.
    public init() {}

    /// A command with the keys that it is to have.
    public struct Request: Hashable, Sendable {
        /// The screen as the configuration names it, or `KeyMap.everywhere`.
        public let section: String
        /// The command as the configuration names it, such as `page-down`.
        public let command: String
        /// All keys that the command is to have instead of its own; at least one.
        public let keys: [Key]

        /// Not checked yet: `KeyMap.init(_:)` does that, against all other requests.
        public init(section: String, command: String, keys: [Key]) {
            self.section = section
            self.command = command
            self.keys = keys
        }
    }

    /// Why a request cannot be met.
    public struct Mistake: Error, Hashable, Sendable {
        /// The screen as the request named it.
        public let section: String
        /// Empty where the section is meant.
        public let command: String
        /// What would have been right.
        public let expected: Phrase
    }

    /// A group of commands that a key is looked up in at once.
    public struct Section: Hashable, Sendable {
        /// The screen as the configuration names it, or `KeyMap.everywhere`.
        public let name: String
        /// In the order of the screen's table of bindings, each once.
        public fileprivate(set) var commands: [Command]

        /// A command with the keys that the program gives it.
        public struct Command: Hashable, Sendable {
            /// As the configuration names it.
            public let name: String
            /// The keys of all bindings of the command, in their order.
            public fileprivate(set) var keys: [Key]
        }

        init<Command: Hashable & Sendable>(_ name: String, _ bindings: [Binding<Command>]) {
            self.name = name
            commands = []
            for binding in bindings {
                let command = KeyMap.name(of: binding.command)
                if let index = commands.firstIndex(where: { $0.name == command }) {
                    commands[index].keys += binding.keys
                } else {
                    commands.append(Self.Command(name: command, keys: binding.keys))
                }
            }
        }
    }

    /// Every command with its own keys, those that work everywhere first.
    public static var sections: [Section] {
        [Section(everywhere, AppMachine.bindingsEverywhere)] + Screen.kinds.map { $0.section }
    }

    /// Gives commands the requested keys; throws the first request that cannot be met, such as one for a key that is taken.
    public init(_ requests: [Request]) throws(Mistake) {
        let sections = Self.sections
        for request in requests {
            guard let section = sections.first(where: { $0.name == request.section }) else {
                let names = sections.map(\.name).joined(separator: ", ")
                throw Mistake(
                    section: request.section, command: "",
                    expected: Phrase(en: "one of \(names) instead of this unknown screen", zh: "以下界面之一，而不是这个未知的界面：\(names)"))
            }
            guard let command = section.commands.first(where: { $0.name == request.command }) else {
                let names = section.commands.map(\.name).joined(separator: ", ")
                throw Mistake(
                    section: request.section, command: request.command,
                    expected: Phrase(en: "one of \(names) instead of this unknown command", zh: "以下命令之一，而不是这个未知的命令：\(names)"))
            }
            if let expected = Self.objection(to: request, having: command.keys) {
                throw Mistake(section: request.section, command: request.command, expected: expected)
            }
            changed[request.section, default: [:]][request.command] = request.keys
        }
        for request in requests {
            for key in request.keys {
                guard let holder = holder(of: key, besides: request, in: sections) else { continue }
                throw Mistake(
                    section: request.section, command: request.command,
                    expected: Phrase(
                        en: "another key than \(key.name), which is that of \(holder)", zh: "\(key.name) 以外的按键，它已用于 \(holder)"))
            }
        }
    }

    private static func objection(to request: Request, having own: [Key]) -> Phrase? {
        if request.keys.isEmpty { return Phrase(en: "at least one key", zh: "至少一个按键") }
        if let key = request.keys.first(where: { fixed.contains($0) && !own.contains($0) }) {
            return Phrase(
                en: "another key than \(key.name), which always quits or suspends", zh: "\(key.name) 以外的按键，它始终用于退出或挂起")
        }
        // A command that works while text is typed needs a key that types no character.
        if own.contains(where: { !$0.isCharacter }), request.keys.allSatisfy(\.isCharacter) {
            return Phrase(
                en: "at least one key that types nothing, such as \(own.first { !$0.isCharacter }?.name ?? "F5")",
                zh: "至少一个不输入字符的按键，例如 \(own.first { !$0.isCharacter }?.name ?? "F5")")
        }
        // Locking has to work everywhere, also while a name is typed.
        if request.section == everywhere, request.command == name(of: AppMachine.GlobalCommand.lock),
            request.keys.contains(where: \.isCharacter)
        {
            return Phrase(en: "keys that type nothing", zh: "不输入字符的按键")
        }
        return nil
    }

    /// Another command that already has the key on the same screen, or everywhere.
    private func holder(of key: Key, besides request: Request, in sections: [Section]) -> String? {
        for section in sections
        where section.name == request.section || section.name == Self.everywhere || request.section == Self.everywhere {
            for command in section.commands where section.name != request.section || command.name != request.command {
                let keys = self.keys(section.name, command.name, own: command.keys)
                guard keys.contains(key) else { continue }
                // Two commands of a screen may share a key by design: only one of them is there at a time.
                let requested = sections.first { $0.name == request.section }?.commands.first { $0.name == request.command }
                if section.name == request.section, command.keys.contains(key), requested?.keys.contains(key) == true { continue }
                return "\(section.name).\(command.name)"
            }
        }
        return nil
    }

    private func keys(_ section: String, _ command: String, own: [Key]) -> [Key] {
        guard let wished = changed[section]?[command] else { return own }
        return own.filter(Self.fixed.contains) + wished.filter { !Self.fixed.contains($0) }
    }

    /// The bindings with the keys that they have now.
    func applied<Command>(to bindings: [Binding<Command>], of section: String) -> [Binding<Command>] {
        guard let wished = changed[section] else { return bindings }
        var placed: Set<Command> = []
        return bindings.compactMap { binding in
            let name = Self.name(of: binding.command)
            guard wished[name] != nil else { return binding }
            guard placed.insert(binding.command).inserted else { return nil }
            return Binding(keys(section, name, own: binding.keys), binding.command, binding.label, binding.place)
        }
    }

    /// What a command, or a screen, is called in the configuration: its name in the program with hyphens.
    static func name(of thing: some Any) -> String {
        var name = ""
        for scalar in "\(thing)".unicodeScalars {
            if ("A"..."Z").contains(scalar), !name.isEmpty { name += "-" }
            name += scalar.properties.lowercaseMapping
        }
        return name
    }
}

extension Key {
    /// Whether it types a character where text is entered.
    var isCharacter: Bool {
        switch self {
        case .character: true
        case .control, .alt, .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown,
            .function:
            false
        }
    }

    /// The key that a word in the configuration names; `nil` also for what no terminal can tell from another key.
    public init?(configured word: String) {
        guard let key = Key(word: word) else { return nil }
        switch key {
        case .control(let letter) where !("a"..."z").contains(letter) || ["h", "i", "j", "m"].contains(letter): return nil
        case .character(let scalar)
        where scalar.properties.generalCategory == .control || (scalar.properties.isWhitespace && scalar != " "): return nil
        case .character, .control, .alt, .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home,
            .end, .pageUp,
            .pageDown, .function:
            self = key
        }
    }
}
