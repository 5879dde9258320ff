/// The faults in force. One request meets at most one of them: the first that fits.
struct FaultQueue: Sendable {
    /// The most faults that are kept; further ones are refused.
    static let capacity = 100

    private(set) var faults: [SandboxFault]
    /// The path that stays up during a maintenance, which it tells of.
    private let statusPath: String

    init(_ faults: [SandboxFault], statusPath: String) {
        self.statusPath = statusPath
        self.faults = Array(faults.prefix(Self.capacity))
    }

    /// The fault that this request meets, with its occurrence counted down.
    mutating func take(method: String, path: String) -> SandboxFaultKind? {
        faults.firstIndex { fits($0, method: method, path: path) }.map { take(at: $0) }
    }

    /// The fault that this moment of a stream meets, with its occurrence counted down.
    mutating func take(_ moment: StreamMoment, path: String) -> SandboxStreamFault? {
        for (position, fault) in faults.enumerated() where fault.path == nil || fault.path == path {
            guard case .stream(let kind) = fault.kind, kind.moment == moment, fault.occurrence != .times(0) else { continue }
            _ = take(at: position)
            return kind
        }
        return nil
    }

    private mutating func take(at position: Int) -> SandboxFaultKind {
        let kind = faults[position].kind
        switch faults[position].occurrence {
        case .always: break
        case .times(let left) where left > 1: faults[position].occurrence = .times(left - 1)
        case .times: faults.remove(at: position)
        }
        return kind
    }

    /// The maintenance states that the status page tells of.
    var announcements: [SandboxMaintenanceState] {
        faults.compactMap { fault in
            switch fault.kind {
            case .maintenance: .ongoing
            case .announcement(let state): state
            case .html, .cutInBody, .cutBeforeReply, .silence, .oversized, .invalidUTF8, .nullContent, .numbersForStrings,
                .missingOptionalFields, .threeHundredCurrencies, .hostileText, .refusal, .code, .codeAfterWrite, .cutAfterWrite,
                .bareRow, .rateLimited, .gzip, .chunked, .redirect, .membersLeftOut, .membersEmptied, .gateway, .stream:
                nil
            }
        }
    }

    private func fits(_ fault: SandboxFault, method: String, path: String) -> Bool {
        switch fault.occurrence {
        case .always: break
        case .times(let left) where left > 0: break
        case .times: return false
        }
        guard fault.path == nil || fault.path == path else { return false }
        switch fault.kind {
        case .announcement, .stream: return false
        case .maintenance: return path != statusPath
        case .codeAfterWrite, .cutAfterWrite: return method == "POST"
        case .html, .cutInBody, .cutBeforeReply, .silence, .oversized, .invalidUTF8, .nullContent, .numbersForStrings,
            .missingOptionalFields, .threeHundredCurrencies, .hostileText, .refusal, .code, .bareRow, .rateLimited, .gzip,
            .chunked, .redirect, .membersLeftOut, .membersEmptied, .gateway:
            return true
        }
    }
}
