import Domain

/// The futures settings as far as a reading of an account tells them: who signs in, and what is open. The position mode is not among them,
/// because it takes further requests.
struct BybitAccountSettings {
    let who: BybitIdentity

    var settings: AccountSettings { AccountSettings([BybitSettingsPlan.accountType(who), marginMode]) }

    private var marginMode: SettingRow {
        guard who.accountType != .classic else { return BybitSettingsPlan.marginMode(who, .unavailable) }
        switch who.marginMode {
        case .isolated: return BybitSettingsPlan.marginMode(who, .right)
        case nil: return BybitSettingsPlan.marginMode(who, .unknown)
        case .cross, .portfolio:
            let blockers = BybitBlockers.ofAccount(who)
            return BybitSettingsPlan.marginMode(who, blockers.isEmpty ? .fixable : .blocked, blockers)
        }
    }
}
