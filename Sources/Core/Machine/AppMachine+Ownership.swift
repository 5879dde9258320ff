import Domain

/// Which addresses a key may be sent to, and which account a connection belongs to.
extension AppMachine {
    // MARK: Addresses

    /// Shows why a connection is not contacted, or asks where the user can decide it.
    mutating func explain(_ problem: Failure, of connection: Connection) {
        overlay =
            connection.addressChange == nil
            ? .message(title: Phrase(verbatim: connection.name), body: [problem.message] + problem.remedy)
            : .confirmation(.acceptAddress(connection.id))
    }

    func addressWords(_ id: Connection.ID) -> String {
        guard let connection = connection(id), let change = connection.addressChange else { return "" }
        return change.question(connection.name)[context.language]
    }

    mutating func acceptAddress(_ id: Connection.ID) -> [Effect] {
        guard vault == .open, let connection = connection(id), let change = connection.addressChange else {
            return []
        }
        return startVault(.acceptAddress(name: connection.name, change.place.site))
    }

    // MARK: Accounts

    /// Why a working key must not replace another one: it belongs to another account, as far as both are known.
    func objection(toReplacing snapshot: AccountSnapshot) -> Failure? {
        guard let id = draft.replacing, let old = connection(id) else { return nil }
        let target = draftTarget(.refused, account: snapshot.accountID)
        guard belongsElsewhere(target, than: old) else { return nil }
        let holder = connections.first {
            $0.id != id && $0.accountID == target.account && $0.target.exchange == target.exchange
                && $0.target.environment == target.environment
        }
        if let holder { return AccountDifference.alreadyConnected(as: holder.name) }
        return AccountDifference.other(than: old.name)
    }

    /// Whether a target is another account than that of a connection. An unknown account counts as the same.
    func belongsElsewhere(_ target: AccessTarget, than connection: Connection) -> Bool {
        guard !target.account.isEmpty, !connection.accountID.isEmpty else { return false }
        return target.account != connection.accountID || target.environment != connection.target.environment
    }

    /// Removes the history of a connection whose account is another one now.
    mutating func forgetHistory(of id: Connection.ID) {
        guard histories.removeValue(forKey: id) != nil else { return }
        historyState = .changed
    }

    /// Makes the vault store the ids of accounts that it lacks, or that have changed.
    mutating func learnAccounts() -> [Effect] {
        let isUnderWay = running.vaultCommands.contains { if case .noteAccounts = $0 { true } else { false } }
        guard vault == .open, accountIDStorage == .taken, !isUnderWay else { return [] }
        var found: [String: String] = [:]
        for connection in connections where connection.storageFailure == nil {
            guard let account = connection.snapshot?.accountID, !account.isEmpty, account != connection.target.account else { continue }
            // A connection that is being stored brings its account id along.
            guard !running.vaultCommands.contains(where: { $0.newcomer?.slots == connection.target.slots }) else { continue }
            found[connection.name] = account
        }
        return found.isEmpty ? [] : startVault(.noteAccounts(found))
    }
}

/// The failures of a key that belongs to another account than expected.
public enum AccountDifference {
    /// `already-connected`: the key's account has a connection of that name.
    public static func alreadyConnected(as name: String) -> Failure {
        let name = CleanText.line(name, characters: 64)
        return Failure(
            .alreadyConnected,
            message: Phrase(
                en: "This key belongs to an account that is connected already, as “\(name)”.", zh: "此 Key 所属的账户已连接，名为“\(name)”。"),
            remedy: [
                Phrase(
                    en: "Replace the key of “\(name)”, or use a key of the account that this connection stands for.",
                    zh: "请更换“\(name)”的 Key，或改用此连接所对应账户的 Key。")
            ])
    }

    /// `account-differs`: the key's account is another one than that of the connection of that name.
    public static func other(than name: String) -> Failure {
        let name = CleanText.line(name, characters: 64)
        return Failure(
            .accountDiffers,
            message: Phrase(en: "This key belongs to another account than “\(name)”.", zh: "此 Key 属于另一个账户，而不是“\(name)”。"),
            remedy: [
                Phrase(
                    en: "Connect that account under a name of its own; name and history belong to an account.",
                    zh: "请为该账户另起名称进行连接；名称和历史记录属于各自的账户。")
            ])
    }
}
