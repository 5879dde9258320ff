import Domain
import HTTP

extension AccountPlace {
    /// Where a request to a host goes. A request to a host that the site does not offer gets the origin of `AbsentHost`: it is never sent
    /// and fails with `AbsentHost.failure`.
    public func origin(of host: SiteHost) -> String { address(of: host) ?? AbsentHost.origin }
}

/// A host that a site does not have in an environment.
public enum AbsentHost {
    static let origin = ""

    /// Whether a request goes to such a host.
    public static func isMeant(by request: HTTPRequest) -> Bool { request.origin == origin }

    /// The failure that takes the place of a reply.
    public static let failure = Failure(
        .featureUnavailable,
        message: Phrase(en: "Not offered here: the site has no host for it in this environment.", zh: "此处不提供：该站点在此环境中没有相应的主机。"),
        remedy: [
            Phrase(
                en: "Nothing is wrong with the key. A site of config.toml may name the host under [sites.….hosts].",
                zh: "Key 本身没有问题。若站点由 config.toml 配置，可在 [sites.….hosts] 中填写该主机。")
        ])
}
