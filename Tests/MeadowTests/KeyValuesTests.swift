import Domain
import Testing

/// Which value belongs to which field is never told by its position.
struct KeyValuesTests {
    private let values = KeyValues(apiKey: 1, [(KeyField.ID("b"), 2), (KeyField.ID("c"), 3)])

    @Test func eachStaysUnderItsField() {
        #expect(values[.apiKey] == 1 && values[KeyField.ID("b")] == 2 && values[KeyField.ID("d")] == nil)
        let doubled = values.map { $0 * 2 }
        #expect(doubled.ids == values.ids && doubled.all == [2, 4, 6])
        struct Refused: Error {}
        #expect(throws: Refused.self) {
            try values.map { (value) throws(Refused) -> Int in if value == 3 { throw Refused() } else { value } }
        }
    }

    @Test func aFieldStandsOnce() {
        let twice = KeyValues(apiKey: 1, [(.apiKey, 9), (KeyField.ID("b"), 2), (KeyField.ID("b"), 8)])
        #expect(twice.ids == [.apiKey, KeyField.ID("b")] && twice.all == [1, 2])
    }

    @Test func swappedSlotsAreThoseOfTheOther() {
        let slots = CredentialSlots([.apiKey, KeyField.ID("b"), KeyField.ID("c")], from: 5)
        let swapped = slots.swapping(.apiKey, KeyField.ID("b"))
        #expect(swapped.apiKey == Slot(6) && swapped[KeyField.ID("b")] == Slot(5) && swapped[KeyField.ID("c")] == Slot(7))
        #expect(swapped.swapping(.apiKey, KeyField.ID("b")) == slots)
        #expect(slots.swapping(KeyField.ID("b"), KeyField.ID("c")).all == [Slot(5), Slot(7), Slot(6)])
    }

    @Test func whatMayBeLeftOut() {
        func field(_ name: String, _ need: KeyField.Need) -> KeyField {
            KeyField(
                id: KeyField.ID(name), name: Phrase(verbatim: name), labels: [], shape: .other, need: need,
                unusualRemark: Phrase(verbatim: ""),
                lookalikeRemark: Phrase(verbatim: ""))
        }
        let fields = [
            field("apiKey", .required), field("secretKey", .required), field("privateKey", .inPlace(of: KeyField.ID("secretKey"))),
            field("privateKeyPassphrase", .optional),
        ]
        func missing(_ names: String...) -> [String] { fields.missing { names.contains($0.name) }.map(\.id.name) }
        #expect(missing() == ["apiKey", "secretKey"] && missing("apiKey") == ["secretKey"])
        #expect(missing("apiKey", "secretKey").isEmpty && missing("apiKey", "privateKey").isEmpty)
        #expect(missing("privateKey", "privateKeyPassphrase") == ["apiKey"])
    }

    @Test func wordsOfTheFields() {
        let fields = ExchangeProfile.okx.keyFields
        #expect(
            fields.names().english == "API Key, Secret Key and Passphrase"
                && fields.names().simplifiedChinese == "API Key、Secret Key 和 Passphrase")
        #expect(fields.commonNames().english == "API key, secret key and passphrase")
        #expect(fields.members == #"{"apiKey","secretKey","passphrase"}"# && fields.number.english == "three")
        #expect(Meadow.profile.keyFields.needed.commonNames().english == "access key and private key")
    }
}
