import Domain

/// The mouse does nothing that keys cannot do: a press is turned into the keys that lead to its target.
extension AppMachine {
    mutating func switchMouse() -> [Effect] {
        guard let mouse = configuration.mouse else { return [] }
        let other: MouseUse
        switch mouse {
        case .program: other = .terminal
        case .terminal: other = .program
        }
        configuration.mouse = other
        return [.useMouse(other)] + tell { $0.tools.mouseIs(other) }
    }

    /// Remembers whether the user points at things: what was pressed is then to stay where it is.
    mutating func notePointing(_ event: Event) {
        switch event {
        case .mousePressed:
            isPointing = true
            forgetMoves()
        case .keyPressed:
            isPointing = false
            forgetMoves()
        case .mouseScrolled: isPointing = false
        case .resized, .dayBegan, .themeShown, .secretChanged, .pasted, .pasteLeftOpen, .pasteReleased, .operation, .grantSettled,
            .timerFired, .secretsCompared, .passphraseOffered, .vaultChanged, .historyRead:
            break
        }
    }

    mutating func pressed(_ target: HitTarget) -> [Effect] {
        guard fit == .sufficient else { return [] }
        switch (target, overlay) {
        case (.key(let key), nil): return pressed(key)
        // Its own hints; what was a hint of the screen below is none any more.
        case (.key(let key), let overlay?):
            return overlay.hints(context).contains { $0.press == key } ? pressed(key, on: overlay) : []
        case (.item(let place), let overlay?), (.option(let place, _), let overlay?): return choose(place, on: overlay)
        case (.item(let place), nil): return choose(place)
        case (.option(let place, let option), nil): return choose(place) + choose(option, at: place)
        case (.column(let place), nil): return press(columnAt: place)
        case (.pane(let pane), nil): return focus(pane)
        case (.pane, _?), (.column, _?): return []
        }
    }

    mutating func scrolled(_ direction: ScrollDirection, over pane: Block.PaneChoice?) -> [Effect] {
        guard fit == .sufficient else { return [] }
        let standard: Key
        switch direction {
        case .up: standard = .up
        case .down: standard = .down
        }
        if let overlay { return scroll(overlay, by: direction == .up ? -1 : 1) }
        return (pane.map { focus($0) } ?? []) + press(like: standard)
    }

    private mutating func press(like standard: Key) -> [Effect] {
        guard let key = screens.last?.model.key(like: standard, context) else { return [] }
        return pressed(key)
    }

    private mutating func press(columnAt place: ItemPlace) -> [Effect] {
        guard let pane = place.pane, case .myExchanges(var model)? = screens.last else { return [] }
        model.columnPressed(place.item, pane, &context)
        replaceTop(.myExchanges(model))
        return []
    }

    private mutating func focus(_ pane: Block.PaneChoice) -> [Effect] {
        guard let focused = view.focusedPane, focused != pane else { return [] }
        return press(like: .tab)
    }

    /// Moves to what was pressed, step by step; does nothing where it cannot be reached.
    private mutating func choose(_ place: ItemPlace) -> [Effect] {
        func inPane(_ machine: AppMachine) -> [View.Item] { machine.view.items.filter { $0.place.pane == place.pane } }
        guard let wanted = inPane(self).firstIndex(where: { $0.place == place }) else { return [] }
        var effects = place.pane.map { focus($0) } ?? []
        // A pane may have other blocks once it has the focus, but the same items that can be chosen.
        let count = inPane(self).count
        // Each step comes closer, so there are at most as many as there are things to choose.
        for _ in 0..<count {
            guard let now = inPane(self).firstIndex(where: { $0.focus == .chosen }) else {
                // Nothing is chosen yet: the first step chooses the first.
                effects += press(like: .down)
                guard overlay == nil, inPane(self).contains(where: { $0.focus == .chosen }) else { return effects }
                continue
            }
            if now == wanted { break }
            effects += press(like: wanted < now ? .up : .down)
            guard overlay == nil, let next = inPane(self).firstIndex(where: { $0.focus == .chosen }), next != now else { return effects }
            // In a form, moving past the end continues at the start.
            if (next < now) != (wanted < now) { return effects }
        }
        let items = inPane(self)
        guard overlay == nil, items.indices.contains(wanted), items[wanted].focus == .chosen else { return effects }
        switch items[wanted].kind {
        case .field(.action): effects += press(like: .enter)
        // A single item is the only thing to do, so a press does it.
        case .line where view.items.count == 1: effects += press(like: .enter)
        case .line, .field(.text), .field(.secret), .field(.option): break
        }
        return effects
    }

    /// Goes to an option of the field that has the focus.
    private mutating func choose(_ option: Int, at place: ItemPlace) -> [Effect] {
        var effects: [Effect] = []
        func chosen(_ machine: AppMachine) -> Int? {
            guard let item = machine.view.items.first(where: { $0.place == place }), item.focus == .chosen else { return nil }
            if case .field(.option(let options, let chosen)) = item.kind, options.indices.contains(option) { return chosen }
            return nil
        }
        while let now = chosen(self), now != option {
            effects += press(like: option < now ? .left : .right)
            guard let next = chosen(self), abs(next - option) < abs(now - option) else { break }
        }
        return effects
    }
}
