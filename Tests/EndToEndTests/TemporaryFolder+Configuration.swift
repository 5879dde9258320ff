import TestSupport

extension TemporaryFolder {
    /// A configuration that knows the sandbox as the site `lab`, and makes the quickest vault that is allowed.
    func configure(lab origin: String, refreshSeconds: Int = 0, lockAfterMinutes: Int = 0) throws {
        try write(
            """
            refresh_seconds = \(refreshSeconds)
            lock_after_minutes = \(lockAfterMinutes)

            [vault]
            work_factor = 10

            [sites.lab]
            exchange = "okx"
            rest = "\(origin)"
            web = "\(origin)"

            """, to: "config.toml")
    }
}
