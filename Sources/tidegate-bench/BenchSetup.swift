import Glibc

/// What every measurement needs to know.
final class BenchSetup {
    let program: String
    let python: String?
    let runs: Int
    let idleSeconds: Double
    let workshop: Workshop
    let environment: [String: String]

    init(program: String, python: String?, runs: Int, idleSeconds: Double) throws {
        guard access(program, X_OK) == 0 else {
            throw BenchProblem("There is no program at \(program). Build it: swift build -c release --static-swift-stdlib")
        }
        self.program = program
        self.python = python.flatMap { access($0, X_OK) == 0 ? $0 : nil }
        self.runs = runs
        self.idleSeconds = idleSeconds
        workshop = try Workshop()
        environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": workshop.path, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
            // Peers that keep a configuration get none.
            "TIGRC_USER": "/dev/null", "HTOPRC": workshop.path + "/htoprc",
        ]
    }

    /// Where a peer is installed.
    func installed(_ name: String) -> String? {
        ["/usr/local/bin", "/usr/bin", "/bin"].map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// The figures of some runs, one after the other.
    func repeated(_ count: Int? = nil, _ body: () throws -> Double) rethrows -> [Double] {
        try (0..<(count ?? runs)).map { _ in try body() }
    }
}
