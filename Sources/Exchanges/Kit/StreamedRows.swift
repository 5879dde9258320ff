import Domain

/// The rows of a channel as they stand. What comes late or twice does not bring back what was: every row keeps the times of its last
/// version, those that are gone too, until a snapshot is newer.
struct StreamedRows<Row: AccountRow> {
    /// A version of a row.
    struct Version {
        /// The exchange's name for the row, the same for all its versions.
        let key: String
        /// `nil` where it is gone.
        let row: Row?
        /// When it was pushed, and when it changed, in milliseconds by the exchange's clock.
        let pushedAt: Int64?
        let changedAt: Int64?
        /// Under what the row may be known to whoever has read it elsewhere; empty where it is not gone.
        var formerIDs: [Row.RowID] = []

        /// Older servers do not name every time; what bears none is taken as it comes.
        func isOlder(than other: Version) -> Bool {
            if let pushedAt, let pushed = other.pushedAt, pushedAt != pushed { return pushedAt < pushed }
            if let changedAt, let changed = other.changedAt { return changedAt < changed }
            return false
        }
    }

    private var versions: [String: Version] = [:]
    /// When the last snapshot was pushed.
    private var snapshotAt: Int64?

    /// The present version of a row; `nil` where there is none.
    func row(_ key: String) -> Row? { versions[key]?.row }

    /// Takes a complete list: what is absent is gone. `nil` where it is older than the last one.
    mutating func replace(with all: [Version], pushedAt: Int64?) -> AccountDelta.Rows<Row>? {
        if let pushedAt, let snapshotAt, pushedAt < snapshotAt { return nil }
        var kept: [String: Version] = [:]
        var order: [String] = []
        for version in all {
            if kept[version.key] == nil { order.append(version.key) }
            kept[version.key] = versions[version.key].flatMap { version.isOlder(than: $0) ? $0 : nil } ?? version
        }
        // An event that was pushed after the snapshot and has overtaken it.
        for (key, version) in versions.sorted(by: { $0.key < $1.key }) where kept[key] == nil {
            guard let pushed = version.pushedAt, let pushedAt, pushed > pushedAt else { continue }
            kept[key] = version
            order.append(key)
        }
        versions = kept
        snapshotAt = pushedAt ?? snapshotAt
        return .all(order.compactMap { kept[$0]?.row })
    }

    /// Takes what has changed; `nil` where that is older than what is known.
    mutating func merge(_ changed: [Version], pushedAt: Int64?) throws(StreamOverflow) -> AccountDelta.Rows<Row>? {
        if let pushedAt, let snapshotAt, pushedAt < snapshotAt { return nil }
        var order: [String] = []
        var gone: [Row.RowID] = []
        for version in changed {
            let known = versions[version.key]
            if let known, version.isOlder(than: known) { continue }
            guard known != nil || versions.count < ReplyFields.rowLimit else { throw StreamOverflow() }
            versions[version.key] = version
            if !order.contains(version.key) { order.append(version.key) }
            // A position whose side has changed is another row.
            gone += known?.row.map { [$0.rowID] } ?? version.formerIDs
        }
        guard !order.isEmpty else { return nil }
        let present = gone.isEmpty ? [] : Set(versions.values.compactMap(\.row?.rowID))
        return .some(order.compactMap { versions[$0]?.row }, gone: gone.filter { !present.contains($0) })
    }
}

/// A push that is longer than anything that is kept.
struct StreamOverflow: Error {}
