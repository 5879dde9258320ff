import Crypto
import Domain
import Exchanges
import Glibc
import Session

/// Opens the browser, and tells the screens where it is and how its callback arrives.
enum BrowserLauncher {
    /// What the screens may know of a configured client.
    static func client(_ client: FastAPIClient, environment: (String) -> String?) -> AuthorizationClient {
        let redirect = RedirectAddress(client.redirectURI)
        let isRemote = isOverSSH(environment)
        return AuthorizationClient(
            permissions: permissions(client.permissions),
            browser: isRemote || opener(environment) == nil ? .elsewhere : .canBeStarted,
            forwarding: isRemote ? redirect.flatMap { forwarding($0, environment) } : nil)
    }

    static func isOverSSH(_ environment: (String) -> String?) -> Bool {
        ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].contains { environment($0).map { !$0.isEmpty } ?? false }
    }

    /// What `perm` asks for: reading goes with everything.
    static func permissions(_ text: String) -> [Permission] {
        text.split(separator: ",").contains("trade") ? [.read, .trade] : [.read]
    }

    /// The command that brings the callback from the machine with the browser to here.
    private static func forwarding(_ redirect: RedirectAddress, _ environment: (String) -> String?) -> String? {
        guard let host = redirect.hosts.first else { return nil }
        let target = host == .loopback4 ? "127.0.0.1" : "[::1]"
        let parts = (environment("SSH_CONNECTION") ?? "").split(separator: " ")
        let server = parts.count == 4 ? CleanText.line(String(parts[2]), characters: 60) : "HOST"
        let user = environment("USER") ?? environment("LOGNAME") ?? ""
        let account = CleanText.line(user, characters: 40)
        return "ssh -L \(redirect.port):\(target):\(redirect.port) \(account.isEmpty ? "" : account + "@")\(server)"
    }

    /// The program that opens addresses at the desk; `nil` without a desk.
    static func opener(_ environment: (String) -> String?) -> String? {
        guard ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { environment($0).map { !$0.isEmpty } ?? false }) else { return nil }
        return (environment("PATH") ?? "").split(separator: ":").map { "\($0)/xdg-open" }.first { access($0, X_OK) == 0 }
    }

    /// Starts the browser without a shell, without output on the terminal and without our open descriptors.
    static func open(_ address: String, environment: (String) -> String?) {
        guard address.hasPrefix("https://") || address.hasPrefix("http://"), !isOverSSH(environment), let opener = opener(environment)
        else { return }
        guard case .success(let program) = StartedProgram.start(opener, [opener, address], .own) else { return }
        _ = WorkerThread.detach {
            var status: Int32 = 0
            while waitpid(program.process, &status, 0) < 0, errno == EINTR {}
        }
    }
}
