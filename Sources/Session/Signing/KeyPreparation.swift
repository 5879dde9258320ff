import Crypto
import Domain

/// Makes entered values ready for signing: a private key is decoded from PEM and decrypted, and its passphrase is wiped.
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

    /// The values to store and to sign with; those that they replace are wiped. May take seconds, so it must not run on the driver's
    /// thread.
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
                    let passphrase = passphrase(to: entry.id, values, fields)
                    others.append((entry.id, try text(of: entry.value, passphrase: passphrase, for: fields[entry.id])))
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

    private static func text(
        of block: SecretBytes, passphrase: SecretBytes?, for field: KeyField?
    ) throws(PrivateKeyProblem) -> SecretBytes {
        let key = try PrivateKey(pem: block, passphrase: passphrase)
        defer { key.wipe() }
        let algorithms = field?.algorithms ?? PrivateKeyAlgorithm.allCases
        switch key.kind {
        case .rsa: if !algorithms.contains(.rsa) { throw .kind(.rsa) }
        case .ed25519: if !algorithms.contains(.ed25519) { throw .kind(.ed25519) }
        }
        // A trial signature detects a key whose parts do not belong together.
        let signature = Array("tidegate".utf8).withUnsafeBytes { bytes in
            Result { () throws(PrivateKeyProblem) in try key.signature(of: bytes) }
        }
        _ = try signature.get()
        return try key.text()
    }
}
