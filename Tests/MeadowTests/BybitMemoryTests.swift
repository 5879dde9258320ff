import Core
import Domain
import Exchanges
import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import App
@testable import Commands
@testable import Crypto
@testable import Session

/// An RSA key signs for Bybit and is wiped: then nothing of its lines, of its DER and of the numbers in it is in the memory of the process,
/// neither as they are written nor the other way round, as the library has them in its words. Each test has a process of its own, for other
/// tests read the same keys.
@Suite struct BybitMemoryTests {
    /// What is searched for, every bit turned round.
    struct Traces {
        let patterns: [[UInt8]]

        /// Of the key of 4096 bits: d, p, q and what follows from them, in both orders, and pieces of its lines.
        init(_ block: SecretBytes) throws {
            let key = try PrivateKey(pem: block, passphrase: nil)
            defer { key.wipe() }
            var patterns: [[UInt8]] = []
            key.der.withUnsafeBytes { bytes in
                for place in [620, 1_200, 1_500, 1_800, 2_050] {
                    let piece = (place..<place + 24).map { ~bytes[$0] }
                    patterns += [piece, piece.reversed()]
                }
            }
            block.withUnsafeBytes { bytes in
                for line in [12, 24, 40] { patterns.append((28 + 65 * line + 8..<28 + 65 * line + 48).map { ~bytes[$0] }) }
            }
            self.patterns = patterns
        }

        func count() throws -> Int { try MemorySearch.count(ofInverted: patterns) }
    }

    /// Bybit on this computer, which knows no key, and who asks it.
    struct Place {
        let host: ScriptedExchange
        let transport = HTTPTransport(userAgent: "tidegate-tests")

        init(_ seen: @escaping @Sendable (_ target: String) -> Void = { _ in }) throws {
            host = try ScriptedExchange { _, target in
                seen(target)
                let now = Int64(Date().timeIntervalSince1970 * 1_000)
                let isOpen = target.hasPrefix("/v5/market/time") || target.hasPrefix("/v5/system/status")
                return ScriptedExchange.Reply(
                    isOpen
                        ? #"{"retCode":0,"retMsg":"OK","result":{},"retExtInfo":{},"time":\#(now)}"#
                        : #"{"retCode":10003,"retMsg":"API key is invalid.","result":{},"retExtInfo":{},"time":\#(now)}"#)
            }
        }

        func verify(_ key: KeyHandle) async -> Result<AccountSnapshot, Failure> {
            let site = Site(
                id: "lab", name: Phrase(verbatim: "Lab"),
                places: [.live: SiteAddresses(web: host.origin, [BybitHosts.rest: host.origin])], origin: .configured)
            let reader = AccountReader(transport: transport, limits: ReadingLimits(), budget: RateBudget())
            return await reader.verify(AccountRequest(exchange: "bybit", site: site, environment: .live, key: key)) { _, _ in }
        }

        func close() {
            transport.shutDown()
            host.close()
        }
    }

    fileprivate static let fields = ExchangeProfile.bybit.keyFields

    /// Pasted into the form, and signed with; the connection fails, and the form is left.
    @Test func afterAFailedConnectionAndLocking() async {
        await #expect(processExitsWith: .success) {
            let block = try BybitKeys.secretBlock("rsa4096")
            let traces = try Traces(block)
            let store = SecretStore(exchanges: [.bybit])
            let slots = CredentialSlots(BybitMemoryTests.fields.map(\.id), from: 1)
            _ = store.fill(Slot(1), with: Array(BybitKeys.key.utf8))
            store.pasteBegan()
            block.withUnsafeBytes { store.paste($0) }
            block.wipe()
            let findings = store.pasteEnded(PasteVocabulary(.bybit, among: [.bybit]))
            let privateKey = try #require(slots[.privateKey])
            #expect(store.take(.privateKey, from: findings.paste, into: privateKey).shape == .pem)
            store.discard(findings.paste)
            let typed = try store.keyHandle(of: slots, at: .bybit).get()
            let key = KeyHandle(try KeyPreparation.ready(typed.values, of: BybitMemoryTests.fields).get())
            store.put(key.values, into: slots)
            let place = try Place()
            guard case .failure(let failure) = await place.verify(key) else {
                Issue.record("it worked")
                return
            }
            #expect(failure.cause == .keyUnknown)
            #expect(try traces.count() > 0, "the search finds what there is")
            store.wipeAll()
            key.wipe()
            place.close()
            #expect(try traces.count() == 0)
        }
    }

    /// Given on standard input, encrypted; with the right passphrase and with a wrong one.
    @Test func afterACommand() async {
        await #expect(processExitsWith: .success) {
            let block = try BybitKeys.secretBlock("rsa4096")
            let traces = try Traces(block)
            block.wipe()
            for passphrase in [BybitKeys.passphrase, "two oxen"] {
                let input = Pipe()
                let lines = try BybitKeys.secretBlock("encrypted-rsa4096")
                input.fileHandleForWriting.write(Data((BybitKeys.key + "\n").utf8))
                lines.withUnsafeBytes { bytes in
                    #expect(write(input.fileHandleForWriting.fileDescriptor, bytes.baseAddress, bytes.count) == bytes.count)
                }
                lines.wipe()
                input.fileHandleForWriting.write(Data((passphrase + "\n").utf8))
                try input.fileHandleForWriting.close()
                let given = CredentialInput(
                    descriptor: input.fileHandleForReading.fileDescriptor, exchange: .bybit, exchanges: [.bybit], language: .english,
                    signals: try #require(SignalWait([])))
                if passphrase == BybitKeys.passphrase {
                    let key = try given.read()
                    #expect(try traces.count() > 0, "the search finds what there is")
                    let place = try Place()
                    _ = await place.verify(key)
                    place.close()
                    key.wipe()
                } else {
                    #expect(throws: Failure.self) { try given.read() }
                }
                #expect(try traces.count() == 0, "\(passphrase)")
            }
        }
    }

    /// Locked while requests are on their way: they are answered later, and nothing is left before that.
    @Test func whileARequestIsOnItsWay() async {
        await #expect(processExitsWith: .success) {
            let block = try BybitKeys.secretBlock("rsa4096")
            let traces = try Traces(block)
            let values = try KeyPreparation.ready(
                KeyValues(apiKey: SecretBytes(BybitKeys.key.utf8), [(.privateKey, block)]), of: BybitMemoryTests.fields
            ).get()
            let key = KeyHandle(values)
            let signed = Mutex(0)
            let isOver = DispatchSemaphore(value: 0)
            let place = try Place { target in
                guard target.hasPrefix("/v5/user") || target.hasPrefix("/v5/account") else { return }
                signed.withLock { $0 += 1 }
                isOver.wait()
                isOver.signal()
            }
            async let outcome = place.verify(key)
            try await Deadline.until("two requests on their way") { signed.withLock { $0 } >= 2 }
            #expect(try traces.count() > 0, "the search finds what there is")
            key.wipe()
            #expect(try traces.count() == 0)
            isOver.signal()
            if case .success = await outcome { Issue.record("it worked") }
            place.close()
        }
    }
}
