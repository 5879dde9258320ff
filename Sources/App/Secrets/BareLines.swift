import Core
import Domain
import Session

/// The values of a key without labels, a line or a block each, in the order of the fields.
struct BareLines {
    let values: [KeyField.ID: ParsedPaste.Value]
    /// Scalars taken off the edges of the values.
    let trimmed: Int
    /// Whether they came in another order, and their shapes told which is which.
    let isShaped: Bool

    /// `nil` where the lines are not to be read so, or where a value would be missing.
    init?(_ lines: [PasteLine], _ text: ScalarText, _ words: PasteVocabulary) {
        let blocks = lines.enumerated().compactMap { place, line in line.block.map { (place: place, range: $0) } }
        let others = lines.enumerated().filter { $0.element.block == nil }
        let blockFields = words.fields(.pem)
        let lineFields = words.lineFields(besideBlocks: blocks.count)
        guard blocks.count <= blockFields.count, others.count <= lineFields.count else { return nil }
        // The place of each field among the lines.
        var places: [KeyField.ID: Int] = [:]
        for (field, block) in zip(blockFields, blocks) { places[field.id] = block.place }
        let taken = Array(lineFields.prefix(others.count))
        guard words.fields.missing({ id in places[id] != nil || taken.contains { $0.id == id } }).isEmpty,
            Self.areBare(lines, taken, text, words)
        else { return nil }
        let ranges = Self.unquoted(others.map(\.element), text)
        for (id, index) in Self.sorted(taken, ranges, text) { places[id] = others[index].offset }
        var values: [KeyField.ID: ParsedPaste.Value] = [:]
        for (field, block) in zip(blockFields, blocks) {
            values[field.id] = ParsedPaste.Value(range: block.range, coding: .verbatim, form: .pem)
        }
        for (index, line) in others.enumerated() {
            guard let id = places.first(where: { $0.value == line.offset })?.key else { return nil }
            values[id] = ParsedPaste.Value(range: ranges[index], coding: .verbatim)
        }
        self.values = values
        trimmed = lines.reduce(0) { $0 + ($1.block == nil ? $1.removed : 0) }
        let order = words.fields.compactMap { places[$0.id] }
        isShaped = order != order.sorted()
    }

    /// Some of the values of a key, where each line has the shape of one field and no two have the same; `nil` otherwise. A value that people
    /// choose for themselves is not among them, for it could be anything.
    init?(part lines: [PasteLine], _ text: ScalarText, _ words: PasteVocabulary) {
        let fields = words.fields(.line)
        guard lines.count > 1, lines.count < fields.needed.count else { return nil }
        var places: [Int] = []
        var values: [KeyField.ID: ParsedPaste.Value] = [:]
        for line in lines {
            guard case .bare = line.reading else { return nil }
            let range = PasteLine.withoutPunctuation(text, line.range)
            let shape = Self.shape(text, range)
            let alike = fields.indices.filter { fields[$0].shape == shape }
            guard words.isTelling(shape), alike.count == 1, !places.contains(alike[0]) else { return nil }
            places.append(alike[0])
            values[fields[alike[0]].id] = ParsedPaste.Value(range: range, coding: .verbatim)
        }
        self.values = values
        trimmed = lines.reduce(0) { $0 + $1.removed }
        isShaped = places != places.sorted()
    }

    /// A single line whose shape tells what it is.
    init?(single line: PasteLine, _ text: ScalarText, _ words: PasteVocabulary) {
        let range = PasteLine.withoutPunctuation(text, line.range)
        guard let field = Self.toldField(Self.shape(text, range), words) else { return nil }
        values = [field.id: ParsedPaste.Value(range: range, coding: .verbatim)]
        trimmed = line.removed
        isShaped = true
    }

    /// The only field whose values look like that; `nil` where there is none, or where others do too.
    private static func toldField(_ shape: SecretSummary.Shape, _ words: PasteVocabulary) -> KeyField? {
        guard shape.isDistinctive else { return nil }
        let fields = words.fields(.line).filter { $0.shape == shape }
        return fields.count == 1 ? fields[0] : nil
    }

    /// Whether lines are to be read as values even though a passphrase among them may look like a label.
    private static func areBare(_ lines: [PasteLine], _ taken: [KeyField], _ text: ScalarText, _ words: PasteVocabulary) -> Bool {
        let single = lines.filter { $0.block == nil }
        let shapes = single.map { shape(text, $0.range) }
        let telling = words.fields(.line).map(\.shape).filter(words.isTelling)
        if telling.count > 1, telling.allSatisfy(shapes.contains) { return true }
        var labelCount = 0
        for (index, line) in lines.enumerated() {
            switch line.reading {
            case .bare, .heading, .comment: continue
            case .block(let label, _):
                if label == nil { continue }
                return false
            case .labelled(let label, let value, _, _):
                if label.field != nil, words.isTelling(shape(text, value)) { return false }
            case .label:
                if index < lines.count - 1 { return false }
            }
            labelCount += 1
        }
        // One line may look like a label because its value was chosen by a person.
        return labelCount <= (taken.contains { words.isFree($0.id) } ? 1 : 0)
    }

    private static func shape(_ text: ScalarText, _ range: Range<Int>) -> SecretSummary.Shape {
        SecretInspection.shape(of: UnsafeRawBufferPointer(rebasing: text.bytes[range]))
    }

    /// Quotes are part of a bare value unless every line has them.
    private static func unquoted(_ lines: [PasteLine], _ text: ScalarText) -> [Range<Int>] {
        let ranges = lines.map { PasteLine.withoutPunctuation(text, $0.range) }
        return zip(lines, ranges).allSatisfy { $0.range != $1 } ? ranges : lines.map(\.range)
    }

    /// Which value belongs to which field: in the order of the fields, unless the values that have a shape of their own are all there and the
    /// others have none of these.
    private static func sorted(_ fields: [KeyField], _ ranges: [Range<Int>], _ text: ScalarText) -> [(KeyField.ID, Int)] {
        let inOrder = fields.enumerated().map { ($1.id, $0) }
        let told = fields.filter { field in field.shape.isDistinctive && fields.filter { $0.shape == field.shape }.count == 1 }
        let shapes = ranges.map { shape(text, $0) }
        var places: [KeyField.ID: Int] = [:]
        for field in told {
            guard let place = shapes.firstIndex(of: field.shape) else { return inOrder }
            places[field.id] = place
        }
        var rest = ranges.indices.filter { place in !places.values.contains(place) }
        guard rest.allSatisfy({ place in !told.contains { $0.shape == shapes[place] } }) else { return inOrder }
        return fields.map { field in (field.id, places[field.id] ?? rest.removeFirst()) }
    }
}

extension PasteLine {
    /// The block of lines that it is; `nil` where it is a single one.
    var block: Range<Int>? { if case .block(_, let value) = reading { value } else { nil } }
}
