import Domain

/// The assets of an account as the user wants to see them: sorted, narrowed by the filter, small ones folded. Debts are never left out.
struct Holdings: Hashable, Sendable {
    let rows: [AssetRow]
    /// How many do not match the filter.
    let filteredOut: Int
    let folded: Folded

    /// The small ones that are not shown.
    struct Folded: Hashable, Sendable {
        var count = 0
        /// In dollars, exact.
        var value = Amount.zero
    }

    init(_ snapshot: AccountSnapshot, _ viewing: Viewing, filter: String, _ text: Text, earlier: EarlierParts = EarlierParts()) {
        let wanted = filter.lowercased()
        var kept: [AssetRow] = []
        var filteredOut = 0
        var folded = Folded()
        for row in AssetRow.rows(of: snapshot, viewing.assetOrder, earlier: earlier) {
            if row.asset.isDebt {
                kept.append(row)
            } else if !wanted.isEmpty, !row.matches(wanted, text) {
                filteredOut += 1
            } else if viewing.smallRows == .folded, row.isSmall {
                folded.count += 1
                folded.value = folded.value + (row.asset.value ?? .zero)
            } else {
                kept.append(row)
            }
        }
        rows = kept
        self.filteredOut = filteredOut
        self.folded = folded
    }
}
