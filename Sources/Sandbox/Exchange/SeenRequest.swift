/// A request as it came off the wire.
struct SeenRequest: Sendable {
    let method: String
    let target: RequestTarget
    /// In the order of the wire.
    let headers: [(name: String, value: String)]
    let body: [UInt8]
    /// The address of the other end.
    let peer: String
    /// The port that it came to, where it came over a network.
    var port: Int?
    /// Where it arrived, where it came over a network.
    var door: SandboxDoor?

    /// The first header of that name, upper and lower case alike; `nil` when it is missing or empty.
    func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }
}
