import Glibc
import JSON

/// `tidegate sandbox`, running, and one of its accounts.
final class Sandbox {
    let port: Int
    let apiKey: String
    let secretKey: String
    let passphrase: String
    private let child: Child

    var lines: String { "\(apiKey)\n\(secretKey)\n\(passphrase)\n" }

    init(program: String, workshop: Workshop, environment: [String: String]) throws {
        let file = try workshop.write("", to: "sandbox.json")
        let output = open(file, O_WRONLY | O_CLOEXEC)
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { for descriptor in [output, null] { close(descriptor) } }
        child = try Child(
            [program, "sandbox", "--port", "0", "--json", "--no-rate-limits"], environment: environment, descriptors: [null, output, null])
        let end = Clock.milliseconds + 10_000
        while true {
            let text = try ProcessFigures.text(file)
            if let document = try? JSONDocument(parsing: Array(text.utf8)), let origin = document.root["origin"]?.string,
                let port = origin.split(separator: ":").last.flatMap({ Int($0) }),
                let key = document.root["accounts"]?.elements.first(where: { $0["id"]?.string == "main" })?["keys"]?[0],
                let apiKey = key["apiKey"]?.string, let secretKey = key["secretKey"]?.string, let passphrase = key["passphrase"]?.string
            {
                (self.port, self.apiKey, self.secretKey, self.passphrase) = (port, apiKey, secretKey, passphrase)
                return
            }
            guard Clock.milliseconds < end else { throw BenchProblem("the sandbox did not start") }
            Clock.pause(milliseconds: 20)
        }
    }

    deinit { child.end(SIGTERM) }
}
