import Crypto
import Testing

@testable import Age

/// Recipients and identities as text.
struct KeyTextTests {
    // From the public test kit; its recipient as the reference program names it.
    private static let identityText = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

    private func isRefused(identity text: String) -> Bool {
        do {
            _ = try X25519Identity(text: SecretBytes(text.utf8))
            return false
        } catch {
            return error == .malformedKey
        }
    }

    private func isRefused(recipient text: String) -> Bool {
        do {
            _ = try X25519Recipient(text: text)
            return false
        } catch {
            return error == .malformedKey
        }
    }

    @Test func identityKeepsItsText() throws {
        let identity = try X25519Identity(text: SecretBytes(Self.identityText.utf8))
        #expect(try identity.text().isEqual(to: SecretBytes(Self.identityText.utf8)))
        #expect(try identity.recipient.text() == "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef")
    }

    @Test func newKeysKeepTheirText() throws {
        for _ in 0..<50 {
            let identity = try X25519Identity.generate()
            #expect(try X25519Identity(text: identity.text()).recipient == identity.recipient)
            #expect(try X25519Recipient(text: identity.recipient.text()) == identity.recipient)
        }
    }

    @Test func anyOtherCharacterIsRefused() throws {
        let recipient = try X25519Identity.generate().recipient.text()
        for (text, isRefused) in [(Self.identityText, isRefused(identity:)), (recipient, isRefused(recipient:))] {
            #expect(!isRefused(text))
            for place in text.indices {
                for other in ["q", "Q", "p", "7", "1", "b", " ", "é"] where String(text[place]) != other {
                    #expect(isRefused(text.replacingCharacter(at: place, with: other)), "\(place) \(other)")
                }
                #expect(isRefused(String(text[..<place])))
            }
            #expect(isRefused(text + "q"))
            #expect(isRefused(text.uppercased() == text ? text.lowercased() : text.uppercased()))
        }
    }

    @Test func printingAnIdentityShowsNothing() throws {
        let identity = try X25519Identity(text: SecretBytes(Self.identityText.utf8))
        var shown = "\(identity)"
        dump(identity, to: &shown)
        #expect(!shown.contains("EGTZV"))
        let bytes = identity.secretKey.withUnsafeBytes { Array($0) }
        #expect(!shown.contains("- \(bytes[0])\n        - \(bytes[1])"))
    }
}

extension String {
    fileprivate func replacingCharacter(at place: Index, with other: String) -> String {
        String(self[..<place]) + other + String(self[index(after: place)...])
    }
}
