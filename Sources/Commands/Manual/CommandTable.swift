import Domain
import JSON

/// The commands and their options, as the parser of the command line knows them.
public struct CommandTable: Hashable, Sendable {
    /// An argument or an option of a command.
    public struct Argument: Hashable, Sendable {
        /// As it is written on a command line, such as `--lang <language>`.
        public let form: String
        /// What it is for, in a sentence, with its default where there is one.
        public let abstract: String
        /// Whether it may be left out, and whether it may be given more than once.
        public let occurrence: Occurrence
        /// Those of an option, such as `-h` and `--help`; none of what is known by its place.
        public let names: [String]
        /// Whether a word of its own follows its name.
        public let takesValue: Bool

        var isPositional: Bool { names.isEmpty }

        /// Whether a usage names it.
        var isNeededOrPlaced: Bool { isPositional || occurrence == .once }

        /// As it stands in a usage.
        var synopsis: String {
            switch occurrence {
            case .once: form
            case .atMostOnce: "[\(form)]"
            case .anyNumber: "[\(form) …]"
            }
        }

        /// How often an argument may stand on one command line.
        public enum Occurrence: Hashable, Sendable {
            case once
            case atMostOnce
            case anyNumber
        }
    }

    /// A command, or a group of commands such as `vault`.
    public struct Command: Hashable, Sendable {
        /// The name after those of the commands above it, the program's first.
        public let path: [String]
        /// What it does, in a sentence.
        public let abstract: String
        /// What else there is to say, in paragraphs; may be empty.
        public let discussion: String
        /// In the order in which help shows them, without hidden ones.
        public let arguments: [Argument]
        /// The commands below it; empty for a command that does something itself.
        public let commands: [Command]
        /// A usage that says more than the arguments do.
        let givenUsage: String?

        func command(named name: String) -> Command? { commands.first { $0.path.last == name } }

        /// A line that says what may stand behind the name.
        func usage(without global: [Argument], _ language: Language) -> String {
            let options = Phrase(en: "[<options>]", zh: "[<选项>]")[language]
            if let givenUsage { return givenUsage }
            let places = commands.isEmpty ? [] : [Phrase(en: "<command>", zh: "<命令>")[language]]
            return (path + [options] + arguments.filter { $0.isNeededOrPlaced && !global.contains($0) }.map(\.synopsis) + places)
                .joined(separator: " ")
        }
    }

    /// The root of all commands, named after the program.
    public let program: Command
    /// The names of commands that are there and that nobody has to know.
    let unlisted: [String]

    /// The commands that do something, in their order.
    public var leaves: [Command] { Self.leaves(of: program) }

    /// The options that every command has.
    public var global: [Argument] {
        guard let first = leaves.first else { return [] }
        return leaves.dropFirst().reduce(first.arguments) { common, command in common.filter(command.arguments.contains) }
    }

    /// The command to which a path of names leads, without the program's; the program itself as far as it leads nowhere.
    func command(at path: [String]) -> Command {
        var command = program
        for name in path {
            guard let next = command.command(named: name) else { break }
            command = next
        }
        return command
    }

    /// The names of the command that arguments begin with.
    func path(in arguments: [String]) -> [String] {
        var command = program
        for argument in arguments {
            guard let next = command.command(named: argument) else { break }
            command = next
        }
        return Array(command.path.dropFirst())
    }

    /// The command whose help arguments ask for, by a flag or by the command `help`; `nil` where they ask for something else.
    public func helpAsked(in arguments: [String]) -> [String]? {
        let given = arguments.prefix { $0 != "--" }
        if given.first == Self.help { return path(in: Array(given.dropFirst())) }
        return given.contains { $0 == "-h" || $0 == "--help" } ? path(in: arguments) : nil
    }

