import Age
import Domain
import Vault

/// Writes the account ids that readings tell into a vault that lacks them, such as one of an older program.
package enum AccountNotes {
    /// Writes down accounts by the names of their connections; nothing is written where all are known. The history of what turned out to be
    /// another account is not continued. Throws as `OpenVault.update` does.
    package static func write(
        _ accounts: [String: String], in vault: OpenVault, among exchanges: [ExchangeProfile], _ timeout: LockTimeout
    ) throws(VaultProblem) {
        guard try !news(accounts, in: vault.document()).isEmpty else { return }
        let replaced = try vault.update(timeout: timeout) { (document) throws(VaultProblem) -> [String] in
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

    /// The account ids that a vault lacks.
    package static func news(_ accounts: [String: String], in document: ConnectionsDocument) -> [(name: String, account: String)] {
        accounts.sorted { $0.key < $1.key }.compactMap { name, account in
            document[name].flatMap { $0.account != account || $0.addresses == nil ? (name, account) : nil }
        }
    }

    /// Whether a key is of another account than a connection, as far as both are known. Money of another environment is another account's.
    package static func differ(_ stored: StoredConnection, _ account: String, _ environment: TradingEnvironment) -> Bool {
        guard let known = stored.account, !account.isEmpty else { return false }
        return known != account || stored.environment != environment
    }

    /// An error is ignored, since the history is written again at the next start.
    package static func forgetHistory(of name: String, in vault: OpenVault) {
        guard let identity = try? vault.document().historyIdentity() else { return }
        try? HistoryFile(beside: vault.file).remove(name, with: identity)
    }
}
