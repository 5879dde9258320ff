import Age
import Core
import Vault

/// What readings tell of who the accounts are, written into the vault where it is missing: a vault of an older program learns it at the next one.
enum AccountNotes {
    /// Writes down accounts by the names of their connections; nothing is written where all are known. The history of what turned out to be
    /// another account is not continued. Throws as `OpenVault.update` does.
    static func write(
        _ accounts: [String: String], in vault: OpenVault, among exchanges: [ExchangeProfile], _ patience: VaultPatience
    ) throws(VaultProblem) {
        guard try !news(accounts, in: vault.document()).isEmpty else { return }
        let replaced = try vault.update(patience: patience) { (document) throws(VaultProblem) -> [String] in
            var replaced: [String] = []
            for (name, account) in news(accounts, in: document) {
                guard let stored = document[name] else { continue }
                if differ(stored, account, stored.environment) { replaced.append(name) }
                try document.note(account: account, of: name)
                let place = StoredSite.resolve(stored, among: exchanges)
                if stored.addresses == nil, place.problem == nil {
                    try document.move(name, to: AccountPlace(site: place.site, environment: stored.environment))
                }
            }
            return replaced
        }
        for name in replaced { forgetHistory(of: name, in: vault) }
    }

    /// Writes down what reports tell. Nobody waits for a vault that another program writes to, or is told that it cannot be written: the next
    /// reading tells the same. Throws `Interrupted`.
    static func keep(_ reports: [ConnectionReport], in vault: OpenVault, _ context: CommandContext) throws {
        var accounts: [String: String] = [:]
        for report in reports {
            if case .success(let snapshot) = report.outcome, !snapshot.accountID.isEmpty { accounts[report.name] = snapshot.accountID }
        }
        let (found, exchanges) = (accounts, context.exchanges)
        guard let document = try? vault.document(), !news(found, in: document).isEmpty else { return }
        do {
            try VaultAccess(context: context).save { (_) throws(VaultProblem) in
                try write(found, in: vault, among: exchanges, VaultPatience(limitMilliseconds: 0))
            }
        } catch is VaultProblem {
            return
        }
    }

    private static func news(_ accounts: [String: String], in document: ConnectionsDocument) -> [(name: String, account: String)] {
        accounts.sorted { $0.key < $1.key }.compactMap { name, account in
            document[name].flatMap { $0.account != account || $0.addresses == nil ? (name, account) : nil }
        }
    }

    /// Whether a key is of another account than a connection, as far as both are known. Money of another environment is another account's.
    static func differ(_ stored: StoredConnection, _ account: String, _ environment: TradingEnvironment) -> Bool {
        guard let known = stored.account, !account.isEmpty else { return false }
        return known != account || stored.environment != environment
    }

    /// It is not worth failing for: the next screen writes the history anew.
    static func forgetHistory(of name: String, in vault: OpenVault) {
        guard let identity = try? vault.document().historyIdentity() else { return }
        try? HistoryFile(beside: vault.file).remove(name, with: identity)
    }
}
