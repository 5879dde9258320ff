import Crypto
import Domain

/// Makes what was typed or pasted ready to sign with: a private key is taken out of its block of lines and its encryption, and the
/// passphrase to it is forgotten.
package enum KeyPreparation {
    /// Whether there is anything to do.
    package static func isNeeded(for values: KeyValues<SecretBytes>, of fields: [KeyField]) -> Bool {
        values.entries.contains { entry in
            switch fields[entry.id]?.form {
            case .pem: !PrivateKey.isText(entry.value)
            case .unlocking: true
            case .line, nil: false
            }
        }
    }

    /// The values that a key is kept as and signed with; those that they take the place of are wiped. May take seconds, and is nothing
    /// for a thread that paints.
    package static func ready(_ values: KeyValues<SecretBytes>, of fields: [KeyField]) -> Result<KeyValues<SecretBytes>, Failure> {
        guard isNeeded(for: values, of: fields) else { return .success(values) }
        var others: [(KeyField.ID, SecretBytes)] = []
        var replaced: [SecretBytes] = []
        for entry in values.others {
            switch fields[entry.id]?.form {
            case .line, nil: others.append((entry.id, entry.value))
            case .unlocking: replaced.append(entry.value)
            case .pem where PrivateKey.isText(entry.value): others.append((entry.id, entry.value))
            case .pem:
                do throws(PrivateKeyProblem) {
                    others.append((entry.id, try text(of: entry.value, passphrase: passphrase(to: entry.id, values, fields))))
                    replaced.append(entry.value)
                } catch {
                    return .failure(error.failure(of: fields[entry.id]))
                }
            }
        }
        for secret in replaced { secret.wipe() }
        return .success(KeyValues(apiKey: values.apiKey, others))
    }

    private static func passphrase(to id: KeyField.ID, _ values: KeyValues<SecretBytes>, _ fields: [KeyField]) -> SecretBytes? {
        fields.first { $0.form == .unlocking(id) }.flatMap { values[$0.id] }
    }

    private static func text(of block: SecretBytes, passphrase: SecretBytes?) throws(PrivateKeyProblem) -> SecretBytes {
        let key = try PrivateKey(pem: block, passphrase: passphrase)
        defer { key.wipe() }
        // A key whose parts do not belong together is found out now, and not when it is first used.
        let signature = Array("tidegate".utf8).withUnsafeBytes { bytes in
            Result { () throws(PrivateKeyProblem) in try key.signature(of: bytes) }
        }
        _ = try signature.get()
        return try key.text()
    }
}
