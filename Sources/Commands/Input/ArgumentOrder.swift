/// Allows global options before the command, too.
enum ArgumentOrder {
    /// The arguments with such options moved behind the command's name. Anything unexpected is left as it is, for the parser to refuse.
    static func commandFirst(_ arguments: [String]) -> [String] {
        let ordered = nameFirst(arguments)
        guard let name = ordered.first else { return ordered }
        if codeCommands.contains(name) { return [name] + negativeCodeLast(exchangeNamed(Array(ordered.dropFirst()))) }
        guard groups.contains(name) else { return ordered }
        return [name] + nameFirst(Array(ordered.dropFirst()))
    }

    /// Turns an exchange before the code into `--exchange`.
    private static func exchangeNamed(_ arguments: [String]) -> [String] {
        var places: [Int] = []
        var index = 0
        var isOption = true
        while index < arguments.count {
            let argument = arguments[index]
            if isOption, argument == "--" {
                isOption = false
            } else if isOption, valued.contains(argument) || valuedWithCode.contains(argument) {
                index += 1
            } else if !isOption || !argument.hasPrefix("-") || isNegativeNumber(argument) {
                places.append(index)
            }
            index += 1
        }
        guard places.count == 2, !arguments.contains(where: { $0 == exchange || $0.hasPrefix(exchange + "=") }) else { return arguments }
        var others = arguments
        return [exchange, others.remove(at: places[0])] + others
    }

    /// A code such as `-30006` looks like an option, so it is moved to the end, behind a terminator.
    private static func negativeCodeLast(_ arguments: [String]) -> [String] {
        guard !arguments.contains("--"), let place = arguments.firstIndex(where: isNegativeNumber) else { return arguments }
        var others = arguments
        let code = others.remove(at: place)
        return others + ["--", code]
    }

    private static func isNegativeNumber(_ argument: String) -> Bool {
        argument.hasPrefix("-") && argument.utf8.count > 1
            && argument.utf8.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func nameFirst(_ arguments: [String]) -> [String] {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if flags.contains(argument) || valued.contains(where: { argument.hasPrefix($0 + "=") }) {
                index += 1
            } else if valued.contains(argument), index + 1 < arguments.count {
                index += 2
            } else {
                break
            }
        }
        guard index > 0, index < arguments.count, !arguments[index].hasPrefix("-") else { return arguments }
        return [arguments[index]] + arguments[..<index] + arguments[(index + 1)...]
    }

    /// The commands whose argument is a code of an exchange.
    private static let codeCommands: Set<String> = ["explain"]
    private static let exchange = "--exchange"
    private static let valuedWithCode: Set<String> = [exchange, "--host"]
    /// The commands that only group others.
    private static let groups: Set<String> = ["vault"]
    private static let flags: Set<String> = ["--json", "--plain"]
    private static let valued: Set<String> = ["--home", "--lang", "--theme", "--passphrase-file"]
}
