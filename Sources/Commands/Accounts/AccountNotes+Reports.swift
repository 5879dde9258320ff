import App
import Domain
import Vault

extension AccountNotes {
    /// Stores the account ids that reports tell. Where the vault is busy or cannot be written nothing is said, because the next reading
    /// tells the same. Throws `Interrupted`.
    static func keep(_ reports: [ConnectionReport], in vault: OpenVault, _ context: CommandContext) throws {
        var accounts: [String: String] = [:]
        for report in reports {
            if case .success(let snapshot) = report.outcome, !snapshot.accountID.isEmpty { accounts[report.name] = snapshot.accountID }
        }
        let (found, exchanges) = (accounts, context.exchanges)
        guard let document = try? vault.document(), !news(found, in: document).isEmpty else { return }
        do {
            try VaultAccess(context: context).save { (_) throws(VaultProblem) in
                try write(found, in: vault, among: exchanges, LockTimeout(limitMilliseconds: 0))
            }
        } catch is VaultProblem {
            return
        }
    }
}
