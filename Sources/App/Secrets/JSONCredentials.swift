import Crypto
import Domain
import JSON
import Session

/// Finds the values of a key in a JSON document without making text of them: in an object of their own, or in one of those that the
/// configuration of a trading program is made of.
enum JSONCredentials {
    private static let limits = JSONLimits(depth: 16, byteCount: SecretStore.longestPasteBytes, nodeCount: 2_048)

    enum Outcome: Equatable {
        case values([KeyField.ID: ParsedPaste.Value])
        case twoKeys
        /// Not JSON, or JSON without a credential.
        case nothing
    }

    /// Looks through the document that `range` of `bytes` is.
    static func find(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ words: PasteVocabulary) -> Outcome {
        let document = UnsafeRawBufferPointer(rebasing: bytes[range])
        guard let tape = try? JSONTape(parsing: document, limits: limits) else { return .nothing }
        var search = Search(tape: tape, document: document, bytes: bytes, offset: range.lowerBound, words: words)
        search.visit(tape.root)
        return search.outcome
    }

    private struct Search {
        let tape: JSONTape
        let document: UnsafeRawBufferPointer
        let bytes: UnsafeRawBufferPointer
        /// Where the document begins in the bytes.
        let offset: Int
        let words: PasteVocabulary
        private var objects: [[KeyField.ID: ParsedPaste.Value]] = []
        private var hasConflict = false

        init(tape: JSONTape, document: UnsafeRawBufferPointer, bytes: UnsafeRawBufferPointer, offset: Int, words: PasteVocabulary) {
            self.words = words
            self.tape = tape
            self.document = document
            self.bytes = bytes
            self.offset = offset
        }

        /// The outcome of all objects. Values of two objects are never mixed: other services have passwords too.
        var outcome: Outcome {
            if hasConflict { return .twoKeys }
            let keys = objects.filter { $0.keys.contains { !words.isFree($0) } }
            // Where one object has an API key of the usual shape, objects without one are about something else.
            let usual = keys.filter { $0[.apiKey].map { shape($0) == words.fields[.apiKey]?.shape } ?? false }
            let relevant = usual.isEmpty ? keys : usual
            guard let first = relevant.first else { return objects.first.map(Outcome.values) ?? .nothing }
            let isOne = relevant.dropFirst().allSatisfy { other in
                other.allSatisfy { field, value in first[field].map { isSame($0, value) } ?? false }
            }
            return isOne ? .values(first) : .twoKeys
        }

        mutating func visit(_ node: JSONTape.Node) {
            switch tape.kind(of: node) {
            case .object:
                let members = tape.members(of: node)
                if isOfAnother(members) { return }
                collect(members)
                for member in members where PasteLabel.owner(ScalarText(document), tape.byteRange(of: member.name), words) != .another {
                    visit(member.value)
                }
            case .array:
                for element in tape.elements(of: node) { visit(element) }
            case .null, .boolean, .number, .string: break
            }
        }

        /// Whether the object says that it is about another exchange, as in `"name": "binance"`.
        private func isOfAnother(_ members: [(name: JSONTape.Node, value: JSONTape.Node)]) -> Bool {
            members.contains { name, value in
                guard tape.kind(of: value) == .string,
                    ["name", "id", "exchange"].contains(where: { $0.utf8.elementsEqual(document[tape.byteRange(of: name)]) })
                else { return false }
                return PasteLabel.owner(ScalarText(document), tape.byteRange(of: value), words) == .another
            }
        }

        private mutating func collect(_ members: [(name: JSONTape.Node, value: JSONTape.Node)]) {
            var values: [KeyField.ID: ParsedPaste.Value] = [:]
            for (name, node) in members {
                guard let named = PasteLabel.match(ScalarText(document), tape.byteRange(of: name), words)?.field,
                    let field = field(node, named: named), let value = value(node, of: field)
                else { continue }
                if let earlier = values[field], !isSame(earlier, value) {
                    // "key" beside "apiKey" may be anything.
                    let (was, isNow) = (shape(earlier), shape(value))
                    switch (words.isTelling(was), words.isTelling(isNow)) {
                    case (true, true) where was == isNow: hasConflict = true
                    case (true, _): continue
                    case (false, true): break
                    case (false, false): hasConflict = true
                    }
                }
                values[field] = value
            }
            if !values.isEmpty { objects.append(values) }
        }

        /// The field of a member; SDKs take a private key under the name of the secret, but its block tells what it is.
        private func field(_ node: JSONTape.Node, named: KeyField.ID) -> KeyField.ID? {
            guard let block = words.fields(.pem).first, words.fields[named]?.form != .pem, let value = value(node, of: block.id) else {
                return named
            }
            return switch shape(value) {
            case .pem, .encryptedPEM, .publicPEM: block.id
            case .empty, .uuid, .hexadecimal32, .alphanumeric, .passphraseRule, .unfinishedPEM, .other: named
            }
        }

        private func value(_ node: JSONTape.Node, of field: KeyField.ID) -> ParsedPaste.Value? {
            let form = words.fields[field]?.form ?? .line
            guard let textCount = tape.textByteCount(of: node, in: document) else { return nil }
            let inside = tape.byteRange(of: node)
            let place = offset + inside.lowerBound..<offset + inside.upperBound
            // An escape is always longer than what it stands for.
            guard textCount == inside.count else {
                return ParsedPaste.Value(range: place.lowerBound - 1..<place.upperBound + 1, coding: .jsonString, form: form)
            }
            let trimmed = ScalarText(bytes).trimmed(place).range
            return trimmed.isEmpty ? nil : ParsedPaste.Value(range: trimmed, coding: .verbatim, form: form)
        }

        private func isSame(_ first: ParsedPaste.Value, _ second: ParsedPaste.Value) -> Bool {
            first.withBytes(of: bytes) { first in second.withBytes(of: bytes) { first.elementsEqual($0) } }
        }

        private func shape(_ value: ParsedPaste.Value) -> SecretSummary.Shape {
            value.withBytes(of: bytes) { SecretInspection.shape(of: $0) }
        }
    }

    /// Whether `range`, quotes included, is a string as JSON writes it, with at least one escape of a quote or a backslash.
    static func isEscapedText(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        let string = UnsafeRawBufferPointer(rebasing: bytes[range])
        let isEscaped = zip(string, string.dropFirst()).contains {
            $0 == UInt8(ascii: "\\") && ($1 == UInt8(ascii: "\\") || $1 == UInt8(ascii: "\""))
        }
        guard isEscaped, let tape = try? JSONTape(parsing: string, limits: limits) else { return false }
        return tape.kind(of: tape.root) == .string
    }

    /// Lends the text of a JSON string, quotes included in `string`, with its edges trimmed; the copy is wiped afterwards.
    static func withUnescaped<Result>(_ string: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard let tape = try? JSONTape(parsing: string, limits: limits) else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        return withUnsafeTemporaryAllocation(byteCount: max(1, string.count), alignment: 1) { room in
            defer { room.wipe() }
            let count = tape.copyText(of: tape.root, in: string, to: room) ?? 0
            let text = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])
            return body(UnsafeRawBufferPointer(rebasing: text[ScalarText(text).trimmed(0..<count).range]))
        }
    }
}
