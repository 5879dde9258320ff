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
        // Keys go to what lies on top.
        view.hints = overlay?.hints(context) ?? model.hints(context)
        if overlay == nil, let help = key(for: .help) {
            view.hints.append(View.Hint(key: help.name(configuration.glyphs), label: text.keys.help, press: help))
        }
        view.notice = notice.map { Span($0.text[context.language], $0.role) }
        if overlay == nil, fit == .sufficient, case .secret(let field) = model.takesText(context) { view.secretFocus = slot(of: field) }
        view.dialog = overlay.map { dialog($0, text) }
        view.holdsStill = isPointing
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
                    .spacer, .paragraph(overlay.answers(context), indent: 0),
                ])
        case .confirmation(.quit):
            View.Dialog(title: text.dialogs.quitTitle, blocks: question(quitWords(text), overlay))
        case .confirmation(.remove(let id)):
            View.Dialog(
                title: text.dialogs.removeTitle, blocks: question(removeWords(id, text), overlay))
        case .confirmation(.acceptAddress(let id)):
            View.Dialog(title: text.dialogs.addressTitle, blocks: question(addressWords(id), overlay))
        case .confirmation(.keepWithdrawal):
            View.Dialog(title: text.verify.insistTitle, blocks: question(text.verify.insistBody, overlay))
        case .rename(_, let editor, let objection):
            View.Dialog(
                title: text.dialogs.renameTitle,
                blocks: field(text.dialogs.renameLead, editor, objection, placeholder: text.entry.namePlaceholder))
        case .palette(let palette):
            View.Dialog(title: text.tools.paletteTitle, blocks: palette.blocks(paletteCommands, context), columns: 64)
        case .themes(let picker): View.Dialog(title: text.tools.themesTitle, blocks: picker.blocks(context), columns: 64)
        case .export(let form):
            View.Dialog(
                title: text.portfolio.exportTitle,
                blocks: field(text.portfolio.exportLead, form.editor, form.objection, placeholder: text.portfolio.exportPlaceholder) + [
                    .spacer, .paragraph([Span(text.portfolio.exportFormats, .muted)], indent: 0),
                ], columns: 76)
        case .help(let line):
            View.Dialog(title: text.dialogs.helpTitle, blocks: helpPage.blocks(chosen: line), columns: 70)
        }
    }

    /// One field to type into, with what speaks against its content.
    private func field(_ label: String, _ editor: LineEditor, _ objection: Phrase?, placeholder: String) -> [Block] {
        [
            .fields([
                Block.Field(
                    label: label, content: .text(editor.text, cursor: editor.cursor, placeholder: placeholder), focus: .chosen,
                    remarks: objection.map { [Span($0[context.language], .bad)] } ?? [])
            ])
        ]
    }

    private func question(_ body: String, _ overlay: Overlay) -> [Block] {
        [.paragraph([Span(body)], indent: 0), .spacer, .paragraph(overlay.answers(context), indent: 0)]
    }

    /// The keys that do something now, those of the screen in sight first.
    var helpPage: HelpPage {
        let context = context
        let words = context.text.tools
        let here = screens.last?.model.situations(context) ?? []
        let everywhere = bindingsEverywhere.filter { offer($0.command) == .enabled }.map { $0.hint(context) }
        let support = platformHelp(context.text) + context.text.dialogs.helpSupport
        return HelpPage(
            here.map { HelpPage.Group(words.situation($0.situation), $0.hints) }
                + [
                    HelpPage.Group(context.text.dialogs.helpEverywhere, everywhere),
                    HelpPage.Group(title: context.text.dialogs.helpMore, lines: support),
                ] + otherScreens.map { HelpPage.Group(words.helpOn($0.heading), $0.hints) })
    }

    /// The other screens with their keys: those that wait below the one in sight with what they offer, the others with all that they have.
    private var otherScreens: [(heading: String, hints: [View.Hint])] {
        let context = context
        let waiting = screens.dropLast().map(\.model)
        return Screen.kinds.filter { $0.name != screens.last?.model.name && isWithinReach($0) }.compactMap { kind in
            let model = waiting.first { $0.name == kind.name }
            let hints = model?.situations(context).flatMap(\.hints) ?? kind.helpHints(context)
            return hints.isEmpty ? nil : (context.text[keyPath: kind.heading], hints)
        }
    }

    /// Whether a screen can be come to as things are.
    private func isWithinReach(_ kind: any ScreenModel.Type) -> Bool {
        if kind.name == Authorize.name { return !context.clients.isEmpty }
        if kind.name == VaultCreate.name || kind.name == VaultUnlock.name { return vault != .unused }
        return true
    }

    /// Where the platform that runs this terminal helps its users.
    private func platformHelp(_ text: Text) -> [String] {
        guard let address = context.platform.supportURL else { return [] }
        return [text.dialogs.helpPlatform(context.platform.name) + text.colon + address]
    }
}
