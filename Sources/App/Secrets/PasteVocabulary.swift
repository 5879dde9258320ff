import Core
import Domain

/// The words and shapes by which the values of an exchange's keys are recognised in a paste.
package struct PasteVocabulary: Sendable {
    /// The fields of the exchange's keys.
    package let fields: [KeyField]
    /// What each label of the exchange's pages stands for.
    let spellings: [(scalars: [UInt32], label: PasteLabel)]
    let ourNames: [[UInt32]]
    /// Exchanges and services whose keys may stand beside ours.
    let otherNames: [[UInt32]]
    let prefixes: [[UInt32]]
    let suffixes: [[UInt32]]

    /// For a paste that is meant for one of the exchanges.
    package init(_ exchange: ExchangeProfile, among exchanges: [ExchangeProfile]) {
        fields = exchange.keyFields
        let names = exchange.keyNames
        spellings =
            fields.flatMap { field in
                ([field.id.name.lowercased()] + field.labels).map { (Self.scalars($0), PasteLabel.field(field.id)) }
            } + PasteLabel.otherSpellings
        ourNames = names.exchange.map(Self.scalars)
        let others = exchanges.filter { $0.id != exchange.id }.flatMap { $0.keyNames.exchange.map(Self.scalars) } + PasteLabel.otherServices
        otherNames = others.filter { other in !names.exchange.contains { Self.scalars($0) == other } }
        prefixes = PasteLabel.prefixes + (names.exchange + names.before).map(Self.scalars)
        suffixes = PasteLabel.suffixes + (names.exchange + names.behind).map(Self.scalars)
    }

    static func scalars(_ word: String) -> [UInt32] { word.unicodeScalars.map(\.value) }

    /// The fields whose values are single lines, and those whose values are blocks.
    func fields(_ form: KeyField.Form) -> [KeyField] { fields.filter { $0.form == form } }

    /// The fields whose values are single lines, in a key that has so many blocks: what a block stands in place of is not there, and
    /// what opens one may be.
    func lineFields(besideBlocks count: Int) -> [KeyField] {
        let blocks = fields(.pem).prefix(count)
        return fields.filter { field in
            switch field.form {
            case .line: !blocks.contains { $0.need == .inPlace(of: field.id) }
            case .unlocking(let block): blocks.contains { $0.id == block }
            case .pem: false
            }
        }
    }

    /// Whether a value of some field looks like that.
    func isUsual(_ shape: SecretSummary.Shape) -> Bool { shape != .other && shape != .empty && fields.contains { $0.shape == shape } }

    /// Whether a shape is a strong sign of a field of this exchange.
    func isTelling(_ shape: SecretSummary.Shape) -> Bool { shape.isDistinctive && isUsual(shape) }

    /// Whether a value of the field can have any shape, even that of a line with a label.
    func isFree(_ id: KeyField.ID) -> Bool { fields[id].map { !$0.shape.isDistinctive } ?? false }
}
