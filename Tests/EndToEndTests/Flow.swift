import TestSupport

/// What most flows need: a folder, a sandbox, and the steps that every user takes.
struct Flow {
    let folder: TemporaryFolder
    let sandbox: SandboxProcess

    /// Starts a sandbox, and configures it as the site `lab`.
    static func run<Value>(_ body: (Flow) async throws -> Value) async throws -> Value {
        await Turnstile.shared.enter()
        do {
            let folder = try TemporaryFolder()
            let sandbox = try await SandboxProcess.start()
            do {
                try folder.configure(lab: sandbox.origin)
                let value = try await body(Flow(folder: folder, sandbox: sandbox))
                await sandbox.stop()
                await Turnstile.shared.leave()
                return value
            } catch {
                await sandbox.stop()
                throw error
            }
        } catch {
            await Turnstile.shared.leave()
            throw error
        }
    }

    /// The interface with the configured site.
    func interface(_ more: String...) -> [String] { [Program.path, "--home", folder.path] + more }

    /// From the demo's first screen to the wait for the browser.
    static func goToBrowserInDemo(_ terminal: TmuxTerminal) async throws {
        try await terminal.wait(for: "No account is connected yet.")
        for step in ["Which exchange", "Account mode: Futures mode", "How should Tidegate"] {
            try await terminal.press("Enter")
            try await terminal.wait(for: step)
        }
        try await terminal.press("Up", "Enter")
        try await terminal.wait(for: "You agree on OKX's own page in a browser")
        try await terminal.press("Enter")
    }

    /// From the first start to the empty form, with connections for this session only.
    static func openForm(_ terminal: TmuxTerminal) async throws {
        try await terminal.wait(for: "Nobody can recover a forgotten passphrase.")
        try await terminal.press("Up")
        try await terminal.wait(for: "Nothing is kept on disk")
        try await terminal.press("Enter")
        try await openFormFromHome(terminal)
    }

    /// From My Exchanges to the empty form, with `lab` chosen and the first secret field in focus.
    static func openFormFromHome(_ terminal: TmuxTerminal) async throws {
        let words = Words.english
        try await terminal.wait(for: words.home)
        try await terminal.press("a")
        try await terminal.wait(for: words.choose)
        try await terminal.press("Enter")
        try await terminal.wait(for: words.futures)
        try await terminal.press("Enter")
        try await terminal.wait(for: words.method)
        try await terminal.press("Enter")
        try await terminal.wait(for: words.guide)
        try await terminal.press("Enter")
        try await terminal.wait(for: words.offer)
        try await terminal.press("Up", "Up", "Up")
        try await terminal.wait(for: words.siteRemark)
        try await terminal.press("Right", "Right", "Right")
        try await terminal.wait(for: "[lab(")
        try await terminal.press("Down", "Down", "Down")
    }

    /// What is waited for, in one of the languages.
    struct Words: Sendable {
        let home: String
        let choose: String
        let futures: String
        let method: String
        let guide: String
        let offer: String
        let siteRemark: String
        let filled: String
        let passed: String
        let passedWithWarnings: String
        let failed: String

        static let english = Words(
            home: "My Exchanges", choose: "Choose exchange", futures: "Futures settings", method: "Connect method",
            guide: "Make an API key at OKX", offer: "Paste all three values at once", siteRemark: "Choose the site where the account",
            filled: "Filled in: API Key, Secret Key, Passphrase.", passed: "Everything works.",
            passedWithWarnings: "The connection works, and something should be mended.", failed: "Not connected; nothing was stored.")
        static let chinese = Words(
            home: "我的交易所", choose: "选择交易所", futures: "合约设置", method: "连接方式", guide: "在 OKX 创建 API Key",
            offer: "可在任意一项中一次性粘贴三项内容", siteRemark: "选择账户注册时所在的站点", filled: "已填入：API Key、Secret Key、Passphrase。",
            passed: "一切正常。", passedWithWarnings: "可以连接，但有需要处理之处。", failed: "未连接，也未保存任何内容。")
    }
}
