import Domain

/// What is to be said of one account, in full: what stands in the way, what should be mended, its key and its settings.
struct AccountDetails: ScreenModel {
    let id: Connection.ID

    enum Command: CaseIterable {
        case close, acknowledge, check, futures, replace
    }

    enum Step: Hashable, Sendable {
        case close
        case acknowledge
        case check
        case futures
        case replace
    }

    static let heading: KeyPath<Text, String> & Sendable = \.accounts.details

    static let bindings: [Binding<Command>] = [
        Binding([.escape, .enter, .left, .character("q")], .close, \.keys.back),
        Binding([.character("x")], .acknowledge, \.accounts.acknowledge),
        Binding([.character("c")], .check, \.portfolio.check),
        Binding([.character("f")], .futures, \.keys.futuresSettings),
        Binding([.character("u")], .replace, \.keys.replace),
    ]

    private func connection(_ context: ScreenContext) -> Connection? { context.connections.first { $0.id == id } }

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch command {
        case .close: .enabled
        case .acknowledge: connection(context)?.account.tellsOfChange == true ? .enabled : .disabled
        case .check, .futures, .replace: connection(context) == nil ? .disabled : .enabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .close: .close
        case .acknowledge: .acknowledge
        case .check: .check
        case .futures: .futures
        case .replace: .replace
        }
    }

    func view(_ context: ScreenContext) -> View {
        guard let connection = connection(context) else { return View(title: context.text.accounts.details) }
        return View(
            title: connection.name + " · " + context.text.accounts.details, badge: connection.badge,
            blocks: AccountFacts(connection, context).blocks)
    }
}
