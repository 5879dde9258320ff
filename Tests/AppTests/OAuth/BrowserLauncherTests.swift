import Domain
import Exchanges
import Testing

@testable import App

/// The browser, and the way to it from another machine.
@Suite struct BrowserLauncherTests {
    private let client = FastAPIClient(
        clientID: "client", secretSource: .file("/x"), redirectURI: "http://127.0.0.1:8787/callback?a=b")

    @Test("RFC 8252 6: the browser is an external one, and over SSH none is started") func externalBrowser() {
        let desk = ["DISPLAY": ":0", "PATH": "/usr/bin:/bin"]
        let remote = desk.merging(["SSH_CONNECTION": "198.51.100.1 50000 203.0.113.7 22", "USER": "ada"]) { $1 }
        let over = BrowserLauncher.client(client, environment: { remote[$0] })
        #expect(over.browser == .elsewhere && over.forwarding == "ssh -L 8787:127.0.0.1:8787 ada@203.0.113.7")
        let at = BrowserLauncher.client(client, environment: { desk[$0] })
        #expect(at.forwarding == nil)
        let hostile = remote.merging(["USER": "a\u{1B}[31mda"]) { $1 }
        #expect(BrowserLauncher.client(client, environment: { hostile[$0] }).forwarding?.contains("\u{1B}") == false)
    }

    @Test(arguments: [FastAPIClient.SecretSource.file("/nonexistent/secret"), .command("exit 3")])
    func aClientSecretThatCannotBeReadIsNamed(_ source: FastAPIClient.SecretSource) throws {
        let failure = try #require(throws: Failure.self) { _ = try ClientSecret.read(source, of: "okx").get() }
        #expect(failure.cause == .configurationInvalid && failure.message.english.contains("client_secret_"))
    }
}
