import Age
import Core
import Crypto
import Domain
import Glibc
import Session
import Synchronization
import Vault

/// Carries out commands for the vault one after the other on a thread of its own, because stretching a passphrase takes a second.
final class VaultService: Sendable {
    /// The outcome of a request.
    struct Answer: Sendable {
        let ticket: Ticket
        let result: Result<[VaultRecord], Failure>
        let milliseconds: Int
    }

    private let file: VaultFile
    private let exchanges: [ExchangeProfile]
    private let history: HistoryKeeping
    private let thread = JobThread()
    private let vault = Mutex<OpenVault?>(nil)
    /// The public key that the history is encrypted to, known since the vault was opened. It is not secret, so that the history can be
    /// written after locking.
    private let historyReader = Mutex<X25519Recipient?>(nil)
    private let historyWrites = Atomic<Int>(0)

    init(file: VaultFile, exchanges: [ExchangeProfile], history: HistoryKeeping = .kept) {
        self.history = history
        self.file = file
        self.exchanges = exchanges
    }

    /// The folder whose changes are worth a look, and the name of the file in it.
    var place: (folder: String, name: String) {
        guard let slash = file.path.lastIndex(of: "/") else { return (".", file.path) }
        return (slash == file.path.startIndex ? "/" : String(file.path[..<slash]), String(file.path[file.path.index(after: slash)...]))
    }

    /// Starts a request. `answer` and `awaited` are called on another thread; the latter while another program holds the vault.
    func carryOut(_ request: VaultRequest, awaited: @escaping @Sendable (Ticket) -> Void, answer: @escaping @Sendable (Answer) -> Void) {
        Task.detached(executorPreference: thread) { [self] in
            let started = LocalClock.steadyMilliseconds
            let result = perform(request, LockTimeout { awaited(request.ticket) })
            request.passphrase?.wipe()
            request.present?.wipe()
            request.key?.wipe()
            answer(Answer(ticket: request.ticket, result: result, milliseconds: Int(LocalClock.steadyMilliseconds - started)))
        }
    }

    /// Wipes everything that the passphrase protects.
    func lock() {
        vault.withLock { vault in
            vault?.lock()
            vault = nil
        }
    }

    // MARK: History

    /// Reads what was kept of earlier sessions, and makes a key for it where the vault has none yet. `answer` is called on another
    /// thread, unless the file cannot be looked at: then nothing is to be written over it.
    func readHistory(_ answer: @escaping @Sendable ([AccountHistory], Phrase?) -> Void) {
        guard history == .kept else { return }
        Task.detached(executorPreference: thread) { [self] in
            guard let open = vault.withLock({ $0 }) else { return }
            // Where the key of the history cannot be stored there is no history; that is not reported.
            guard let identity = try? identity(of: open) else { return }
            historyReader.withLock { $0 = identity.recipient }
            switch try? HistoryFile(beside: file).read(with: identity) {
            case .accounts(let accounts)?: answer(accounts, nil)
            case .damaged(let path)?:
                answer(
                    [],
                    Phrase(
                        en: "The equity history could not be read. It was kept as \(path), and a new one begins.",
                        zh: "无法读取净值历史，已保留为 \(path)，并重新开始记录。"))
            case nil: break
            }
        }
    }

    private func identity(of open: OpenVault) throws(VaultProblem) -> X25519Identity? {
        if let identity = try open.document().historyIdentity() { return identity }
        try open.update { (document) throws(VaultProblem) in try document.prepareHistory() }
        return try open.document().historyIdentity()
    }

    func saveHistory(_ accounts: [AccountHistory]) {
        guard let reader = historyReader.withLock({ $0 }) else { return }
        historyWrites.add(1, ordering: .sequentiallyConsistent)
        Task.detached(executorPreference: thread) { [self] in
            try? HistoryFile(beside: file).write(accounts, to: reader)
            historyWrites.subtract(1, ordering: .sequentiallyConsistent)
        }
    }

    /// Waits until the history is written, but not for long.
    func finishHistory() {
        let end = LocalClock.steadyMilliseconds + 2_000
        while historyWrites.load(ordering: .sequentiallyConsistent) > 0, LocalClock.steadyMilliseconds < end { usleep(2_000) }
    }

    // MARK: Orders

    private func perform(_ request: VaultRequest, _ timeout: LockTimeout) -> Result<[VaultRecord], Failure> {
        do throws(VaultProblem) {
            return .success(try records(carryOut(request, timeout)))
        } catch {
            return .failure(file.failure(of: error))
        }
    }

