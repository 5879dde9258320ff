import Core
import Crypto
import Domain
import TestSupport
import Testing

@testable import App

@Suite struct SecretStoreTests {
    private let slots = CredentialSlots(apiKey: Slot(1), secretKey: Slot(2), passphrase: Slot(3))

    @Test func typesAndTakesBackWholeCharacters() {
        let store = SecretStore(exchanges: [.okx])
        var summary = SecretSummary.empty
        for scalar in "aé密😀".unicodeScalars { summary = store.type(scalar, into: Slot(1)) }
        #expect(summary.length == 4)
        #expect(summary.troubles.map(\.position) == [2, 3, 4])
        #expect(store.edit(Slot(1), .removeLast).length == 3)
        #expect(store.edit(Slot(1), .removeLast).length == 2)
        #expect(store.edit(Slot(1), .removeLast).length == 1)
        #expect(store.edit(Slot(1), .removeLast) == .empty)
        #expect(store.edit(Slot(1), .removeLast) == .empty)
    }

    @Test func namesShapes() {
        let store = SecretStore(exchanges: [.okx])
        let key = store.fill(Slot(1), with: Array("37c541a1-1111-2222-3333-10fe7a038418".utf8))
        #expect(key.shape == .uuid && key.masked == "37c…418" && key.canTravel)
        let secret = store.fill(Slot(1), with: Array("22582BD0CFF14C41EDBF1AB98506286D".utf8))
        #expect(secret.shape == .hexadecimal32 && secret.masked == nil)
        #expect(store.fill(Slot(1), with: Array("Tide-gate.2026".utf8)).shape == .passphraseRule)
        let odd = store.fill(Slot(1), with: Array("a b\tc\u{200B}ａ“”\u{7F}é".utf8))
        #expect(odd.shape == .other && !odd.canTravel && odd.masked == nil)
        #expect(odd.troubles.map(\.character) == [.space, .tab, .invisible, .fullWidth, .curlyQuote, .curlyQuote, .control, .notASCII])
    }

    @Test func pastesIntoSlots() {
        let store = SecretStore(exchanges: [.okx])
        let findings = paste("\(SampleKey.apiKey)\n\(SampleKey.secretKey)\n\(SampleKey.passphrase)\n", into: store)
        #expect(findings.layout == .bareLines && findings.lines == 3 && findings.extent == .whole)
        #expect(findings.credentials[.apiKey]?.masked == "37c…418")
        #expect(store.release(findings.paste) == nil)
        for credential in Credential.allCases { _ = store.take(credential, from: findings.paste, into: slots[credential]!) }
        store.discard(findings.paste)
        #expect(store.take(.apiKey, from: findings.paste, into: Slot(9)) == .empty)
        let key = store.key(slots)
        store.wipeAll()
        #expect(store.isEmpty)
        // A job's copies outlive the wipe.
        let text = key?.values[.passphrase]?.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        #expect(text == SampleKey.passphrase)
    }

    @Test func takingReplacesAndAppendingAppends() {
        let store = SecretStore(exchanges: [.okx])
        for scalar in "old".unicodeScalars { _ = store.type(scalar, into: Slot(1)) }
        let labelled = paste("API Key: \(SampleKey.apiKey)", into: store)
        #expect(store.take(.apiKey, from: labelled.paste, into: Slot(1)).shape == .uuid)
        #expect(store.take(.passphrase, from: labelled.paste, into: Slot(1)).shape == .uuid)
        let single = paste("  xyz \n", into: store)
        #expect(store.append(single.paste, to: Slot(1)).length == 39)
    }

    @Test func releasesNames() {
        let store = SecretStore(exchanges: [.okx])
        let name = paste(" bot\u{202E} one\u{7}\n", into: store)
        #expect(name.secrecy == .plainText)
        #expect(store.release(name.paste) == "bot one")
        #expect(store.release(paste(SampleKey.passphrase, into: store).paste) == nil)
        #expect(store.release(paste("two\nlines", into: store).paste) == nil)
    }

    @Test func boundsPastes() {
        let store = SecretStore(exchanges: [.okx])
        store.pasteBegan()
        let page = [UInt8](repeating: UInt8(ascii: "x"), count: 4_096)
        for _ in 0..<500 { page.withUnsafeBytes { store.paste($0) } }
        let findings = store.pasteEnded()
        #expect(findings.extent == .cut && findings.secrecy == .mayBeSecret && findings.length == SecretStore.longestPasteBytes)
        #expect(store.append(findings.paste, to: Slot(1)).length == SecretStore.longestValueBytes)
        #expect(store.type("y", into: Slot(1)).length == SecretStore.longestValueBytes)
    }

    @Test func keepsFewPastes() {
        let store = SecretStore(exchanges: [.okx])
        let first = paste("one", into: store)
        for _ in 0..<SecretStore.waitingPastes { _ = paste("more", into: store) }
        #expect(store.append(first.paste, to: Slot(1)) == .empty)
    }

    @Test func wipesOneSlot() {
        let store = SecretStore(exchanges: [.okx])
        for slot in slots.all { _ = store.fill(slot, with: [0x61]) }
        store.wipe(slots.secretKey)
        #expect(store.summary(slots.secretKey) == .empty)
        #expect(store.summary(slots.apiKey).length == 1)
        #expect(store.key(slots) == nil)
    }

    @Test func showsNothingWhenDumped() {
        let store = SecretStore(exchanges: [.okx])
        _ = store.fill(Slot(1), with: Array("canary-Value-1".utf8))
        _ = paste("canary-Value-2", into: store)
        var text = ""
        dump(store, to: &text)
        #expect(!text.contains("canary"))
        #expect(!String(reflecting: store).contains("canary"))
    }

    private func paste(_ text: String, into store: SecretStore) -> PasteFindings {
        store.pasteBegan()
        // In two parts, as a terminal may send it.
        let bytes = Array(text.utf8)
        for part in [bytes.prefix(bytes.count / 2), bytes.suffix(bytes.count - bytes.count / 2)] {
            Array(part).withUnsafeBytes { store.paste($0) }
        }
        return store.pasteEnded()
    }
}
