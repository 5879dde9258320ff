/// The faults in force. One request meets at most one of them: the first that fits.
struct FaultDesk: Sendable {
    /// More than these are not taken.
    static let capacity = 100

    private(set) var faults: [SandboxFault]

    init(_ faults: [SandboxFault]) {
        self.faults = Array(faults.prefix(Self.capacity))
    }

    /// The fault that this request meets, counted off.
    mutating func take(path: String) -> SandboxFaultKind? {
        guard let position = faults.firstIndex(where: { Self.fits($0, path: path) }) else { return nil }
        let kind = faults[position].kind
        switch faults[position].occurrence {
        case .always: break
        case .times(let left) where left > 1: faults[position].occurrence = .times(left - 1)
        case .times: faults.remove(at: position)
        }
        return kind
    }

    var announcesMaintenance: Bool {
        faults.contains { $0.kind == .maintenance }
    }

    private static func fits(_ fault: SandboxFault, path: String) -> Bool {
        switch fault.occurrence {
        case .always: break
        case .times(let left) where left > 0: break
        case .times: return false
        }
        // The page on which the exchange tells of a maintenance is up while the rest is down.
        if fault.kind == .maintenance, path == Endpoint.status.rawValue { return false }
        return fault.path == nil || fault.path == path
    }
}
