import Core
import Crypto
import Domain
import Exchanges
import HTTP
import TestSupport
import Testing

@testable import App
@testable import Session

/// A private key that nobody else has is pasted, opened, signs, and is locked away: then nothing of it is in the memory of the process.
struct MeadowMemoryTests {
    /// An Ed25519 key in PKCS #8, and its block of lines.
    private func made() throws -> (der: SecretBytes, block: SecretBytes) {
        let seed = try SecureRandom.secretBytes(32)
        let der = try SecretBytes(capacity: 48)
        for byte in [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20] as [UInt8] {
            try der.append(byte)
        }
        try der.append(seed)
        seed.wipe()
        let text = try Base64.encodeSecret(der)
        let block = try SecretBytes(capacity: 200)
        for byte in "-----BEGIN PRIVATE KEY-----\n".utf8 { try block.append(byte) }
        try block.append(text)
        for byte in "\n-----END PRIVATE KEY-----\n".utf8 { try block.append(byte) }
        text.wipe()
        return (der, block)
    }

    private func inverted(_ secret: SecretBytes, _ range: Range<Int>) -> [UInt8] {
        secret.withUnsafeBytes { bytes in range.map { ~bytes[$0] } }
    }

    @Test func nothingIsLeftAfterLocking() throws {
        let (der, block) = try made()
        let traces = [inverted(der, 20..<44), inverted(block, 52..<80)]
        let store = SecretStore(exchanges: [Meadow.profile])
        let slots = CredentialSlots(Meadow.profile.keyFields.map(\.id), from: 1)
        _ = store.fill(Slot(1), with: Array(Meadow.key.utf8))
        store.pasteBegan()
        block.withUnsafeBytes { store.paste($0) }
        let findings = store.pasteEnded(PasteVocabulary(Meadow.profile, among: [Meadow.profile]))
        #expect(store.take(Meadow.privateKeyField, from: findings.paste, into: Slot(2)).shape == .pem)
        store.discard(findings.paste)
        block.wipe()

        let typed = try store.keyHandle(of: slots, at: Meadow.profile).get()
        #expect(KeyPreparation.isNeeded(for: typed.values, of: Meadow.profile.keyFields))
        let key = KeyHandle(try KeyPreparation.ready(typed.values, of: Meadow.profile.keyFields).get())
        store.put(key.values, into: slots)
        let kept = try store.keyHandle(of: slots, at: Meadow.profile).get()
        #expect(!KeyPreparation.isNeeded(for: kept.values, of: Meadow.profile.keyFields))
        kept.wipe()
        let request = UnsignedRequest(
            origin: "https://api.meadow.example", target: "/x", headers: [.init("S", [.signature()])],
            signature: SignatureRule([.text("x")], [.ed25519(Meadow.privateKeyField)]))
        _ = try Signer(key).sign(request).get()
        #expect(try MemorySearch.count(ofInverted: traces) > 0, "the search finds what there is")

        // Locking, while a job has the key.
        store.wipeAll()
        key.wipe()
        #expect(Signer(key).sign(request).failure == .wiped)
        der.wipe()
        #expect(try MemorySearch.count(ofInverted: traces) == 0)
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