    /// The group of commands that arguments name, and none of its commands. Its help says what could stand there.
    public func groupAlone(in arguments: [String]) -> [String]? {
        let path = path(in: arguments)
        guard !path.isEmpty, !command(at: path).commands.isEmpty else { return nil }
        var rest = arguments.dropFirst(path.count)
        while let argument = rest.popFirst() {
            let name = String(argument.prefix { $0 != "=" })
            guard let option = global.first(where: { $0.names.contains(name) }) else { return nil }
            if option.takesValue, name.count == argument.count, rest.popFirst() == nil { return nil }
        }
        return path
    }

    /// The name of the command that the parser adds.
    static let help = "help"

    /// An option of any command.
    func option(named name: String) -> Argument? {
        (program.arguments + leaves.flatMap(\.arguments)).first { $0.names.contains(name) }
    }

    /// The names of the commands below one, each behind those of the groups that it is in.
    func commandPaths(under command: Command) -> [[String]] {
        command.commands.flatMap { next in [Array(next.path.dropFirst())] + commandPaths(under: next) }
    }

    private static func leaves(of command: Command) -> [Command] {
        command.commands.isEmpty ? [command] : command.commands.flatMap(leaves)
    }

    /// Reads the parser's description of its commands (swift-argument-parser's ToolInfo, version 0); `nil` for anything else. `usages` are
    /// those that commands were given explicitly, by name; the description leaves them out.
    public init?(description: String, usages: [String: String] = [:]) {
        guard let document = try? JSONDocument(parsing: Array(description.utf8)), document.root["serializationVersion"]?.numberText == "0",
            let program = document.root["command"].flatMap({ Self.command($0, above: [], usages) })
        else { return nil }
        self.program = program
        unlisted =
            document.root["command"]?["subcommands"]?.elements.filter { $0["shouldDisplay"]?.bool == false }
            .compactMap { $0["commandName"]?.string } ?? []
    }

    private static func command(_ view: JSONView, above: [String], _ usages: [String: String]) -> Command? {
        guard let name = view["commandName"]?.string else { return nil }
        let path = above + [name]
        let arguments = view["arguments"]?.elements.filter { $0["shouldDisplay"]?.bool != false }.compactMap(argument) ?? []
        // The `help` command that the parser adds is left out.
        let commands =
            view["subcommands"]?.elements.filter { $0["shouldDisplay"]?.bool != false && $0["commandName"]?.string != help } ?? []
        return Command(
            path: path, abstract: view["abstract"]?.string ?? "", discussion: view["discussion"]?.string ?? "", arguments: arguments,
            commands: commands.compactMap { command($0, above: path, usages) }, givenUsage: usages[name])
    }

    private static func argument(_ view: JSONView) -> Argument? {
        let value = view["valueName"]?.string ?? ""
        let names = (view["names"]?.elements ?? []).compactMap { name in
            name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
        }
        let form: String
        switch view["kind"]?.string {
        case "positional"?: form = "<\(value)>"
        case "flag"?: form = names.joined(separator: ", ")
        case "option"?: form = names.joined(separator: ", ") + " <\(value)>"
        case _: return nil
        }
        let occurrence: Argument.Occurrence =
            view["isRepeating"]?.bool == true ? .anyNumber : view["isOptional"]?.bool == true ? .atMostOnce : .once
        let fallback = view["defaultValue"]?.string.map { SpokenLanguage.pick(en: " Default: \($0).", zh: "默认：\($0)。") } ?? ""
        return Argument(
            form: form, abstract: (parsersOwn(names) ?? view["abstract"]?.string ?? "") + fallback, occurrence: occurrence, names: names,
            takesValue: view["kind"]?.string == "option")
    }
    /// What the parser says of the options that it adds by itself, in our words.
    private static func parsersOwn(_ names: [String]) -> String? {
        if names.contains("--help") { return SpokenLanguage.pick(en: "Show this help.", zh: "显示本帮助。") }
        if names.contains("--version") { return SpokenLanguage.pick(en: "Show the version.", zh: "显示版本号。") }
        return nil
    }
}
