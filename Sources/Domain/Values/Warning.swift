/// Something that works and should be mended. A warning never fails a command; it makes a connection's status `attention`.
public enum Warning: String, CaseIterable, Hashable, Sendable {
    /// The local clock is more than 5 s away from the exchange's; requests are stamped with the corrected time.
    case clockOffset = "clock-offset"
    /// The key may trade and is bound to no address.
    case addressUnbound = "address-unbound"
    /// The key may withdraw, and the user insisted on using it.
    case withdrawalAllowed = "withdrawal-allowed"
    case settingsDiffer = "settings-differ"
    case settingsChanged = "settings-changed"
    case totalDiffers = "total-differs"
    case unpricedAssets = "unpriced-assets"
    /// Some data could not be had.
    case partial
    /// The exchange did not say what the key may do, what it is bound to, or until when it works.
    case permissionsUnknown = "permissions-unknown"
    /// The exchange ends the key soon.
    case keyExpiring = "key-expiring"
}
