import Core
import Domain
import Exchanges

/// A machine with two accounts in an open vault, and what would do the work for it.
struct Desk {
    private(set) var machine: AppMachine
    /// What it wanted to be written into files.
    private(set) var tables: [(table: ExportTable, format: ExportRequest.Format)] = []
    private let readings: [Result<AccountSnapshot, Failure>]
    private let stored: [ListedConnection]

    init(machine: AppMachine, readings: [Result<AccountSnapshot, Failure>], profile: ExchangeProfile) {
        self.machine = machine
        self.readings = readings
        stored = readings.indices.map { index in
            let first = 100 + index * 4
            let slots = CredentialSlots(profile.keyFields.map(\.id), from: first)
            let target = AccessTarget(exchange: profile.id, site: profile.sites[0], environment: .live, slots: slots)
            return ListedConnection(name: "account \(index)", target: target, isDefault: index == 0)
        }
    }

    mutating func unlock() {
        send(.resized(Size(columns: 80, rows: 24)))
        guard let slot = machine.view.secretFocus else { return }
        send(.secretChanged(slot, SecretSummary(length: 12, shape: .other, masked: nil, troubles: [])))
        send(.keyPressed(.enter))
    }

    mutating func send(_ event: Event) {
        var events = [event]
        // Work that asks for more work comes to an end: every answer here is final.
        for _ in 0..<40 {
            guard !events.isEmpty else { return }
            let effects = machine.handle(events.removeFirst())
            for case .start(let ticket, let job) in effects { events += answer(to: job, ticket) }
        }
    }

    private mutating func answer(to job: Operation, _ ticket: Ticket) -> [Event] {
        switch job {
        case .vault: return [.operation(ticket, .vault(stored, milliseconds: .max))]
        case .refresh(let target), .verify(let target):
            let index = stored.firstIndex { $0.target.slots == target.slots } ?? 0
            switch readings[index] {
            case .success(let snapshot): return [.operation(ticket, .read(snapshot))]
            case .failure(let failure): return [.operation(ticket, .failed(failure))]
            }
        case .export(let order):
            tables.append((order.table, order.format))
            return [.operation(ticket, .exported(.written(path: order.path)))]
        case .stream, .probe, .readSettings, .applySettings, .authorize: return []
        }
    }
}
