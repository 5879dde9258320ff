import Domain

/// The operations under way, by the ticket of their answers. No ticket is given twice.
struct OperationTable: Hashable, Sendable {
    private var operations: [Ticket: Operation] = [:]
    /// The ticket that was given last.
    private(set) var last = Ticket(0)

    subscript(ticket: Ticket) -> Operation? { operations[ticket] }

    /// Enters an operation under a new ticket, and answers the effect that starts it.
    mutating func start(_ operation: Operation) -> Effect {
        last = Ticket(last.number + 1)
        operations[last] = operation
        return .start(last, operation)
    }

    /// Removes an operation; its answers are then dropped.
    mutating func end(_ ticket: Ticket) {
        operations[ticket] = nil
    }

    /// The oldest operation of a kind; `nil` where none is under way.
    func first(where matches: (Operation) -> Bool) -> Ticket? {
        operations.filter { matches($0.value) }.keys.min { $0.number < $1.number }
    }

    func contains(where matches: (Operation) -> Bool) -> Bool { operations.values.contains(where: matches) }

    /// Removes operations of a kind, the oldest first; they may go on, but their answers are dropped.
    mutating func take(where matches: (Operation) -> Bool) -> [(ticket: Ticket, operation: Operation)] {
        let taken = operations.filter { matches($0.value) }.sorted { $0.key.number < $1.key.number }
        for (ticket, _) in taken { operations[ticket] = nil }
        return taken.map { ($0.key, $0.value) }
    }

    /// Removes operations of a kind, and answers the effects that cancel them.
    mutating func cancel(where matches: (Operation) -> Bool) -> [Effect] {
        take(where: matches).map { .cancel($0.ticket) }
    }
}

extension OperationTable {
    /// Whether an account is being read for its balances.
    func refreshes(_ connection: Connection) -> Bool { contains { $0.refreshes(connection.target.slots) } }

    /// How many accounts are being read for their balances.
    var refreshes: Int { operations.values.count { if case .refresh = $0 { true } else { false } } }

    /// The commands for the vault that are under way.
    var vaultCommands: [VaultCommand] { operations.values.compactMap(\.vaultCommand) }
}

extension Operation {
    func refreshes(_ slots: CredentialSlots) -> Bool {
        if case .refresh(let target) = self { target.slots == slots } else { false }
    }

    func verifies(_ slots: CredentialSlots) -> Bool {
        if case .verify(let target) = self { target.slots == slots } else { false }
    }

    func streams(_ slots: CredentialSlots) -> Bool {
        if case .stream(let target, _) = self { target.slots == slots } else { false }
    }

    var isVerification: Bool { if case .verify = self { true } else { false } }
    var isProbe: Bool { if case .probe = self { true } else { false } }
    var isAuthorization: Bool { if case .authorize = self { true } else { false } }
    var isExport: Bool { if case .export = self { true } else { false } }
    var vaultCommand: VaultCommand? { if case .vault(let command) = self { command } else { nil } }

    /// Whether it is about the settings of an account.
    var isSettings: Bool {
        switch self {
        case .readSettings, .applySettings: true
        case .verify, .refresh, .stream, .probe, .authorize, .vault, .export: false
        }
    }
}

/// The number of an operation under way. An answer whose ticket is no longer held changes nothing.
public struct Ticket: Hashable, Sendable {
    /// Counts from 1; an operation that begins later has a larger number.
    public let number: Int

    /// A ticket by its number; only the table gives out new ones.
    public init(_ number: Int) {
        self.number = number
    }
}
