import Domain

/// How to connect: by Fast API or by a key made by hand.
struct ConnectMethod: ScreenModel {
    private(set) var chosen: Method

    /// Begins with Fast API where the exchange has approved a client. The demo begins with the keys that it brings along.
    init(_ context: ScreenContext) { chosen = context.client != nil && context.samples.isEmpty ? .fastAPI : .manual }

    enum Method: CaseIterable, Hashable, Sendable {
        case fastAPI
        case manual
    }

    enum Command: CaseIterable {
        case up, down, choose, back
    }

    enum Step: Hashable, Sendable {
        case back
        case manual
        case fastAPI
        /// Fast API was asked for where no approved client is configured.
        case fastAPIUnavailable
    }

    static let heading: KeyPath<Text, String> & Sendable = \.method.title

    static let bindings: [Binding<Command>] = [
        Binding([.enter, .right, .character("l")], .choose, \.keys.choose),
        Binding([.escape, .left, .character("h")], .back, \.keys.back),
        Binding([.up, .character("k"), .backTab], .up, \.keys.up),
        Binding([.down, .character("j"), .tab], .down, \.keys.down),
    ]

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .up:
            chosen = .fastAPI
            return nil
        case .down:
            chosen = .manual
            return nil
        case .back: return .back
        case .choose:
            switch chosen {
            case .manual: return .manual
            case .fastAPI: return context.client == nil ? .fastAPIUnavailable : .fastAPI
            }
        }
    }

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        let language = context.language
        let offer = context.exchange.fastAPI
        let isConfigured = context.client != nil
        let (name, missing) =
            switch offer.audience {
            case .approvedPlatforms: (text.method.fastAPI, text.method.notConfigured)
            case .nobody: (text.method.authorization, text.method.notOffered)
            }
        func line(_ label: String, _ words: String) -> Span { Span(label + text.colon + words, .muted) }
        return View(
            title: text.method.title,
            blocks: [
                .paragraph([Span(text.method.lead.replacing("{exchange}", with: context.exchange.name))], indent: 0),
                .spacer,
                .choices([
                    Block.Choice(
                        mark: isConfigured ? .good : .caution, title: name,
                        trailing: isConfigured ? Span(text.method.configured, .good) : Span(missing, .caution),
                        details: [
                            line(text.method.needs, offer.needs[language]),
                            line(text.method.grants, offer.grants[language]),
                            line(text.method.costs, text.method.fastAPICosts),
                        ] + (isConfigured ? [] : [Span(offer.unavailable[language], .caution)]),
                        focus: chosen == .fastAPI ? .chosen : .none)
                ]),
                .spacer,
                .choices([
                    Block.Choice(
                        mark: .good, title: text.method.manual, trailing: isConfigured ? nil : Span(text.method.recommended, .good),
                        details: [
                            line(text.method.needs, text.method.manualNeeds.replacing("{exchange}", with: context.exchange.name)),
                            line(text.method.grants, text.method.manualGrants),
                            line(
                                text.method.costs,
                                text.method.manualCosts.replacing(
                                    "{count}", with: context.exchange.keyFields.needed.number[context.language])),
                        ],
                        focus: chosen == .manual ? .chosen : .none)
                ]),
            ])
    }
}
