import Age
import Crypto
import Domain
import JSON

/// Reads the document without turning a secret into a `String`. Known members have to be valid; unknown ones are kept.
struct DocumentReader {
    static let limits = JSONLimits(depth: 32, byteCount: VaultFile.limits.fileBytes, nodeCount: 200_000)

    private let source: WipedBytes
    private let tape: JSONTape
    private let path: String

    /// Throws `newerVersion`, or `damaged` with the field that is wrong; `path` is for its sentence.
    static func read(_ source: WipedBytes, path: String) throws(VaultProblem) -> ConnectionsDocument {
        let tape: JSONTape
        do throws(JSONError) {
            tape = try source.withUnsafeBytes { (bytes) throws(JSONError) in try JSONTape(parsing: bytes, limits: limits) }
        } catch {
            throw .damaged(path: path, .document(field: "byte \(error.position)"))
        }
        return try DocumentReader(source: source, tape: tape, path: path).document()
    }

    private func document() throws(VaultProblem) -> ConnectionsDocument {
        var fields = try fields(of: tape.root, "document")
        guard let version = fields.take("version"), tape.kind(of: version) == .number else { throw wrong("version") }
        let versionText = text(of: tape.byteRange(of: version))
        guard let number = Int(versionText), number >= 1 else { throw wrong("version") }
        guard number == ConnectionsDocument.version else { throw .newerVersion(CleanText.line(versionText, characters: 12)) }
        var document = ConnectionsDocument()
        if let name = fields.take("default"), tape.kind(of: name) != .null { document.storedDefault = try string(name, "default") }
        guard let list = fields.take("connections"), tape.kind(of: list) == .array else { throw wrong("connections") }
        let nodes = tape.elements(of: list)
        guard nodes.count <= ConnectionsDocument.connectionLimit else { throw wrong("connections") }
        for (place, node) in nodes.enumerated() {
            let connection = try connection(node, "connections[\(place)]")
            guard document[connection.name] == nil else { throw wrong("connections[\(place)].name") }
            document.connections.append(connection)
        }
        if let node = fields.take("history_key") {
            guard let key = StoredSecret(node, of: tape, in: source) else { throw wrong("history_key") }
            document.take(historyKey: key)
        }
        document.preserved = fields.rest
        return document
    }

    private func connection(_ node: JSONTape.Node, _ field: String) throws(VaultProblem) -> StoredConnection {
        var fields = try fields(of: node, field)
        func plain(_ name: String, _ fields: inout Fields) throws(VaultProblem) -> String {
            guard let node = fields.take(name) else { throw wrong("\(field).\(name)") }
            return try string(node, "\(field).\(name)")
        }
        func known<Value: RawRepresentable<String>>(_ name: String, _ fields: inout Fields) throws(VaultProblem) -> Value {
            guard let value = Value(rawValue: try plain(name, &fields)) else { throw wrong("\(field).\(name)") }
            return value
        }
        func truth(_ name: String, _ fields: inout Fields) throws(VaultProblem) -> Bool? {
            guard let node = fields.take(name) else { return nil }
            guard tape.kind(of: node) == .boolean else { throw wrong("\(field).\(name)") }
            return tape.byteRange(of: node).count == "true".utf8.count
        }
        func environment(_ fields: inout Fields) throws(VaultProblem) -> TradingEnvironment {
            let original: TradingEnvironment = try known("environment", &fields)
            return fields.has(StoredFields.environment) ? try known(StoredFields.environment, &fields) : original
        }
        var connection = StoredConnection(
            name: try plain("name", &fields), exchange: try plain("exchange", &fields), site: try plain("site", &fields),
            siteOrigin: try fields.has("site_origin") ? known("site_origin", &fields) : .builtIn,
            addresses: try addresses(&fields, field), environment: try environment(&fields), method: try known("method", &fields),
            futures: try truth("futures_used", &fields) == false ? .notUsed : .used,
            withdrawal: try truth("withdrawal_insisted", &fields) == true ? .insisted : .refused,
            credentials: try credentials(&fields, field),
            account: try fields.has("account") ? plain("account", &fields) : nil,
            addedAt: try fields.has("added_at") ? plain("added_at", &fields) : nil)
        connection.preserved = fields.rest
        return connection
    }

