extension OKXExchange {
    /// A site has one address for requests and for its streams; the streams of demo trading have one of their own (OKX API guide, "Demo
    /// Trading Services"), while its requests are marked by a header.
    var doors: [SandboxDoor] {
        sites.map { Self.door($0, .live) } + sites.map { Self.door($0, .demo) }
    }

    var hosts: [SandboxHost] {
        sites.flatMap { site in
            SandboxEnvironment.allCases.flatMap { environment in
                [("rest", SandboxHost.Traffic.requests, SandboxEnvironment.live), ("stream", .streams, environment)].map {
                    name, traffic, door in
                    SandboxHost(
                        site: site.rawValue, environment: environment.rawValue, name: name, traffic: traffic, door: Self.door(site, door))
                }
            }
        }
    }

    var samples: [SandboxSample] {
        configuration.accounts.map { account in
            SandboxSample(
                id: account.id, title: account.title, uid: account.uid,
                keys: account.keys.map { key in
                    SandboxSample.Key(
                        apiKey: key.apiKey, secrets: key.secrets.map { SandboxSample.Key.Secret($0.name, $0.value) },
                        site: key.site.rawValue, environment: key.environment.rawValue)
                })
        }
    }

    var oauthClient: SandboxOAuthClient? { configuration.oauthClient }

    static func door(_ site: SandboxSite, _ environment: SandboxEnvironment) -> SandboxDoor {
        SandboxDoor(site: site.rawValue, environment: environment.rawValue, host: environment == .live ? "rest" : "stream")
    }

    /// The site that it plays first, and the others.
    private var sites: [SandboxSite] { [configuration.site] + configuration.otherSites.filter { $0 != configuration.site } }
}
