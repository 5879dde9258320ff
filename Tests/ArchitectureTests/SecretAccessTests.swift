import Foundation
import Testing

/// Which files may read the bytes of secrets. All others hold handles, and pass requests to the signer.
struct SecretAccessTests {
    /// Folders and files under `Sources` in which memory is lent, each with what lies in it.
    static let readers: [String: String] = [
        "Crypto/": "locks, derives, encrypts and signs",
        "Age/": "seals and opens the vault's file",
        "Vault/": "writes and reads the vault's document",
        "JSON/": "reads documents, of which some hold secrets",
        "HTTP/": "puts lines and bodies on the wire that the signer has filled",
        "Session/Signing/": "the signer",
        "Session/Secrets/": "characters of text that is typed",
        "Session/OAuth/": "what a browser brings back, which is no key",
        "App/Secrets/": "the store of what is typed and pasted",
        "App/Passphrases/": "passphrases of the vault",
        "Commands/Input/CredentialInput.swift": "what comes on standard input",
        "Commands/Input/HiddenKeyboard.swift": "what is typed unseen",
        "Commands/Input/PassphraseInput.swift": "passphrases of the vault",
        "Exchanges/Kit/SecretBytes+JSON.swift": "a secret that comes in a reply",
        "Exchanges/OKX/OKXPassphrase.swift": "a passphrase in the making",
        "App/OAuth/ClientSecret.swift": "by which an exchange knows the program",
        "App/Configuration/FileContent.swift": "what is read from files, of which some hold secrets",
        "Terminal/": "keys that are pressed",
        "Sandbox/": "keys that are worth nothing",
        "tidegate-bench/": "keys that are worth nothing",
    ]

    /// Other files that lend memory which never is a secret's.
    static let harmless: Set<String> = [
        "Commands/Doctor/FileInspection.swift", "App/Surfaces/CommandOutput.swift", "App/Driver/OwnAddresses.swift",
        "App/Export/Exporter.swift",
    ]

    private static func sources() throws -> [(name: String, text: String)] {
        let folder = ImportTests.root.appending(path: "Sources")
        let names = try #require(FileManager.default.enumerator(atPath: folder.path()))
        return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map {
            ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
        }
    }

    @Test func nobodyElseLendsMemory() throws {
        for (name, text) in try Self.sources() where text.contains("withUnsafeBytes") {
            let isReader = Self.readers.keys.contains { name.hasPrefix($0) } || Self.harmless.contains(name)
            #expect(isReader, "\(name) reads bytes, which may be those of a key")
        }
    }

    /// Codes and signatures by keys are made in one place; the vault's format has codes of its own.
    @Test func nobodyElseSigns() throws {
        for (name, text) in try Self.sources() where !name.hasPrefix("Crypto/") {
            let isSigner = name.hasPrefix("Session/Signing/")
            for word in ["HMACSHA256", "PrivateKey("] where text.contains(word) {
                #expect(isSigner || name.hasPrefix("Age/") || name.hasPrefix("Sandbox/"), "\(name) says \(word)")
            }
        }
    }

    /// The pure part knows keys only by the names of their fields, except for keys that an exchange creates.
    @Test func adaptersHoldNoSecrets() throws {
        for (name, text) in try Self.sources() where name.hasPrefix("Exchanges/") && text.contains("SecretBytes") {
            #expect(
                [
                    "AuthorizationAdapter.swift", "SecretBytes+JSON.swift", "OKXAdapter+Authorization.swift", "OKXAuthorization.swift",
                    "OKXPassphrase.swift",
                ].contains { name.hasSuffix("/" + $0) }, "\(name) holds secrets")
        }
    }
}
