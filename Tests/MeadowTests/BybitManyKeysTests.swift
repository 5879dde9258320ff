import Core
import Domain
import Exchanges
import Foundation
import Synchronization
import Testing

@testable import App
@testable import Crypto
@testable import Session
@testable import Vault

/// Two hundred RSA keys of 4096 bits in locked memory, in the vault and out of it. In a process of its own, for it takes nearly all of it.
@Suite struct BybitManyKeysTests {
    fileprivate static let count = 200
    fileprivate static let passphrase = "correct horse"

    fileprivate static func document() throws -> ConnectionsDocument {
        var document = ConnectionsDocument()
        for number in 0..<count {
            try document.add(
                StoredConnection(
                    name: "c\(number)", exchange: "bybit", site: "global", siteOrigin: .builtIn, environment: .live, method: .apiKey,
                    futures: .used, withdrawal: .refused,
                    credentials: StoredCredentials(
                        KeyValues(apiKey: SecretBytes(apiKey(number).utf8), [(.privateKey, SecretBytes(BybitKeys.kept("rsa4096").utf8))])),
                    addedAt: nil))
        }
        return document
    }

    fileprivate static func apiKey(_ number: Int) -> String { "ABCDEFGHIJKLMNO" + String(format: "%03d", number) }

    /// A request that Bybit would take.
    fileprivate static func isSigned(_ key: KeyHandle) -> Bool {
        let request = UnsignedRequest(
            origin: "https://api.bybit.com", target: "/v5/user/query-api", headers: [.init("X-BAPI-SIGN", [.signature()])],
            signature: SignatureRule([.text("1700000000000"), .value(.apiKey), .text("5000")], [.rsaSHA256(.privateKey)]))
        if case .success = Signer(key).sign(request) { return true }
        return false
    }

    @Test(.enabled(if: ProcessGuard.lockedMemoryBytes >= 2 << 20)) func allFitAndOneIsReplaced() async {
        await #expect(processExitsWith: .success) {
            let path = FileManager.default.temporaryDirectory.path + "/many-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: path) }
            let file = VaultFile(path: path + "/vault.age", workFactor: 10)
            try file.create(passphrase: SecretBytes(BybitManyKeysTests.passphrase.utf8), document: BybitManyKeysTests.document()).lock()

            let service = VaultService(file: file, exchanges: [.bybit], history: .kept)
            func perform(_ command: VaultCommand, _ key: KeyHandle? = nil) async throws -> [VaultRecord] {
                let request = VaultRequest(
                    ticket: Ticket(1), command: command, passphrase: SecretBytes(BybitManyKeysTests.passphrase.utf8), key: key)
                return try await withCheckedContinuation { continuation in
                    service.carryOut(request, awaited: { _ in }) { continuation.resume(returning: $0.result) }
                }.get()
            }
            let store = SecretStore(exchanges: [.bybit])
            var slots = VaultSlots()
            let unlock = VaultCommand.unlock(passphrase: Slot(-1), .current)
            let listed = slots.place(try await perform(unlock), after: unlock, in: store)
            #expect(listed.count == BybitManyKeysTests.count)

            // Each is on its way to be read at once, and signs.
            let fields = ExchangeProfile.bybit.keyFields
            let jobs = listed.compactMap { store.key($0.target.slots, fields) }
            #expect(jobs.count == BybitManyKeysTests.count)
            for number in [0, 99, 199] { #expect(BybitManyKeysTests.isSigned(jobs[number])) }

            // One in their midst gets another key, in the vault and in its slot, while they are under way.
            let target = AccessTarget(
                exchange: "bybit", site: ExchangeProfile.bybit.sites[0], environment: .live,
                slots: CredentialSlots(fields.map(\.id), from: 5_000))
            let typed = try #require(target.slots[.privateKey])
            _ = store.fill(target.slots.apiKey, with: Array("ZYXWVUTSRQPONMLKJI".utf8))
            _ = store.fill(typed, with: Array(BybitKeys.block("rsa4096").utf8))
            let entered = try store.keyHandle(of: target.slots, at: .bybit).get()
            let ready = KeyHandle(try KeyPreparation.ready(entered.values, of: fields).get())
            store.put(ready.values, into: target.slots)
            let replace = VaultCommand.replace(name: "c77", target)
            let after = slots.place(try await perform(replace, ready), after: replace, in: store)
            #expect(after.count == BybitManyKeysTests.count && after[77].name == "c77")
            for (number, connection) in after.enumerated() {
                let isOther = number == 77
                #expect(connection.target.slots == (isOther ? target.slots : listed[number].target.slots), "\(number)")
            }
            for job in jobs { job.wipe() }
            let now = try #require(store.key(after[77].target.slots, fields))
            #expect(BybitManyKeysTests.isSigned(now))
            #expect(now.values.apiKey.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } == "ZYXWVUTSRQPONMLKJI")
            // And it is in the file.
            let stored = try file.open(passphrase: SecretBytes(BybitManyKeysTests.passphrase.utf8)).document()
            let kept = try #require(stored["c77"]).credentials.apiKey
            #expect(try kept.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } == "ZYXWVUTSRQPONMLKJI")
        }
    }
}
