import Sandbox

/// A site that the sandbox can play, as the command line writes it.
public struct SandboxSiteArgument: RawRepresentable, CaseIterable, Hashable, Sendable {
    let site: SandboxSite

    /// Every site of the sandbox.
    public static var allCases: [SandboxSiteArgument] { SandboxSite.allCases.map { SandboxSiteArgument(site: $0) } }

    /// Where nothing else is asked for.
    public static let usual = SandboxSiteArgument(site: SandboxConfiguration().site)

    /// `nil` for what is none of the sandbox's sites.
    public init?(rawValue: String) {
        guard let site = SandboxSite(rawValue: rawValue) else { return nil }
        self.site = site
    }

    private init(site: SandboxSite) { self.site = site }

    /// Its id, such as `eea`.
    public var rawValue: String { site.rawValue }
}
