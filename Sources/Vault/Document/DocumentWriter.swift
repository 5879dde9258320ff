import Age
import Crypto
import Domain
import JSON

/// Writes the document into memory that is wiped, and verifies that it reads back as the same document.
enum DocumentWriter {
    /// The bytes, and the document that they hold. Throws `memoryExhausted`, or `credentialUnsuitable` when a secret is not UTF-8.
    static func write(_ document: ConnectionsDocument, path: String) throws(VaultProblem) -> (
        plain: WipedBytes, document: ConnectionsDocument
    ) {
        let byteCount = try write(document, into: JSONBufferSink()).byteCount
        guard byteCount <= VaultFile.limits.fileBytes else {
            throw .damaged(path: path, .layer(.tooLarge(limitBytes: VaultFile.limits.fileBytes)))
        }
        let plain: WipedBytes
        var problem: VaultProblem?
        do throws(CryptoError) {
            plain = try WipedBytes(capacity: byteCount) { (room) throws(CryptoError) in
                do throws(VaultProblem) {
                    return try write(document, into: JSONBufferSink(room)).byteCount
                } catch {
                    problem = error
                    throw CryptoError.libraryFailed
                }
            }
        } catch {
            throw problem ?? .memoryExhausted
        }
        let written = try DocumentReader.read(plain, path: path)
        guard written.connections.count == document.connections.count else { throw .credentialUnsuitable }
        for (before, after) in zip(document.connections, written.connections) {
            guard try before.credentials.isEqual(to: after.credentials) else { throw .credentialUnsuitable }
        }
        switch (document.historyKey, written.historyKey) {
        case (nil, nil): break
        case (let before?, let after?): guard try before.isEqual(to: after) else { throw .credentialUnsuitable }
        case (_?, nil), (nil, _?): throw .credentialUnsuitable
        }
        return (plain, written)
    }

    private static func write(_ document: ConnectionsDocument, into sink: JSONBufferSink) throws(VaultProblem) -> JSONBufferSink {
        var writer = JSONWriter(into: sink, layout: .indented(spaces: 2))
        try writer.object { (writer) throws(VaultProblem) in
            writer.name("version")
            writer.number(ConnectionsDocument.version)
            writer.name("default")
            if let name = document.storedDefault { writer.string(name) } else { writer.null() }
            writer.name("connections")
            try writer.array { (writer) throws(VaultProblem) in
                for connection in document.connections { try write(connection, to: &writer) }
            }
            if let key = document.historyKey {
                writer.name("history_key")
                var passed = writer
                try key.withUnsafeBytes { passed.string(utf8: $0) }
                writer = passed
            }
            write(document.preserved, to: &writer)
        }
        return writer.sink
    }

    private static func write(_ connection: StoredConnection, to writer: inout JSONWriter<JSONBufferSink>) throws(VaultProblem) {
        try writer.object { (writer) throws(VaultProblem) in
            for (name, text) in [
                ("name", connection.name), ("exchange", connection.exchange), ("site", connection.site),
                ("site_origin", connection.siteOrigin.rawValue), ("environment", StoredFields.originalName(of: connection.environment)),
                ("method", connection.method.rawValue),
            ] {
                writer.name(name)
                writer.string(text)
            }
            if StoredFields.originalName(of: connection.environment) != connection.environment.rawValue {
                writer.name(StoredFields.environment)
                writer.string(connection.environment.rawValue)
            }
            if let addresses = connection.addresses {
                write(addresses.filter { !StoredFields.isStream($0) }, "addresses", to: &writer)
                write(addresses.filter(StoredFields.isStream), StoredFields.streams, to: &writer)
            }
            if let account = connection.account {
                writer.name("account")
                writer.string(account)
            }
            writer.name("futures_used")
            writer.bool(connection.futures == .used)
            writer.name("withdrawal_insisted")
            writer.bool(connection.withdrawal == .insisted)
            try write(connection.credentials, to: &writer)
            if let addedAt = connection.addedAt {
                writer.name("added_at")
                writer.string(addedAt)
            }
            write(connection.preserved, to: &writer)
        }
    }

    private static func write(_ credentials: StoredCredentials, to writer: inout JSONWriter<JSONBufferSink>) throws(VaultProblem) {
        let ids = credentials.values.ids
        guard ids.count <= StoredFields.limit, ids.allSatisfy(StoredFields.isSuitable) else { throw .credentialUnsuitable }
        if let named = StoredFields.named(ids) {
            writer.name(StoredFields.member)
            writer.array { writer in
                for id in named { writer.string(id.name) }
            }
        }
        for id in StoredFields.original + ids.filter({ !StoredFields.original.contains($0) }) {
            writer.name(id.name)
            guard let secret = credentials[id] else {
                writer.string("")
                continue
            }
            // A closure that lends bytes cannot also hold the writer that it was given.
            var passed = writer
            try secret.withUnsafeBytes { passed.string(utf8: $0) }
            writer = passed
        }
    }

    private static func write(_ addresses: [SiteAddress], _ name: String, to writer: inout JSONWriter<JSONBufferSink>) {
        guard !addresses.isEmpty else { return }
        writer.name(name)
        writer.array { writer in
            for address in addresses { writer.string(address.text) }
        }
    }

    private static func write(_ members: [PreservedMember], to writer: inout JSONWriter<JSONBufferSink>) {
        for member in members {
            writer.name(member.name)
            member.value.write(to: &writer)
        }
    }
}
