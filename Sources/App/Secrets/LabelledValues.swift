import Domain

/// The values that labels are written to, and whether they are those of one key.
struct LabelledValues {
    private(set) var values: [Credential: ParsedPaste.Value] = [:]
    /// Scalars taken off the edges of the values.
    private(set) var trimmed = 0
    /// Whether a credential stands twice, with two values.
    private(set) var hasTwoKeys = false

    private let bytes: UnsafeRawBufferPointer

    init(_ lines: [PasteLine], _ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        var pending: PasteLabel?
        var owner = PasteLabel.Owner.unnamed
        for (index, line) in lines.enumerated() {
            let label = pending
            pending = nil
            switch line.reading {
            case .comment: continue
            // A value may end in a colon.
            case .heading(.unnamed, .part) where label?.credential != nil:
                if let credential = label?.credential {
                    keep(credential, ParsedPaste.Value(range: line.range, coding: .verbatim), removed: line.removed)
                }
            case .heading(let named, let scope):
                switch (named, scope) {
                case (.ours, _), (.another, _): owner = named
                case (.unnamed, .whole): owner = .unnamed
                case (.unnamed, .part): break
                }
            case .bare:
                if let credential = label?.credential, owner != .another {
                    keep(credential, ParsedPaste.Value(range: line.range, coding: .verbatim), removed: line.removed)
                }
            case .labelled(let own, let value, let coding, let removed):
                guard owner != .another else { continue }
                // A passphrase on a line of its own may look like a labelled value.
                if label == .credential(.passphrase), index == lines.count - 1 {
                    keep(.passphrase, ParsedPaste.Value(range: line.range, coding: .verbatim), removed: line.removed)
                } else if let credential = own.credential {
                    keep(credential, ParsedPaste.Value(range: value, coding: coding), removed: line.removedBehind + removed)
                }
            case .label(let own):
                pending = own
            }
        }
    }

    private mutating func keep(_ credential: Credential, _ value: ParsedPaste.Value, removed: Int) {
        guard !value.range.isEmpty else { return }
        if let earlier = values[credential] {
            guard !isSame(earlier, value) else { return }
            // "Key" and "password" are words for other things too; what has the shape of the thing is the thing.
            let usual: SecretSummary.Shape = credential == .apiKey ? .uuid : credential == .secretKey ? .hexadecimal32 : .passphraseRule
            switch (shape(earlier) == usual, shape(value) == usual) {
            case (true, false): return
            case (false, true): break
            case (true, true), (false, false):
                hasTwoKeys = true
                return
            }
        }
        values[credential] = value
        trimmed += removed
    }

    private func isSame(_ first: ParsedPaste.Value, _ second: ParsedPaste.Value) -> Bool {
        first.withBytes(of: bytes) { first in second.withBytes(of: bytes) { first.elementsEqual($0) } }
    }

    private func shape(_ value: ParsedPaste.Value) -> SecretSummary.Shape {
        value.withBytes(of: bytes) { SecretInspection.shape(of: $0) }
    }
}
