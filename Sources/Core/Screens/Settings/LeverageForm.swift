import Domain

/// Two fields in which the user names an instrument and a leverage.
struct LeverageForm: Hashable, Sendable {
    private(set) var instrument: LineEditor
    private(set) var leverage: LineEditor
    private(set) var field = Field.leverage
    /// The field whose content is not valid.
    private(set) var objection: Field?

    enum Field: Hashable, Sendable {
        case instrument
        case leverage
    }

    init(_ settingsTarget: SettingsTarget, proposal: String?) {
        instrument = LineEditor(settingsTarget.instrument ?? proposal ?? "", limit: 64)
        leverage = LineEditor(settingsTarget.leverage?.plain ?? "", limit: 12)
    }

    /// The meaning of the fields; an empty one asks for nothing in particular.
    private var settingsTarget: (instrument: String?, leverage: Amount?)? {
        let (name, number) = (instrument.text, leverage.text)
        guard name.isEmpty || SettingsTarget.isInstrument(name) else { return nil }
        let amount = SettingsTarget.leverage(number)
        guard number.isEmpty || amount != nil else { return nil }
        return (name.isEmpty ? nil : name, amount)
    }

    /// The target of the form, or `nil` after focusing the field that is not valid.
    mutating func submit() -> SettingsTarget? {
        if let settingsTarget {
            objection = nil
            return SettingsTarget(instrument: settingsTarget.instrument, leverage: settingsTarget.leverage)
        }
        objection = instrument.text.isEmpty || SettingsTarget.isInstrument(instrument.text) ? .leverage : .instrument
        field = objection ?? field
        return nil
    }

    mutating func otherField() {
        field =
            switch field {
            case .instrument: .leverage
            case .leverage: .instrument
            }
    }

    /// Ids of instruments are in capitals, so lower-case letters are converted.
    mutating func insert(_ scalar: Unicode.Scalar) {
        let letter = String(Character(scalar))
        objection = nil
        switch field {
        case .instrument: instrument.insert(scalar.isASCII ? letter.uppercased() : letter)
        case .leverage: leverage.insert(letter)
        }
    }

    mutating func edit(_ change: (inout LineEditor) -> Void) {
        objection = nil
        switch field {
        case .instrument: change(&instrument)
        case .leverage: change(&leverage)
        }
    }

    /// `sample`: an instrument of the exchange, to show what one looks like.
    func blocks(_ text: Text, sample: String) -> [Block] {
        func entry(_ which: Field, _ label: String, _ editor: LineEditor, _ placeholder: String, _ complaint: String) -> Block.Field {
            Block.Field(
                label: label, content: .text(editor.text, cursor: editor.cursor, placeholder: placeholder),
                focus: which == field ? .chosen : .none,
                remarks: objection == which ? [Span(complaint, .bad)] : [])
        }
        let words = text.futures
        return [
            .paragraph([Span(words.leverageLead)], indent: 1), .spacer,
            .fields([
                entry(
                    .instrument, words.instrument, instrument, words.instrumentPlaceholder.replacing("{instrument}", with: sample),
                    words.noInstrument.replacing("{instrument}", with: sample)),
                entry(.leverage, words.leverage, leverage, words.leveragePlaceholder, words.noLeverage),
            ]),
        ]
    }
}
