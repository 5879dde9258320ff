import Domain

/// How the accounts of the list are sorted.
enum AccountOrder: String, CaseIterable, Hashable, Sendable {
    /// As they were added.
    case added
    case name
    /// The one that is worth the most first; those of which that is not known come last.
    case total
    /// Those that need a look first.
    case trouble

    /// The places of the connections in this order; equal ones stay as they were added.
    func sorted(_ connections: [Connection]) -> [Int] {
        let places = Array(connections.indices)
        func inOrder(_ comesFirst: (Connection, Connection) -> Bool?) -> [Int] {
            places.sorted { comesFirst(connections[$0], connections[$1]) ?? ($0 < $1) }
        }
        switch self {
        case .added: return places
        case .name: return inOrder { $0.name == $1.name ? nil : $0.name < $1.name }
        case .total:
            let order = SortOrder(AssetColumn.value, .descending)
            return inOrder { order.comesFirst($0.snapshot?.equity?.total, $1.snapshot?.equity?.total) }
        case .trouble: return inOrder { $0.status.urgency == $1.status.urgency ? nil : $0.status.urgency > $1.status.urgency }
        }
    }

    func words(_ text: Text) -> String {
        switch self {
        case .added: text.accounts.sortAdded
        case .name: text.accounts.sortName
        case .total: text.accounts.sortTotal
        case .trouble: text.accounts.sortTrouble
        }
    }
}

extension ConnectionStatus {
    /// How much it needs a look; 0 for not at all.
    fileprivate var urgency: Int {
        switch self {
        case .failed: 3
        case .attention: 2
        case .stale: 1
        case .connected, .checking: 0
        }
    }
}

extension Connection {
    /// Whether it needs a look.
    var isInTrouble: Bool { status.urgency > 0 || storageFailure != nil }

    /// Whether there is something that somebody has to mend, and not only to know.
    var isToBeMended: Bool {
        if storageFailure != nil || status == .failed { return true }
        return snapshot?.notices.contains { $0.warning.isToBeMended } == true
    }
}

extension Warning {
    /// Whether the user can do something about it, and should.
    var isToBeMended: Bool {
        switch self {
        case .clockOffset, .addressUnbound, .withdrawalAllowed, .settingsDiffer, .keyExpiring, .permissionsUnknown: true
        case .settingsChanged, .totalDiffers, .unpricedAssets, .partial: false
        }
    }
}
