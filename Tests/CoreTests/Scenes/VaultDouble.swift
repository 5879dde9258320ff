import TestSupport
@testable import Core
@testable import Domain

/// Stands in for the vault's file and for the slots that the driver gives to what is in it.
struct VaultDouble {
    private(set) var stored: [ListedConnection] = []
    private var nextSlot = 1_000_000

    init(_ names: [String]) {
        for name in names { addElsewhere(name) }
    }

    /// Carries out a command, or answers why it fails.
    mutating func outcome(of command: VaultCommand) -> OperationEvent {
        switch command {
        case .create: stored = []
        case .unlock: stored = stored.map { Self.entry($0, target: target($0.target.environment, account: $0.target.account)) }
        case .reread, .changePassphrase: break
        case .acceptAddress(let name, let site):
            guard let index = index(name) else { return .failed(Sample.failure(.nameUnknown)) }
            let old = stored[index].target
            stored[index] = ListedConnection(
                name: name,
                target: AccessTarget(
                    exchange: old.exchange, site: site, environment: old.environment, slots: old.slots, account: old.account),
                isDefault: stored[index].isDefault)
        case .noteAccounts(let accounts): for (name, account) in accounts { be(account, name) }
        case .add(let name, let target):
            guard index(name) == nil else { return .failed(Sample.failure(.nameTaken)) }
            stored.append(ListedConnection(name: name, target: target, isDefault: stored.isEmpty))
        case .replace(let name, let target):
            guard let index = index(name) else { return .failed(Sample.failure(.nameUnknown)) }
            stored[index] = Self.entry(stored[index], target: target)
        case .rename(let name, let other):
            guard let index = index(name) else { return .failed(Sample.failure(.nameUnknown)) }
            guard self.index(other) == nil else { return .failed(Sample.failure(.nameTaken)) }
            stored[index] = Self.entry(stored[index], name: other)
        case .remove(let name):
            guard let index = index(name) else { return .failed(Sample.failure(.nameUnknown)) }
            stored.remove(at: index)
        case .makeDefault(let name):
            guard index(name) != nil else { return .failed(Sample.failure(.nameUnknown)) }
            stored = stored.map { ListedConnection(name: $0.name, target: $0.target, isDefault: $0.name == name, problem: $0.problem) }
        case .changeFutures(let name, let use):
            guard let index = index(name) else { return .failed(Sample.failure(.nameUnknown)) }
            stored[index] = Self.entry(stored[index], target: stored[index].target.with(use))
        }
        return .vault(stored, milliseconds: 1_234)
    }

    // MARK: What another program does

    mutating func addElsewhere(_ name: String) {
        stored.append(ListedConnection(name: name, target: target(.live), isDefault: stored.isEmpty))
    }

    mutating func renameElsewhere(_ name: String, to other: String) {
        stored = stored.map { $0.name == name ? Self.entry($0, name: other) : $0 }
    }

    mutating func removeElsewhere(_ name: String) {
        stored.removeAll { $0.name == name }
    }

    mutating func replaceElsewhere(_ name: String) {
        stored = stored.map { $0.name == name ? Self.entry($0, target: target($0.target.environment)) : $0 }
    }

    /// What the vault knows of an account.
    mutating func be(_ account: String, _ name: String) {
        stored = stored.map { entry in
            guard entry.name == name else { return entry }
            let old = entry.target
            return Self.entry(
                entry,
                target: AccessTarget(
                    exchange: old.exchange, site: old.site, environment: old.environment, slots: old.slots, withdrawal: old.withdrawal,
                    futures: old.futures, method: old.method, account: account))
        }
    }

    /// The site of a connection has another address in the configuration now.
    mutating func move(_ name: String, _ change: AddressChange) {
        stored = stored.map {
            $0.name == name
                ? ListedConnection(
                    name: $0.name, target: $0.target, isDefault: $0.isDefault, problem: Sample.failure(.configurationInvalid),
                    addressChange: change) : $0
        }
    }

    /// The configuration no longer has the site of a connection.
    mutating func lose(_ name: String) {
        stored = stored.map {
            $0.name == name
                ? ListedConnection(
                    name: $0.name, target: $0.target, isDefault: $0.isDefault, problem: Sample.failure(.configurationInvalid)) : $0
        }
    }

    // MARK: Parts

    private func index(_ name: String) -> Int? { stored.firstIndex { $0.name == name } }

    private mutating func target(_ environment: TradingEnvironment, account: String = "") -> AccessTarget {
        defer { nextSlot += 3 }
        return AccessTarget(
            exchange: "okx", site: ExchangeProfile.okx.sites[0], environment: environment,
            slots: CredentialSlots(apiKey: Slot(nextSlot), secretKey: Slot(nextSlot + 1), passphrase: Slot(nextSlot + 2)),
            account: account)
    }

    private static func entry(_ old: ListedConnection, name: String? = nil, target: AccessTarget? = nil) -> ListedConnection {
        ListedConnection(
            name: name ?? old.name, target: target ?? old.target, isDefault: old.isDefault, problem: old.problem,
            addressChange: old.addressChange)
    }
}
