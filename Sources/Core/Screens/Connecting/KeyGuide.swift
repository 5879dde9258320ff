import Domain

/// How to make an API key by hand, for the chosen site and environment.
struct KeyGuide: ScreenModel {
    /// 0 is the site, 1 the environment, then the steps.
    private(set) var chosen = 2

    /// How many there are to choose; at a site that is closed there is nothing but the site.
    private static func count(_ context: ScreenContext) -> Int {
        context.site.closure == nil ? context.exchange.keyGuide.count + 2 : 1
    }

    /// The choice among those that there are.
    private func place(_ context: ScreenContext) -> Int { min(chosen, Self.count(context) - 1) }

    enum Command: CaseIterable {
        case up, down, previousOption, nextOption, next, copy, back
    }

    enum Step: Hashable, Sendable {
        case back
        case next
        case copy(String)
    }

    static let heading: KeyPath<Text, String> & Sendable = \.tools.keyGuideTitle

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .next, \.keys.haveKey),
        Binding([.escape], .back, \.keys.back),
        Binding([.up, .character("k"), .backTab], .up, \.keys.up),
        Binding([.down, .character("j"), .tab], .down, \.keys.down),
        Binding([.left, .character("h")], .previousOption, \.keys.previousOption, .helpOnly),
        Binding([.right, .character("l")], .nextOption, \.keys.nextOption, .helpOnly),
        Binding([.character("y")], .copy, \.keys.copyAddress),
    ]

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch command {
        case .copy, .back: .enabled
        case .up, .down: Self.count(context) > 1 ? .enabled : .disabled
        case .next: context.site.closure == nil ? .enabled : .refused(.siteClosed)
        // The steps have no options.
        case .previousOption, .nextOption: place(context) < 2 ? .enabled : .disabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .up: chosen = max(0, chosen - 1)
        case .down: chosen = min(Self.count(context) - 1, chosen + 1)
        case .previousOption: change(by: -1, &context)
        case .nextOption: change(by: 1, &context)
        case .next: return .next
        case .copy: return .copy(context.exchange.keyPage(site: context.site, environment: context.environment))
        case .back: return .back
        }
        return nil
    }

    private mutating func change(by step: Int, _ context: inout ScreenContext) {
        chosen = place(context)
        if chosen == 0 { context.chooseSite(by: step) }
        if chosen == 1 { context.chooseEnvironment(by: step) }
    }

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        let title = text.guide.title.replacing("{exchange}", with: context.exchange.name)
        guard context.site.closure == nil else { return View(title: title, blocks: [.fields([.site(context, focus: .chosen)])]) }
        let language = context.language
        let values = [
            "page": context.exchange.keyPage(site: context.site, environment: context.environment),
            "address": context.ownAddresses.isEmpty
                ? text.guide.noOwnAddress.replacing("{exchange}", with: context.exchange.name)
                : text.guide.ownAddress.replacing("{address}", with: context.ownAddresses.joined(separator: ", ")),
        ]
        var blocks: [Block] = []
        if context.site.origin == .sandbox, !context.samples.isEmpty {
            blocks += [.paragraph([Span(text.guide.sandbox, .accent)], indent: 0), .spacer]
        }
        blocks += [
            .fields([
                .site(context, focus: chosen == 0 ? .chosen : .none),
                .environment(context, focus: chosen == 1 ? .chosen : .none),
            ]),
            .spacer,
            .choices(
                context.exchange.keyGuide.enumerated().map { index, step in
                    let focused = index + 2 == chosen
                    return Block.Choice(
                        ordinal: index + 1, title: step.title[language],
                        details: [Span(step.detail(linkedApp: context.platform.linkedApp).filling(values)[language], .muted)],
                        focus: focused ? .chosen : .none)
                }),
        ]
        return View(title: title, blocks: blocks)
    }
}

extension Block.Field {
    /// The choice of a site, as guide and key entry show it, or with another remark. A site that is closed says why.
    static func site(_ context: ScreenContext, focus: Block.Focus, remark: String? = nil) -> Block.Field {
        let usual = remark ?? (context.exchange.sites.count > 1 ? context.text.entry.siteRemark : nil)
        let reasons = context.site.closure.map { closure in
            [Span(closure.why[context.language], .caution)] + closure.remedy.map { Span($0[context.language]) }
        }
        return Block.Field(
            label: context.text.entry.site,
            content: .option(
                context.exchange.sites.map { $0.name[context.language] },
                chosen: min(context.draft.siteIndex, context.exchange.sites.count - 1)),
            focus: focus, remarks: reasons ?? usual.map { [Span($0, .muted)] } ?? [])
    }

    /// The choice among the environments of the chosen site, as guide, key entry and authorization show it.
    static func environment(_ context: ScreenContext, focus: Block.Focus) -> Block.Field {
        let words = context.text.entry
        let offered = context.site.environments
        let absent = context.exchange.environments.filter { !offered.contains($0) }.map(words.environmentName)
        let remark = offered == [.live, .demo] ? words.environmentRemark : words.environmentsRemark
        return Block.Field(
            label: words.environment,
            content: .option(offered.map(words.environmentName), chosen: offered.firstIndex(of: context.environment) ?? 0),
            focus: focus,
            remarks: [Span(remark, .muted)]
                + (absent.isEmpty ? [] : [Span(words.notOffered(absent.joined(separator: context.text.listComma)), .muted)]))
    }
}
