import Domain
import Exchanges

/// The exchanges of this program as the command line names them.
public enum ExchangeArgument {
    private static let profiles = ExchangeRegistry.all.profiles

    /// Their ids, in the order of the registry.
    public static let ids = profiles.map(\.id)

    /// The one that is meant where none is named: the registry's first.
    public static let usual = ids.first ?? ""

    /// Their ids in a sentence.
    public static let list = ids.joined(separator: ", ")

    /// The ids of all their sites, each once.
    public static let sites = profiles.flatMap(\.sites).map(\.id).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }

    /// Some of them in a sentence, such as `global, eea or us`.
    public static var siteExamples: String {
        let some = sites.prefix(3)
        return some.count < 2 ? some.joined() : some.dropLast().joined(separator: ", ") + " or " + (some.last ?? "")
    }

    /// How credentials are written on standard input, in one sentence an exchange.
    public static let credentialForms = profiles.map { profile in
        let fields = profile.keyFields.needed
        let whose = profiles.count > 1 ? " of \(profile.name)" : ""
        let names = fields.map(\.commonNoun).joined(separator: ", ")
        return "Credentials\(whose) are \(fields.number.english) lines (\(names)), the block that the exchange shows, "
            + "or JSON \(fields.members)."
    }.joined(separator: " ")
}
