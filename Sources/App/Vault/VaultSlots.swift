import Core
import Domain

/// The slots of the vault's connections. Unchanged connections keep their slots.
struct VaultSlots {
    private var known: [CredentialSlots] = []
    /// Above the numbers that the machine hands out.
    private var next = 1_000_000

    /// Puts the credentials of each record into slots and says which.
    mutating func place(_ records: [VaultRecord], after command: VaultCommand, in store: SecretStore) -> [ListedConnection] {
        var free = known
        switch command {
        case .add(_, let target), .replace(_, let target): free.append(target.slots)
        case .create, .unlock, .reread, .rename, .remove, .makeDefault, .changeFutures, .changePassphrase, .acceptAddress, .noteAccounts:
            break
        }
        let listed = records.map { record in
            let slots: CredentialSlots
            if let index = free.firstIndex(where: { store.holds(record.target.key, in: $0) }) {
                slots = free.remove(at: index)
            } else {
                let fields = record.target.key.ids
                slots = CredentialSlots(fields, from: next)
                next += fields.count
                store.put(record.target.key, into: slots)
            }
            record.wipe()
            return record.keyed(by: slots)
        }
        known = listed.map(\.target.slots)
        return listed
    }

    mutating func forget() {
        known = []
    }
}
