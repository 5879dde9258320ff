/// A site whose addresses have changed since a key for it was stored. The key is not sent there until the user agrees.
public struct AddressChange: Hashable, Sendable {
    /// The site as it is configured now, and the environment that the key is of.
    public let place: AccountPlace
    /// The addresses that were stored with the key; empty where none were.
    public let before: [SiteAddress]

    /// The place as it is configured now, and the addresses that are stored with the key.
    public init(place: AccountPlace, before: [SiteAddress]) {
        self.place = place
        self.before = before
    }

    /// What is asked before the key is sent there.
    public func question(_ name: String) -> Phrase {
        let now = Self.words(place.keyAddresses)
        let old = Self.words(before)
        let site = CleanText.line(place.site.id, characters: 40)
        guard !before.isEmpty else {
            return Phrase(
                en:
                    "The site “\(site)” of “\(name)” is at \(now) now; it was another kind of site when the key was stored. Send the key of “\(name)” there from now on?",
                zh: "“\(name)”所用的站点“\(site)”现在的地址是 \(now)，保存此 Key 时它是另一类站点。今后把“\(name)”的 Key 发送到该地址吗？")
        }
        return Phrase(
            en: "The key of “\(name)” was stored for \(old). The site “\(site)” is at \(now) now. Send the key there from now on?",
            zh: "“\(name)”的 Key 是为 \(old) 保存的，站点“\(site)”现在的地址是 \(now)。今后把 Key 发送到该地址吗？")
    }

    /// Addresses in a sentence.
    public static func words(_ addresses: [SiteAddress]) -> String {
        addresses.map { CleanText.line($0.text, characters: 120) }.joined(separator: ", ")
    }
}
