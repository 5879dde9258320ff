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
    }

    /// The root of all commands, named after the program.
    public let program: Command

    /// The commands that do something, in their order.
    public var leaves: [Command] { Self.leaves(of: program) }

    /// The options that every command has.
    public var global: [Argument] {
        guard let first = leaves.first else { return [] }
        return leaves.dropFirst().reduce(first.arguments) { common, command in common.filter(command.arguments.contains) }
    }

    private static func leaves(of command: Command) -> [Command] {
        command.commands.isEmpty ? [command] : command.commands.flatMap(leaves)
    }

    /// Reads the parser's description of its commands (swift-argument-parser's ToolInfo, version 0); `nil` for anything else.
    public init?(description: String) {
        guard let document = try? JSONDocument(parsing: Array(description.utf8)), document.root["serializationVersion"]?.numberText == "0",
            let program = document.root["command"].flatMap({ Self.command($0, above: []) })
        else { return nil }
        self.program = program
    }

    private static func command(_ view: JSONView, above: [String]) -> Command? {
        guard let name = view["commandName"]?.string else { return nil }
        let path = above + [name]
        let arguments = view["arguments"]?.elements.filter { $0["shouldDisplay"]?.bool != false }.compactMap(argument) ?? []
        // The `help` command that the parser adds is left out.
        let commands =
            view["subcommands"]?.elements.filter { $0["shouldDisplay"]?.bool != false && $0["commandName"]?.string != "help" } ?? []
        return Command(
            path: path, abstract: view["abstract"]?.string ?? "", discussion: view["discussion"]?.string ?? "", arguments: arguments,
            commands: commands.compactMap { command($0, above: path) })
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
        let fallback = view["defaultValue"]?.string.map { " Default: \($0)." } ?? ""
        return Argument(form: form, abstract: (view["abstract"]?.string ?? "") + fallback, occurrence: occurrence)
    }
}
