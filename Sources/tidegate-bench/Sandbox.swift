import Glibc
import JSON

/// `tidegate sandbox`, running, and one of its accounts.
final class Sandbox {
    let port: Int
    let apiKey: String
    let secretKey: String
    let passphrase: String
    private let document: JSONDocument
    private let child: Child

    var lines: String { "\(apiKey)\n\(secretKey)\n\(passphrase)\n" }

    /// `account` is the one whose key this has.
    init(
        program: String, workshop: Workshop, environment: [String: String], options: [String] = ["--no-rate-limits"],
        account: String = "main"
    ) throws {
        let file = try workshop.write("", to: "sandbox-\(account).json")
        let output = open(file, O_WRONLY | O_CLOEXEC)
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { for descriptor in [output, null] { close(descriptor) } }
        child = try Child(
            [program, "sandbox", "--port", "0", "--json"] + options, environment: environment, descriptors: [null, output, null])
        let end = Clock.milliseconds + 10_000
        while true {
            let text = try ProcessFigures.text(file)
            if let document = try? JSONDocument(parsing: Array(text.utf8)), let origin = document.root["origin"]?.string,
                let port = origin.split(separator: ":").last.flatMap({ Int($0) }),
                let key = document.root["accounts"]?.elements.first(where: { $0["id"]?.string == account })?["keys"]?[0],
                let apiKey = key["apiKey"]?.string, let secretKey = key["secretKey"]?.string, let passphrase = key["passphrase"]?.string
            {
                self.document = document
                (self.port, self.apiKey, self.secretKey, self.passphrase) = (port, apiKey, secretKey, passphrase)
                return
            }
            guard Clock.milliseconds < end else { throw BenchProblem("the sandbox did not start") }
            Clock.pause(milliseconds: 20)
        }
    }

    /// A configuration with the sandbox as the site `lab`, the quickest vault, and no refresh by itself.
    var configuration: String {
        """
        refresh_seconds = 0
        lock_after_minutes = 0
        [vault]
        work_factor = 10
        [sites.lab]
        exchange = "okx"
        rest = "http://127.0.0.1:\(port)"
        web = "https://www.okx.com"

        """
    }

    /// What makes the sandbox tell of changes too.
    var streamConfiguration: String {
        "[sites.lab.hosts]\n"
            + ["stream-public", "stream-private", "stream-business"].map { "\($0) = \"ws://127.0.0.1:\(port)\"\n" }.joined()
    }

    /// The keys of accounts as lines to connect with, by the beginning of their ids.
    func accounts(withPrefix prefix: String) -> [String] {
        document.root["accounts"]?.elements.compactMap { account -> String? in
            guard let id = account["id"]?.string, id.hasPrefix(prefix), let key = account["keys"]?[0],
                let apiKey = key["apiKey"]?.string, let secretKey = key["secretKey"]?.string, let passphrase = key["passphrase"]?.string
            else { return nil }
            return "\(apiKey)\n\(secretKey)\n\(passphrase)\n"
        } ?? []
    }

    /// What the sandbox printed of itself.
    var root: JSONView { document.root }

    deinit { child.end(SIGTERM) }
}