    private func carryOut(_ request: VaultRequest, _ timeout: LockTimeout) throws(VaultProblem) -> OpenVault {
        switch request.command {
        case .create:
            var document = ConnectionsDocument()
            if history == .kept { try document.prepareHistory() }
            return keep(try file.create(passphrase: passphrase(of: request), document: document, timeout: timeout))
        case .unlock(_, .current):
            return keep(try file.open(passphrase: passphrase(of: request)))
        case .unlock(_, .backup):
            return keep(try file.restoreBackup(passphrase: passphrase(of: request), timeout: timeout))
        case .reread:
            let vault = try open()
            try vault.reload()
            return vault
        case .add(let name, let target): return try add(name, target, credentials(of: request, target), timeout)
        case .replace(let name, let target): return try replace(name, by: target, credentials(of: request, target), timeout)
        case .rename(let name, let other):
            return try change(timeout) { (document) throws(VaultProblem) in try document.rename(name, to: other) }
        case .remove(let name):
            return try change(timeout) { (document) throws(VaultProblem) in try document.remove(name) }
        case .makeDefault(let name):
            return try change(timeout) { (document) throws(VaultProblem) in try document.makeDefault(name) }
        case .changeFutures(let name, let use):
            return try change(timeout) { (document) throws(VaultProblem) in
                guard let stored = document[name] else { throw .nameUnknown(name) }
                try document.change(name, futures: use, withdrawal: stored.withdrawal)
            }
        case .changePassphrase:
            let vault = try open()
            guard let present = request.present else { throw .passphraseWrong }
            try vault.changePassphrase(from: present, to: passphrase(of: request), timeout: timeout)
            return vault
        case .acceptAddress(let name, let site):
            return try change(timeout) { (document) throws(VaultProblem) in
                guard let stored = document[name] else { throw .nameUnknown(name) }
                try document.move(name, to: AccountPlace(site: site, environment: stored.environment))
            }
        case .noteAccounts(let accounts):
            let vault = try open()
            try AccountNotes.write(accounts, in: vault, among: exchanges, timeout)
            return vault
        }
    }

    private func add(
        _ name: String, _ target: AccessTarget, _ credentials: StoredCredentials, _ timeout: LockTimeout
    ) throws(VaultProblem) -> OpenVault {
        try change(timeout) { (document) throws(VaultProblem) in
            try document.add(name, target, credentials)
        }
    }

    /// New credentials for a connection; the history of the account is forgotten where they belong to another one.
    private func replace(
        _ name: String, by target: AccessTarget, _ credentials: StoredCredentials, _ timeout: LockTimeout
    ) throws(VaultProblem) -> OpenVault {
        let before = try open().document()[name]
        let vault = try change(timeout) { (document) throws(VaultProblem) in
            try document.replace(name, by: target, credentials)
        }
        if let before, AccountNotes.differ(before, target.account, target.environment) {
            AccountNotes.forgetHistory(of: name, in: vault)
        }
        return vault
    }

    private func change(
        _ timeout: LockTimeout, _ change: (inout ConnectionsDocument) throws(VaultProblem) -> Void
    ) throws(VaultProblem) -> OpenVault {
        let vault = try open()
        try vault.update(timeout: timeout, change)
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

    private func passphrase(of request: VaultRequest) throws(VaultProblem) -> SecretBytes {
        guard let passphrase = request.passphrase else { throw .passphraseEmpty }
        return passphrase
    }

    /// What is kept of a key: a private one without its block of lines and without the passphrase to it.
    private func credentials(of request: VaultRequest, _ target: AccessTarget) throws(VaultProblem) -> StoredCredentials {
        let fields = exchanges.first { $0.id == target.exchange }?.keyFields ?? []
        guard let key = request.key, let values = try? KeyPreparation.ready(key.values, of: fields).get() else {
            throw .credentialUnsuitable
        }
        return StoredCredentials(values)
    }

    // MARK: Records

    private func records(_ vault: OpenVault) throws(VaultProblem) -> [VaultRecord] {
        let document = try vault.document()
        var records: [VaultRecord] = []
        for stored in document.connections {
            let place = StoredSite.resolve(stored, among: exchanges)
            records.append(
                VaultRecord(
                    name: stored.name, target: stored.account(at: place.site, key: try stored.credentials.copied()),
                    isDefault: stored.name == document.defaultName, problem: place.problem, addressChange: place.change))
        }
        return records
    }
}

/// A command for the vault together with the secrets that it needs, each in locked memory of its own.
struct VaultRequest: Sendable {
    let ticket: Ticket
    let command: VaultCommand
    let passphrase: SecretBytes?
    /// The present passphrase, which has to open the vault before it gets a new one.
    var present: SecretBytes?
    let key: KeyHandle?
}

/// A connection as it came out of the vault, before its key has slots.
typealias VaultRecord = ConnectionRecord<KeyValues<SecretBytes>>

extension ConnectionRecord where Key == KeyValues<SecretBytes> {
    /// Once the key has slots, or where nobody is to have it.
    func wipe() {
        for secret in target.key.all { secret.wipe() }
    }
}

extension StoredConnection {
    /// The same account where its site is now, with something that stands for its key.
    package func account<Key>(at site: Site, key: Key) -> AccountRecord<Key> {
        AccountRecord(
            exchange: exchange, site: site, environment: environment, key: key, withdrawal: withdrawal, futures: futures, method: method,
            account: account ?? "")
    }
}
