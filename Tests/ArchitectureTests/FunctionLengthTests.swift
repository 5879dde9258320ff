import Foundation
import Testing

/// A function is as long as what it says fits on a screen of an editor: it is split where its parts have names of their own.
struct FunctionLengthTests {
    static let limit = 60

    @Test(arguments: ["Sources", "Tests"]) func noFunctionIsLongerThanTheLimit(_ folder: String) throws {
        let root = ImportTests.root.appending(path: folder)
        let names = try #require(FileManager.default.enumerator(atPath: root.path()))
        var found = 0
        for case let name as String in names where name.hasSuffix(".swift") {
            for function in Self.functions(in: try String(contentsOf: root.appending(path: name), encoding: .utf8)) {
                found += 1
                #expect(function.lines <= Self.limit, "\(folder)/\(name):\(function.line) has \(function.lines) lines: \(function.head)")
            }
        }
        #expect(found > 1_000)
    }

    @Test func seesEveryKindOfFunction() {
        let found = Self.functions(in: Self.sample)
        #expect(found.map(\.line) == [2, 8, 12, 17, 21, 26, 27, 35, 39])
        #expect(found.map(\.lines) == [5, 3, 4, 3, 4, 7, 3, 3, 3])
    }

    @Test(arguments: [limit, limit + 1]) func countsFromTheFirstLineToTheLast(_ lines: Int) {
        let body = Array(repeating: "        work()", count: lines - 2).joined(separator: "\n")
        #expect(Self.functions(in: "struct Long {\n    func long() {\n\(body)\n    }\n}\n").map(\.lines) == [lines])
    }

    // MARK: Reading

    struct Function {
        /// The number of its first line.
        let line: Int
        let lines: Int
        let head: String
    }

    /// The functions, initializers, subscripts and computed or observed properties that fill more than a line, in text as swift-format
    /// leaves it: a body opens at the end of a line, and the first line that is indented like the head and begins with a brace closes it.
    static func functions(in source: String) -> [Function] {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.compactMap { start in
            guard isHead(lines[start]) else { return nil }
            let indent = lines[start].prefix { $0 == " " }
            func isBeside(_ line: Substring) -> Bool { !line.isEmpty && line.dropFirst(indent.count).first != " " }
            func isContinuation(_ line: Substring) -> Bool { [")", ">", "where ", "{"].contains { line.hasPrefix(indent + $0) } }
            // A head that goes on does so deeper, or beside its first line with what closes its parts.
            guard let opening = lines[start...].firstIndex(where: { $0.hasSuffix("{") || $0.hasSuffix(" in") }),
                lines[start...opening].dropFirst().allSatisfy({ !isBeside($0) || isContinuation($0) }),
                let end = lines[(opening + 1)...].firstIndex(where: isBeside), lines[end].hasPrefix(indent + "}")
            else { return nil }
            return Function(line: start + 1, lines: end - start + 1, head: lines[start].trimmingCharacters(in: .whitespaces))
        }
    }

    /// Whether a line begins a function or a property: attributes, modifiers, and then its word.
    private static func isHead(_ line: Substring) -> Bool {
        var rest = line.utf8.drop { $0 == UInt8(ascii: " ") }
        while rest.first == UInt8(ascii: "@") {
            var depth = 0
            rest = rest.drop { byte in
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                return depth > 0 || byte != UInt8(ascii: " ")
            }.drop { $0 == UInt8(ascii: " ") }
        }
        for word in rest.split(separator: UInt8(ascii: " ")) {
            let name = String(word.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })!
            if ["func", "init", "deinit", "subscript", "var", "let"].contains(name) { return true }
            guard modifiers.contains(name) else { return false }
        }
        return false
    }

    private static let modifiers: Set<String> = [
        "public", "package", "internal", "fileprivate", "private", "static", "class", "final", "override", "required", "convenience",
        "mutating", "nonmutating", "nonisolated", "lazy", "weak", "unowned", "indirect", "borrowing", "consuming",
    ]

    private static let sample = """
        struct Sample {
            func plain() {
                if true {
                    work()
                }
            }

            init() {
                work()
            }

            @Test(arguments: [1, 2]) func withArguments(
                _ number: Int
            ) async throws {
            }

            private(set) var observed = 1 {
                didSet { work() }
            }

            package static func wrapped() -> Result<
                Int, Failure
            > {
            }

            var computed: Int {
                func inner() {
                    work()
                }

                return 1
            }

            let short = 1
            static let closed = call {
                work()
            }

            deinit {
                work()
            }
            func line() { work() }
        }
        """
}
