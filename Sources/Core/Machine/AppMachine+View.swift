import Domain

/// What is to be seen.
extension AppMachine {
    /// What is to be seen now.
    public var view: View {
        let context = context
        let text = context.text
        guard let model = screens.last?.model else { return View(title: "") }
        var view = model.view(context)
        view.glyphs = configuration.glyphs
        view.tooSmall = text.tooSmall
        view.badge = view.badge ?? badge
        view.cornerKey = key(for: .language)
        view.corner =
            offer(.language) == .disabled ? "" : (view.cornerKey.map { $0.name(configuration.glyphs) + " " } ?? "") + text.keys.language
        view.hints = model.hints(context)
        if let help = key(for: .help) {
            view.hints.append(View.Hint(key: help.name(configuration.glyphs), label: text.keys.help, press: help))
        }
        view.notice = notice.map { Span($0.text[context.language], $0.role) }
        if overlay == nil, fit == .sufficient, case .secret(let field) = model.takesText(context) { view.secretFocus = slot(of: field) }
        view.dialog = overlay.map { dialog($0, text) }
        return view
    }

    /// Which money the next step is about.
    var badge: Badge { Badge(context.site.origin, screens.count > 1 ? context.environment : .live) }

    func dialog(_ overlay: Overlay, _ text: Text) -> View.Dialog {
        switch overlay {
        case .message(let title, let body):
            View.Dialog(
                title: title[context.language],
                blocks: body.map { .paragraph([Span($0[context.language])], indent: 0) } + [
                    .spacer, .paragraph([Span("Enter " + text.dialogs.close, .hintText)], indent: 0),
                ])
        case .confirmation(.quit):
            View.Dialog(title: text.dialogs.quitTitle, blocks: question(quitWords(text), text))
        case .confirmation(.remove(let id)):
            View.Dialog(
                title: text.dialogs.removeTitle, blocks: question(removeWords(id, text), text))
        case .confirmation(.acceptAddress(let id)):
            View.Dialog(title: text.dialogs.addressTitle, blocks: question(addressWords(id), text))
        case .rename(_, let editor, let objection):
            View.Dialog(
                title: text.dialogs.renameTitle, blocks: field(text.dialogs.renameLead, editor, objection, keys: text.dialogs.renameKeys))
        case .palette(let palette):
            View.Dialog(title: text.tools.paletteTitle, blocks: palette.blocks(paletteCommands, context), columns: 64)
        case .themes(let picker): View.Dialog(title: text.tools.themesTitle, blocks: picker.blocks(context), columns: 64)
        case .export(let form):
            View.Dialog(
                title: text.portfolio.exportTitle,
                blocks: field(text.portfolio.exportLead, form.editor, form.objection, keys: text.portfolio.exportKeys), columns: 76)
        case .help(let line):
            View.Dialog(
                title: text.dialogs.helpTitle,
                blocks: [
                    .choices(
                        helpLines.enumerated().map { index, choice in
                            var choice = choice
                            if index == line { choice.focus = .chosen }
                            return choice
                        })
                ], columns: 70)
        }
    }

    /// One field to type into, with what speaks against its content.
    private func field(_ label: String, _ editor: LineEditor, _ objection: Phrase?, keys: String) -> [Block] {
        [
            .fields([
                Block.Field(
                    label: label, content: .text(editor.text, cursor: editor.cursor, placeholder: ""), focus: .chosen,
                    remarks: objection.map { [Span($0[context.language], .bad)] } ?? [])
            ]), .spacer, .paragraph([Span(keys, .hintText)], indent: 0),
        ]
    }

    private func question(_ body: String, _ text: Text) -> [Block] {
        [
            .paragraph([Span(body)], indent: 0), .spacer,
            .paragraph([Span(text.dialogs.confirm, .hintKey), Span("     "), Span(text.dialogs.cancel, .hintKey)], indent: 0),
        ]
    }

    var helpLines: [Block.Choice] {
        let context = context
        let text = context.text
        func lines(_ hints: [View.Hint]) -> [Block.Choice] {
            hints.map { Block.Choice(title: TextWidth.padEnd($0.key, to: 16) + "  " + $0.label) }
        }
        let everywhere = bindingsEverywhere.filter { offer($0.command) == .enabled }.map { $0.hint(context) }
        return [Block.Choice(title: text.dialogs.helpHere, trailing: Span("Esc " + text.dialogs.close, .hintText))]
            + lines(screens.last?.model.helpHints(context) ?? [])
            + [Block.Choice(title: text.dialogs.helpEverywhere)] + lines(everywhere)
            + [Block.Choice(title: text.dialogs.helpMore)] + (platformHelp(text) + text.dialogs.helpSupport).map { Block.Choice(title: $0) }
            + otherScreens.flatMap {
                [Block.Choice(title: text.tools.helpOn(context.text[keyPath: $0.heading]))] + lines($0.helpHints(context))
            }
    }

    /// Where the platform that runs this terminal helps its users.
    private func platformHelp(_ text: Text) -> [String] {
        guard let address = context.platform.supportURL else { return [] }
        return [text.dialogs.helpPlatform(context.platform.name) + text.colon + address]
    }
}
