import Domain

/// The values that labels are written to, and whether they are those of one key.
struct LabelledValues {
    private(set) var values: [KeyField.ID: ParsedPaste.Value] = [:]
    /// Scalars taken off the edges of the values.
    private(set) var trimmed = 0
    /// Whether a field stands twice, with two values.
    private(set) var hasTwoKeys = false

    private let bytes: UnsafeRawBufferPointer
    private let words: PasteVocabulary

    init(_ lines: [PasteLine], _ bytes: UnsafeRawBufferPointer, _ words: PasteVocabulary) {
        self.bytes = bytes
        self.words = words
        var pending: PasteLabel?
        var owner = PasteLabel.Owner.unnamed
        for (index, line) in lines.enumerated() {
            let label = pending
            pending = nil
            switch line.reading {
            case .comment: continue
            // A value may end in a colon.
            case .heading(.unnamed, .part) where label?.field != nil:
                if let field = label?.field {
                    keep(field, ParsedPaste.Value(range: line.range, coding: .verbatim), removed: line.removed)
                }
            case .heading(let named, let scope):
                switch (named, scope) {
                case (.ours, _), (.another, _): owner = named
                case (.unnamed, .whole): owner = .unnamed
                case (.unnamed, .part): break
                }
            case .bare:
                if let field = label?.field, owner != .another {
                    keep(field, ParsedPaste.Value(range: line.range, coding: .verbatim), removed: line.removed)
                }
            case .labelled(let own, let value, let coding, let removed):
                guard owner != .another else { continue }
                // A passphrase on a line of its own may look like a labelled value.
                if let field = label?.field, words.isFree(field), index == lines.count - 1 {
                    keep(field, ParsedPaste.Value(range: line.range, coding: .verbatim), removed: line.removed)
                } else if let field = own.field {
                    keep(field, ParsedPaste.Value(range: value, coding: coding), removed: line.removedBehind + removed)
                }
            // The markers of a PEM block tell what it is, whatever label stands beside it.
            case .block(let own, let value):
                guard owner != .another else { continue }
                let blocks = words.fields(.pem)
                let named = [own?.field, label?.field].compactMap(\.self).first { id in blocks.contains { $0.id == id } }
                if let field = named ?? blocks.first?.id {
                    keep(field, ParsedPaste.Value(range: value, coding: .verbatim, form: .pem), removed: 0)
                }
            case .label(let own):
                pending = own
            }
        }
    }

    private mutating func keep(_ field: KeyField.ID, _ value: ParsedPaste.Value, removed: Int) {
        guard !value.range.isEmpty else { return }
        if let earlier = values[field] {
            guard !isSame(earlier, value) else { return }
            // "Key" and "password" are labels of other things too; the value with the field's shape wins.
            let usual = words.fields[field]?.shape
            switch (shape(earlier) == usual, shape(value) == usual) {
            case (true, false): return
            case (false, true): break
            case (true, true), (false, false):
                hasTwoKeys = true
                return
            }
        }
        values[field] = value
        trimmed += removed
    }

    private func isSame(_ first: ParsedPaste.Value, _ second: ParsedPaste.Value) -> Bool {
        first.withBytes(of: bytes) { first in second.withBytes(of: bytes) { first.elementsEqual($0) } }
    }

    private func shape(_ value: ParsedPaste.Value) -> SecretSummary.Shape {
        value.withBytes(of: bytes) { SecretInspection.shape(of: $0) }
    }
}