    /// The secrets of the fields that the connection names, or of the original ones.
    private func credentials(_ fields: inout Fields, _ field: String) throws(VaultProblem) -> StoredCredentials {
        func secret(_ id: KeyField.ID, _ fields: inout Fields) throws(VaultProblem) -> StoredSecret {
            guard let node = fields.take(id.name), let secret = StoredSecret(node, of: tape, in: source) else {
                throw wrong("\(field).\(id.name)")
            }
            return secret
        }
        let ids = try named(fields.take(StoredFields.member), "\(field).\(StoredFields.member)") ?? StoredFields.original
        let apiKey = try secret(.apiKey, &fields)
        var others: [(KeyField.ID, StoredSecret)] = []
        for id in ids where id != .apiKey { others.append((id, try secret(id, &fields))) }
        // The empty members that are written for older programs are dropped here and written again.
        for id in StoredFields.original where !ids.contains(id) { _ = fields.take(id.name) }
        return StoredCredentials(KeyValues(apiKey: apiKey, others))
    }

    private func named(_ node: JSONTape.Node?, _ field: String) throws(VaultProblem) -> [KeyField.ID]? {
        guard let node else { return nil }
        guard tape.kind(of: node) == .array else { throw wrong(field) }
        var ids: [KeyField.ID] = []
        for element in tape.elements(of: node) { ids.append(KeyField.ID(try string(element, field))) }
        guard ids.first == .apiKey, ids.count <= StoredFields.limit, Set(ids).count == ids.count, ids.allSatisfy(StoredFields.isSuitable)
        else { throw wrong(field) }
        return ids
    }

    /// The addresses of requests and those of streams.
    private func addresses(_ fields: inout Fields, _ field: String) throws(VaultProblem) -> [SiteAddress]? {
        let requests = try addresses(fields.take("addresses"), "\(field).addresses")
        let streams = try addresses(fields.take(StoredFields.streams), "\(field).\(StoredFields.streams)")
        return requests == nil && streams == nil ? nil : (requests ?? []) + (streams ?? [])
    }

    private func addresses(_ node: JSONTape.Node?, _ field: String) throws(VaultProblem) -> [SiteAddress]? {
        guard let node else { return nil }
        guard tape.kind(of: node) == .array else { throw wrong(field) }
        var addresses: [SiteAddress] = []
        for element in tape.elements(of: node) { addresses.append(SiteAddress(try string(element, field))) }
        guard !addresses.isEmpty else { throw wrong(field) }
        return addresses
    }

    /// The members of an object that have not been taken yet.
    private struct Fields {
        var members: [(name: String, node: JSONTape.Node)]
        let tape: JSONTape
        let source: WipedBytes

        func has(_ name: String) -> Bool { members.contains { $0.name == name } }

        mutating func take(_ name: String) -> JSONTape.Node? {
            members.firstIndex { $0.name == name }.map { members.remove(at: $0).node }
        }

        var rest: [PreservedMember] {
            members.map { PreservedMember(name: $0.name, value: PreservedValue($0.node, of: tape, in: source)) }
        }
    }

    /// Two members of one name are refused, because it would be ambiguous which one counts.
    private func fields(of node: JSONTape.Node, _ field: String) throws(VaultProblem) -> Fields {
        guard tape.kind(of: node) == .object else { throw wrong(field) }
        let members = tape.members(of: node).map { (name: unescaped($0.name), node: $0.value) }
        guard Set(members.map(\.name)).count == members.count else { throw wrong(field) }
        return Fields(members: members, tape: tape, source: source)
    }

    private func string(_ node: JSONTape.Node, _ field: String) throws(VaultProblem) -> String {
        guard tape.kind(of: node) == .string else { throw wrong(field) }
        let text = unescaped(node)
        guard ConnectionsDocument.isPlain(text) else { throw wrong(field) }
        return text
    }

    /// For names and for values that are no secret.
    private func unescaped(_ node: JSONTape.Node) -> String {
        source.withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: tape.byteRange(of: node).count) { room in
                tape.copyText(of: node, in: bytes, to: UnsafeMutableRawBufferPointer(room)) ?? 0
            }
        }
    }

    private func text(of range: Range<Int>) -> String {
        source.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
    }

    private func wrong(_ field: String) -> VaultProblem { .damaged(path: path, .document(field: field)) }
}
