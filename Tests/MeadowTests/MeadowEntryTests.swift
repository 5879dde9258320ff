import Core
import Crypto
import Domain
import Testing

@testable import App

/// The form for a key of two fields: pasted, typed, shown as lengths, wiped.
struct MeadowEntryTests {
    /// Every secret is where it belongs, and nowhere else.
    private func check(_ desk: MeadowDesk, _ why: String, location: SourceLocation = #_sourceLocation) {
        #expect(desk.text(.apiKey) == Meadow.key, "\(why)", sourceLocation: location)
        #expect(desk.text(Meadow.privateKeyField) == Meadow.block, "\(why)", sourceLocation: location)
        #expect(desk.verified?.ids == [.apiKey, Meadow.privateKeyField, Meadow.passphraseField], sourceLocation: location)
        for canary in Meadow.canaries {
            #expect(!desk.transcript.contains { $0.contains(canary) }, "\(why): \(canary)", sourceLocation: location)
        }
    }

    @Test func theFormHasTheFieldsOfTheExchange() {
        for (language, words) in [
            (Language.english, ["Access Key", "Private Key", "Paste both values at once", "Only for a private key that is encrypted."]),
            (.simplifiedChinese, ["访问 Key", "私钥", "一次性粘贴两项内容", "仅在私钥已加密时填写。"]),
        ] {
            var desk = MeadowDesk(language: language)
            desk.goToEntry()
            for word in words { #expect(desk.shown.contains { $0.contains(word) }, "\(word)") }
            for word in ["Secret Key", "Passphrase"] { #expect(!desk.shown.contains { $0.contains(word) }) }
        }
    }

    @Test func onePasteFillsBothFields() {
        for text in [
            Meadow.key + "\r\n" + Meadow.lines.joined(separator: "\r\n") + "\r\n",
            "Access Key\n\(Meadow.key)\nPrivate Key\n\(Meadow.block)\n",
            #"{"apiKey":"\#(Meadow.key)","privateKey":"\#(Meadow.lines.joined(separator: "\\n"))\n"}"#,
        ] {
            var desk = MeadowDesk()
            desk.goToEntry()
            desk.paste(text)
            #expect(desk.started.isEmpty, "a line end inside a paste never submits")
            #expect(desk.shown.contains("Mw7…b3r  24 characters") && desk.shown.contains("4 lines, 167 characters"), "\(desk.shown)")
            #expect(desk.shown.contains("Filled in: Access Key, Private Key."))
            desk.press(.enter)
            check(desk, text)
        }
    }

    @Test func aBlockGoesToItsFieldWhereverTheFocusIs() {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.paste(Meadow.block)
        #expect(desk.shown.contains("Filled in: Private Key. Still missing: Access Key."))
        #expect(desk.shown.contains("4 lines, 167 characters"))
        // The focus is where a value is missing.
        desk.type(Meadow.key + "\n")
        check(desk, "block first")
    }

    /// A line end within a block that is typed, or pasted by a terminal that does not say so, belongs to it.
    @Test func typed() {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.type(Meadow.key + "\n" + Meadow.block)
        #expect(desk.started.isEmpty)
        #expect(desk.shown.contains("4 lines, 167 characters"))
        desk.press(.enter)
        check(desk, "typed")
    }

    /// A block that is encrypted is not sent without what opens it, and Enter leads there.
    @Test func anEncryptedBlockWantsItsPassphrase() {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.paste(Meadow.key + "\n" + Meadow.encryptedBlock)
        desk.press(.tab, .enter)
        #expect(desk.started.isEmpty)
        #expect(desk.shown.contains("This field is empty. Paste the value that the exchange showed."))
        desk.type(Meadow.passphrase + "\n")
        #expect(desk.text(Meadow.passphraseField) == Meadow.passphrase && desk.text(Meadow.privateKeyField) == Meadow.encryptedBlock)
        #expect(desk.verified != nil)
        for canary in Meadow.canaries { #expect(!desk.transcript.contains { $0.contains(canary) }, "\(canary)") }
        // One paste with all three needs nothing else.
        var other = MeadowDesk()
        other.goToEntry()
        other.paste("\(Meadow.key)\n\(Meadow.encryptedBlock)\n\(Meadow.passphrase)\n")
        #expect(other.shown.contains("Filled in: Access Key, Private Key, Key Password."))
        other.press(.enter)
        #expect(other.verified != nil)
    }

    @Test func halfABlockIsGoneOnWith() {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.type(Meadow.key + "\n" + Meadow.lines[0] + "\n" + Meadow.lines[1].prefix(3) + "x")
        desk.press(.backspace)
        desk.type(Meadow.lines[1].dropFirst(3) + "\n" + Meadow.lines[2] + "\n" + Meadow.lines[3])
        desk.press(.enter)
        check(desk, "mended")
    }

    @Test func shapesArePointedOutAndNeverRefused() {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.type("short\nno block at all")
        #expect(desk.shown.contains("Unusual for an Access Key: most have 24 letters and digits."))
        desk.press(.enter)
        #expect(desk.text(Meadow.privateKeyField) == "no block at all")
        // A block in the other field cannot travel in a header.
        var other = MeadowDesk()
        other.goToEntry()
        let slot = other.machine.view.secretFocus
        #expect(slot != nil)
        if let slot { other.send(.secretChanged(slot, other.store.fill(slot, with: Array(Meadow.block.utf8)))) }
        #expect(other.shown.contains("This looks like a Private Key."))
        other.press(.tab)
        other.type("x")
        other.press(.enter)
        #expect(other.started.isEmpty)
    }

    @Test func leavingWipesBoth() {
        var desk = MeadowDesk()
        desk.goToEntry()
        desk.paste(Meadow.key + "\n" + Meadow.block)
        #expect(!desk.store.isEmpty)
        desk.press(.escape)
        #expect(desk.store.isEmpty)
    }

    /// Each exchange's form has slots of its own, and nothing stays behind on the way from one to the other.
    @Test func besideOKX() {
        var desk = MeadowDesk([.okx, Meadow.profile])
        desk.goToEntry()
        desk.paste("37c541a1-0000-4000-8000-1b2c3d4e5f60\n1E7E68B0265662BC022CC1FDDED39D60\nTide-gate.2026")
        #expect(desk.shown.contains("Filled in: API Key, Secret Key, Passphrase."))
        // A block is nothing that OKX has.
        desk.paste(Meadow.block)
        #expect(desk.shown.contains { $0.contains("No key was recognised") })
        desk.press(.escape, .escape, .escape, .escape, .escape)
        #expect(desk.store.isEmpty)
        desk.press(.character("a"), .down, .enter, .enter, .enter, .enter)
        desk.paste(Meadow.key + "\n" + Meadow.block)
        desk.press(.enter)
        check(desk, "second exchange")
    }

    @Test func theStoreTakesWhatItWasAskedFor() {
        let store = SecretStore(exchanges: [Meadow.profile])
        let slots = CredentialSlots(Meadow.profile.keyFields.map(\.id), from: 1)
        #expect(slots.all == [Slot(1), Slot(2), Slot(3)] && slots.field(of: Slot(2)) == Meadow.privateKeyField)
        _ = store.fill(Slot(1), with: Array(Meadow.key.utf8))
        #expect(store.key(slots, Meadow.profile.keyFields) == nil)
        guard case .failure(let failure) = store.keyHandle(of: slots, at: Meadow.profile) else {
            Issue.record("a key without its block")
            return
        }
        #expect(failure.cause == .credentialsMalformed && failure.remedy.first?.english == "Enter Access Key and Private Key again.")
        let summary = store.fill(Slot(2), with: Array(Meadow.block.utf8))
        #expect(summary.shape == .pem && summary.lines == 4 && summary.masked == nil && summary.troubles.isEmpty && !summary.canTravel)
        let held = store.key(slots, Meadow.profile.keyFields)
        #expect(held?.values.ids == [.apiKey, Meadow.privateKeyField])
        held?.wipe()
        store.wipe(Slot(1))
        store.wipe(Slot(2))
        #expect(store.isEmpty)
    }
}
