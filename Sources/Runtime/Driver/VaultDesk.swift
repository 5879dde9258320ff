import Core
import Crypto
import Exchanges
import Synchronization
import Vault

/// Carries out orders for the vault, one after the other, on a thread of their own: a key stretch takes a second.
final class VaultDesk: Sendable {
    /// What became of an errand.
    struct Answer: Sendable {
        let ticket: Ticket
        let result: Result<[VaultRecord], Failure>
        let milliseconds: Int
    }

    private let file: VaultFile
    private let exchanges: [ExchangeProfile]
    private let thread = JobThread()
    private let vault = Mutex<OpenVault?>(nil)

    init(file: VaultFile, exchanges: [ExchangeProfile]) {
        self.file = file
        self.exchanges = exchanges
    }

    /// The folder whose changes are worth a look, and the name of the file in it.
    var place: (folder: String, name: String) {
        guard let slash = file.path.lastIndex(of: "/") else { return (".", file.path) }
        return (slash == file.path.startIndex ? "/" : String(file.path[..<slash]), String(file.path[file.path.index(after: slash)...]))
    }

    /// Starts an errand. `answer` and `awaited` are called on another thread; the latter while another program holds the vault.
    func carryOut(_ errand: VaultErrand, awaited: @escaping @Sendable (Ticket) -> Void, answer: @escaping @Sendable (Answer) -> Void) {
        Task.detached(executorPreference: thread) { [self] in
            let started = LocalClock.steadyMilliseconds
            let result = perform(errand, VaultPatience { awaited(errand.ticket) })
            errand.passphrase?.wipe()
            errand.credentials?.wipe()
            answer(Answer(ticket: errand.ticket, result: result, milliseconds: Int(LocalClock.steadyMilliseconds - started)))
        }
    }

    /// Forgets everything that the passphrase protects.
    func lock() {
        vault.withLock { vault in
            vault?.lock()
            vault = nil
        }
    }

    // MARK: Orders

    private func perform(_ errand: VaultErrand, _ patience: VaultPatience) -> Result<[VaultRecord], Failure> {
        do throws(VaultProblem) {
            return .success(try records(carryOut(errand, patience)))
        } catch {
            return .failure(error.failure)
        }
    }

    private func carryOut(_ errand: VaultErrand, _ patience: VaultPatience) throws(VaultProblem) -> OpenVault {
        switch errand.order {
        case .create:
            return keep(try file.create(passphrase: passphrase(of: errand), patience: patience))
        case .unlock(_, .current):
            return keep(try file.open(passphrase: passphrase(of: errand)))
        case .unlock(_, .backup):
            return keep(try file.restoreBackup(passphrase: passphrase(of: errand), patience: patience))
        case .reread:
            let vault = try open()
            try vault.reload()
            return vault
        case .add(let name, let target):
            let credentials = try credentials(of: errand)
            return try change(patience) { (document) throws(VaultProblem) in
                try document.add(StoredConnection(
                    name: name, exchange: target.exchange, site: target.site.id, siteOrigin: target.site.origin,
                    environment: target.environment, method: target.method, futures: target.futures, withdrawal: target.withdrawal,
                    credentials: credentials, addedAt: LocalClock.now.iso8601))
            }
        case .replace(let name, let target):
            let credentials = try credentials(of: errand)
            return try change(patience) { (document) throws(VaultProblem) in
                try document.replaceCredentials(of: name, with: credentials)
                try document.move(name, to: target.place)
                try document.change(name, futures: target.futures, withdrawal: target.withdrawal)
                try document.changeMethod(of: name, to: target.method)
            }
        case .rename(let name, let other):
            return try change(patience) { (document) throws(VaultProblem) in try document.rename(name, to: other) }
        case .remove(let name):
            return try change(patience) { (document) throws(VaultProblem) in try document.remove(name) }
        case .makeDefault(let name):
            return try change(patience) { (document) throws(VaultProblem) in try document.makeDefault(name) }
        case .changeFutures(let name, let use):
            return try change(patience) { (document) throws(VaultProblem) in
                guard let stored = document[name] else { throw .nameUnknown(name) }
                try document.change(name, futures: use, withdrawal: stored.withdrawal)
            }
        case .changePassphrase:
            let vault = try open()
            try vault.changePassphrase(to: passphrase(of: errand), patience: patience)
            return vault
        }
    }

    private func change(
        _ patience: VaultPatience, _ change: (inout ConnectionsDocument) throws(VaultProblem) -> Void
    ) throws(VaultProblem) -> OpenVault {
        let vault = try open()
        try vault.update(patience: patience, change)
        return vault
    }

    private func open() throws(VaultProblem) -> OpenVault {
        guard let vault = vault.withLock({ $0 }) else { throw .locked }
        return vault
    }

    private func keep(_ opened: OpenVault) -> OpenVault {
        vault.withLock { vault in
            vault?.lock()
            vault = opened
        }
        return opened
    }

    private func passphrase(of errand: VaultErrand) throws(VaultProblem) -> SecretBytes {
        guard let passphrase = errand.passphrase else { throw .passphraseEmpty }
        return passphrase
    }

    private func credentials(of errand: VaultErrand) throws(VaultProblem) -> StoredCredentials {
        guard let credentials = errand.credentials else { throw .credentialUnsuitable }
        return StoredCredentials(apiKey: credentials.apiKey, secretKey: credentials.secretKey, passphrase: credentials.passphrase)
    }

    // MARK: Records

    private func records(_ vault: OpenVault) throws(VaultProblem) -> [VaultRecord] {
        let document = try vault.document()
        var records: [VaultRecord] = []
        for stored in document.connections {
            let (site, problem) = StoredSite.resolve(stored, among: exchanges)
            let credentials = Credentials(
                apiKey: try stored.credentials.apiKey.copied(), secretKey: try stored.credentials.secretKey.copied(),
                passphrase: try stored.credentials.passphrase.copied())
            records.append(VaultRecord(
                name: stored.name, exchange: stored.exchange, site: site, environment: stored.environment, withdrawal: stored.withdrawal,
                futures: stored.futures, method: stored.method, isDefault: stored.name == document.defaultName, problem: problem, credentials: credentials))
        }
        return records
    }
}
