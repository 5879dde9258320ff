import Foundation
import Testing

/// Reads the import lines under `Sources` against the table of who may import whom. The compiler's own check does not see products
/// of other packages, nor modules of the system.
struct ImportTests {
    /// What each target may import. A target that is not named here fails.
    static let allowed: [String: Set<String>] = [
        "Domain": [],
        "Core": ["Domain"],
        "Themes": ["Domain", "Core", "TOMLKit"],
        "JSON": [],
        "Crypto": ["COpenSSL", "CGuard", "Glibc"],
        "Age": ["Crypto"],
        "Vault": ["Age", "Crypto", "JSON", "Domain", "Glibc"],
        "HTTP": ["CCurl", "Crypto", "Glibc"],
        "Exchanges": ["Domain", "Crypto", "JSON", "HTTP"],
        "Session": ["Domain", "Exchanges", "HTTP", "Crypto", "JSON", "Glibc"],
        "Terminal": ["Domain", "Core", "Themes", "CNcurses", "CGuard", "Glibc"],
        "Sandbox": ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket", "Crypto", "JSON", "Glibc"],
        "App": ours.union(["TOMLKit", "Glibc"]),
        "Commands": ours.union(["App", "Glibc"]),
        "tidegate": ["Commands", "ArgumentParser"],
        "tidegate-bench": ours.union(["ArgumentParser", "Glibc"]),
    ]

    /// What stands below the program.
    private static let ours: Set<String> = [
        "Domain", "Core", "Themes", "JSON", "Crypto", "HTTP", "Exchanges", "Session", "Age", "Vault", "Terminal", "Sandbox",
    ]

    /// Parts of the standard library that have a module of their own; for all but the pure targets.
    static let standard: Set<String> = ["Synchronization", "Swift"]

    /// Targets that hold no Swift.
    static let cTargets: Set<String> = ["CNcurses", "CCurl", "COpenSSL", "CGuard"]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func targets() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path()).sorted()
    }

    @Test func everyTargetIsInTheTable() throws {
        for target in try Self.targets() {
            #expect(Self.allowed[target] != nil || Self.cTargets.contains(target), "\(target) has no row in the table")
        }
        for target in Self.allowed.keys { #expect(try Self.targets().contains(target), "\(target) has no folder") }
    }

    @Test(arguments: allowed.keys.sorted())
    func importsOnlyWhatItMay(target: String) throws {
        let folder = Self.root.appending(path: "Sources/\(target)")
        var files = 0
        let names = try #require(FileManager.default.enumerator(atPath: folder.path()))
        for case let name as String in names where name.hasSuffix(".swift") {
            files += 1
            for line in try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n") {
                guard let module = Self.importedModule(line) else { continue }
                let isStandard = Self.standard.contains(module) && !Self.allowed[target]!.isEmpty
                #expect(isStandard || Self.allowed[target]!.contains(module), "\(target)/\(name) imports \(module)")
                if Self.cTargets.contains(module) {
                    #expect(
                        line.hasPrefix("internal import") || line.hasPrefix("private import"),
                        "\(target)/\(name) imports \(module) publicly")
                }
            }
        }
        #expect(files > 0)
    }

    /// A dependency that a target declares and does not import only makes it wait for a build.
    @Test(arguments: allowed.keys.sorted())
    func declaresOnlyWhatItImports(target: String) throws {
        let declared = try Self.declaredDependencies(of: target)
        let imported = try Self.importedModules(of: target)
        #expect(declared.subtracting(imported).isEmpty, "\(target) declares what it does not import")
    }

    private static func importedModules(of target: String) throws -> Set<String> {
        let folder = root.appending(path: "Sources/\(target)")
        let names = try #require(FileManager.default.enumerator(atPath: folder.path()))
        var modules: Set<String> = []
        for case let name as String in names where name.hasSuffix(".swift") {
            modules.formUnion(
                try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").compactMap(importedModule))
        }
        return modules
    }

    /// The names in the `dependencies` of a target of `Package.swift`.
    private static func declaredDependencies(of target: String) throws -> Set<String> {
        let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let start = try #require(
            manifest.range(of: #"arget\(\s*name: "\#(target)""#, options: .regularExpression), "\(target) is not in Package.swift")
        // Up to where the next target begins.
        let rest = manifest[start.upperBound...]
        let end = rest.range(of: #"\.(executableT|testT|t)arget\("#, options: .regularExpression)?.lowerBound ?? rest.endIndex
        let text = rest[..<end]
        guard let list = text.range(of: #"dependencies: \[[^\]]*\]"#, options: .regularExpression) else { return [] }
        let names = text[list].replacing(#/, package: "[^"]*"/#, with: "").matches(of: #/"([^"]+)"/#).map { String($0.output.1) }
        return Set(names)
    }

    /// The module that a line imports; `nil` for any other line.
    static func importedModule(_ line: Substring) -> String? {
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
        while let first = words.first, first.hasPrefix("@") || ["internal", "private", "public", "package", "fileprivate"].contains(first) {
            words = words.dropFirst()
        }
        guard words.first == "import", var module = words.dropFirst().first else { return nil }
        if ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"].contains(module), let next = words.dropFirst(2).first
        {
            module = next
        }
        return String(module.split(separator: ".")[0])
    }

    @Test func importLinesAreRecognised() {
        #expect(Self.importedModule("import Core") == "Core")
        #expect(Self.importedModule("internal import CCurl") == "CCurl")
        #expect(Self.importedModule("@preconcurrency import struct Foundation.URL") == "Foundation")
        #expect(Self.importedModule("let important = 1") == nil)
    }

    /// The top level holds what was agreed on, and dot-files.
    @Test func topLevelHoldsNothingElse() throws {
        let agreed: Set<String> = ["Package.swift", "Package.resolved", "Sources", "Tests", "themes", "README.md"]
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.root.path()) where !name.hasPrefix(".") {
            #expect(agreed.contains(name), "\(name) is at the top level")
        }
    }
}
