import Foundation
import Testing

/// Calls of the system that are made in one place, where what goes with them is done.
struct OneWayTests {
    /// The calls by the only files that may make them.
    static let ways: [(why: String, calls: [String], files: Set<String>)] = [
        (
            "started programs inherit nothing",
            ["posix_spawn(", "posix_spawnp(", "vfork(", "fork(", "popen(", "system(", "execv(", "execve("], ["CGuard/children.c"]
        ),
        (
            "descriptors are closed in started programs", [" pipe(", " accept(", " dup(", "(dup(", "= accept(", "= dup("],
            ["CGuard/descriptors.c"]
        ),
        (
            "leaving runs no destructors", ["Glibc.exit(", "_exit(", " exit(", "quick_exit("],
            ["CGuard/fatal.c"]
        ),
    ]

    @Test(arguments: ways.indices) func isTakenByEverybody(_ index: Int) throws {
        let way = Self.ways[index]
        let sources = ImportTests.root.appending(path: "Sources").path()
        let names = try #require(FileManager.default.enumerator(atPath: sources))
        var files = 0
        for case let name as String in names
        where [".swift", ".c", ".h"].contains(where: name.hasSuffix) && !name.hasPrefix("tidegate-bench/") {
            files += 1
            guard !way.files.contains(name) else { continue }
            for line in try String(contentsOfFile: sources + "/" + name, encoding: .utf8).split(separator: "\n") {
                let code = line.trimmingCharacters(in: .whitespaces)
                // A declaration of that name is not a call.
                guard !code.hasPrefix("//"), !(" " + code).contains(" func ") else { continue }
                for call in way.calls { #expect(!(" " + code).contains(call), "\(way.why): \(name) calls \(call)): \(code)") }
            }
        }
        #expect(files > 300)
    }
}
