import Domain

/// The form for a key made by hand. It sees of the secrets only what their summaries tell.
struct KeyEntry: ScreenModel {
    private(set) var focus: Item
    private(set) var name: LineEditor
    /// The fields that kept the form from being submitted.
    private(set) var objections: Set<Item> = []
    /// What was last found in a paste.
    private(set) var pasteRemark: Remark?
    /// How many changes of each field are still expected from the paste; any other change is the user's.
    private var awaitedChanges: [KeyField.ID: Int] = [:]

    enum Item: Hashable, Sendable {
        case sample
        case site
        case environment
        case name
        case credential(KeyField.ID)
        case connect
    }

    enum Remark: Hashable, Sendable {
        case filled([KeyField.ID], trimmed: Int)
        /// The fields were filled with values that came in another order.
        case sorted([KeyField.ID], trimmed: Int)
        case twoKeys
        case notJSON
        case added(KeyField.ID, trimmed: Int)
        case notRecognised(lines: Int)
        case secretInPlainField
        case tooLong
        case empty
    }

    enum Command: CaseIterable {
        case previous, next, previousOption, nextOption, submit, erase, eraseForward, clear, toStart, toEnd, swap, back
    }

    enum Step: Hashable, Sendable {
        case back
        case submit
        case edit(KeyField.ID, SecretEdit)
        case fillSample(SampleAccount.ID)
        /// The values of two fields are in each other's place.
        case swap(KeyField.ID, KeyField.ID)
        /// A block of lines was begun in another field than its own, and goes on in a new line.
        case moveBlock(from: KeyField.ID, to: KeyField.ID)
    }

    /// What to do with a paste.
    enum PasteStep: Hashable, Sendable {
        case take([KeyField.ID])
        case append(KeyField.ID)
        case replace(KeyField.ID)
        case release
        case discard
    }

    static let heading: KeyPath<Text, String> & Sendable = \.tools.keyEntryTitle

    static let bindings: [Binding<Command>] = [
        Binding([.enter], .submit, \.keys.submit),
        Binding([.escape], .back, \.keys.back),
        Binding([.tab, .down], .next, \.keys.nextField),
        Binding([.backTab, .up], .previous, \.keys.previousField, .helpOnly),
        Binding([.left], .previousOption, \.keys.previousOption, .helpOnly),
        Binding([.right], .nextOption, \.keys.nextOption, .helpOnly),
        Binding([.control("u")], .clear, \.keys.clearField),
        Binding([.backspace], .erase, \.keys.erase, .helpOnly),
        Binding([.delete, .control("d")], .eraseForward, \.keys.eraseForward, .helpOnly),
        Binding([.home, .control("a")], .toStart, \.keys.toStart, .helpOnly),
        Binding([.end, .control("e")], .toEnd, \.keys.toEnd, .helpOnly),
        Binding([.control("x")], .swap, \.keys.swap, .helpOnly),
    ]

    init(_ context: ScreenContext) {
        name = LineEditor(context.draft.name ?? context.proposedName, limit: 32)
        focus = context.samples.isEmpty ? .credential(.apiKey) : .sample
    }

    /// What a key of the exchange is made up of.
    private func fields(_ context: ScreenContext) -> [KeyField] { context.exchange.keyFields }

    func items(_ context: ScreenContext) -> [Item] {
        if context.draft.replacing != nil {
            // A replacement is for the same account, so site, environment and name are fixed.
            return (context.samples.isEmpty ? [] : [.sample]) + fields(context).map { .credential($0.id) } + [.connect]
        }
        let places: [Item] = context.site.closure == nil ? [.site, .environment] : [.site]
        return (context.samples.isEmpty ? [] : [.sample]) + places + [.name] + fields(context).map { .credential($0.id) } + [.connect]
    }

    func takesText(_ context: ScreenContext) -> TextEntry {
        switch focus {
        case .name: .text
        case .credential(let credential): .secret(.credential(credential))
        case .sample, .site, .environment, .connect: .none
        }
    }

    // MARK: Commands

    func offer(_ command: Command, _ context: ScreenContext) -> Offer {
        switch (command, focus) {
        case (.submit, _), (.back, _), (.next, _), (.previous, _): .enabled
        case (.previousOption, .sample), (.previousOption, .site), (.previousOption, .environment), (.previousOption, .name),
            (.nextOption, .sample), (.nextOption, .site), (.nextOption, .environment), (.nextOption, .name):
            .enabled
        case (.clear, .name), (.clear, .credential), (.erase, .name), (.erase, .credential), (.eraseForward, .name), (.toStart, .name),
            (.toEnd, .name):
            .enabled
        case (.swap, _):
            fields(context).swappable.map {
                context.summary($0.first.id).length + context.summary($0.second.id).length > 0 ? .enabled : .refused(.nothingToSwap)
            } ?? .disabled
        case (.previousOption, _), (.nextOption, _), (.clear, _), (.erase, _), (.eraseForward, _), (.toStart, _), (.toEnd, _): .disabled
        }
    }

    mutating func perform(_ command: Command, _ context: inout ScreenContext) -> Step? {
        switch command {
        case .previous: move(by: -1, context)
        case .next: move(by: 1, context)
        case .previousOption: return change(by: -1, &context)
        case .nextOption: return change(by: 1, &context)
        case .submit: return submit(&context)
        case .erase:
            if case .credential(let credential) = focus { return .edit(credential, .removeLast) }
            if focus == .name {
                name.removeBackward()
                pasteRemark = nil
            }
        case .eraseForward:
            if focus == .name { name.removeForward() }
        case .clear:
            if case .credential(let credential) = focus { return .edit(credential, .clear) }
            if focus == .name {
                name.clear()
                pasteRemark = nil
            }
        case .toStart: if focus == .name { name.moveToStart() }
        case .toEnd: if focus == .name { name.moveToEnd() }
        case .swap: return fields(context).swappable.map { .swap($0.first.id, $0.second.id) }
        case .back: return .back
        }
        keepName(&context)
        return nil
    }

    mutating func type(_ scalar: Unicode.Scalar, _ context: inout ScreenContext) -> Step? {
        name.insert(String(Character(scalar)))
        objections.remove(.name)
        pasteRemark = nil
        keepName(&context)
        return nil
    }

    /// Without the spaces at its edges, so that no two names look the same.
    private var tidyName: String { CleanText.line(name.text) }

    private func keepName(_ context: inout ScreenContext) {
        if context.draft.name != nil || name.text != context.proposedName { context.draft.name = name.text }
    }

    private mutating func move(by step: Int, _ context: ScreenContext) {
        let items = items(context)
        let index = items.firstIndex(of: focus) ?? 0
        focus = items[(index + step + items.count) % items.count]
    }

    private mutating func change(by step: Int, _ context: inout ScreenContext) -> Step? {
        switch focus {
        case .sample:
            guard !context.samples.isEmpty else { return nil }
            context.draft.sampleIndex = (context.draft.sampleIndex + step + context.samples.count) % context.samples.count
        case .site: context.chooseSite(by: step)
        case .environment: context.chooseEnvironment(by: step)
        case .name: if step < 0 { name.moveLeft() } else { name.moveRight() }
        case .credential, .connect: break
        }
        return nil
    }

    /// Enter goes on to the next field, and connects from the last one or where nothing is missing.
    private mutating func submit(_ context: inout ScreenContext) -> Step? {
        if focus == .sample {
            let sample = context.samples[context.draft.sampleIndex]
            context.draft.environment = sample.environment
            focus = .connect
            return .fillSample(sample.id)
        }
        // A line end within a block belongs to it.
        if case .credential(let id) = focus, fields(context)[id]?.form == .pem, context.summary(id).shape == .unfinishedPEM {
            return .edit(id, .breakLine)
        }
        // The block of a private key, typed where a line is expected.
        if case .credential(let id) = focus, context.summary(id).shape == .unfinishedPEM,
            let block = fields(context).first(where: { $0.form == .pem }), context.summary(block.id).length == 0
        {
            focus = .credential(block.id)
            return .moveBlock(from: id, to: block.id)
        }
        let isComplete = fields(context).missing(in: context.summary).isEmpty
        guard focus == .connect || isComplete else {
            move(by: 1, context)
            return nil
        }
        // The reason stands beside the site; what else may be missing is of no use there.
        if context.site.closure != nil, context.draft.replacing == nil {
            objections = []
            focus = .site
            return nil
        }
        objections = Set(items(context).filter { objection(to: $0, context) != nil })
        if let first = items(context).first(where: objections.contains) {
            focus = first
            return nil
        }
        context.draft.name = tidyName
        return .submit
    }

    /// Why the form cannot be sent as it is.
    private func objection(to item: Item, _ context: ScreenContext) -> String? {
        let text = context.text
        switch item {
        case .name: return context.objection(toName: tidyName)?[context.language]
        case .credential(let id):
            let summary = context.summary(id)
            guard summary.length > 0 else {
                let isMissing = fields(context).missing(in: context.summary).contains { $0.id == id }
                return isMissing ? text.entry.fieldEmpty : nil
            }
            if let field = fields(context)[id], let other = fields(context).rival(of: field, { context.summary($0).length > 0 }) {
                return text.entry.beside(other.name[context.language])
            }
            return fields(context)[id]?.canHold(summary) == true ? nil : text.entry.cannotTravel
        case .sample, .site, .environment, .connect: return nil
        }
    }

    // MARK: Pastes and secrets

    /// What becomes of a paste: several values fill their fields, one goes where the focus is.
    mutating func receive(_ findings: PasteFindings, _ context: ScreenContext) -> PasteStep {
        if findings.extent == .cut {
            pasteRemark = .tooLong
            return .discard
        }
        let found = fields(context).map(\.id).filter { findings.credentials[$0] != nil }
        // A value whose shape tells its field goes there, wherever the focus is, unless that would replace another one.
        let isTold =
            findings.layout == .singleValue && found.contains { focus == .credential($0) || context.summary($0).length == 0 }
        if found.count >= 2 || isTold || (found.count == 1 && findings.layout == .labelledLines) {
            pasteRemark =
                findings.layout == .shapedLines
                ? .sorted(found, trimmed: findings.trimmedCharacters) : .filled(found, trimmed: findings.trimmedCharacters)
            objections = []
            let missing = fields(context).missing(in: { findings.credentials[$0] ?? context.summary($0) }).first
            focus = missing.map { .credential($0.id) } ?? .connect
            awaitedChanges = Dictionary(uniqueKeysWithValues: found.map { ($0, 1) })
            return .take(found)
        }
        guard findings.length > 0 else {
            pasteRemark = .empty
            return .discard
        }
        switch findings.layout {
        case .singleValue: break
        case .twoKeys:
            pasteRemark = .twoKeys
            return .discard
        // A passphrase may begin with a brace.
        case .brokenJSON where findings.lines == 1 && hasFreeFocus(context) && findings.length <= 64: break
        case .brokenJSON:
            pasteRemark = .notJSON
            return .discard
        case .empty, .bareLines, .shapedLines, .partLines, .labelledLines, .json, .unrecognised:
            pasteRemark = .notRecognised(lines: findings.lines)
            return .discard
        }
        switch focus {
        case .credential(let credential):
            pasteRemark = .added(credential, trimmed: findings.trimmedCharacters)
            let isEmpty = context.summary(credential).length == 0
            awaitedChanges = [credential: isEmpty ? 2 : 1]
            return isEmpty ? .replace(credential) : .append(credential)
        case .name:
            switch findings.secrecy {
            case .plainText: return .release
            case .mayBeSecret:
                pasteRemark = .secretInPlainField
                return .discard
            }
        case .sample, .site, .environment, .connect:
            pasteRemark = .notRecognised(lines: findings.lines)
            return .discard
        }
    }

    /// Whether the focused field takes values of any shape.
    private func hasFreeFocus(_ context: ScreenContext) -> Bool {
        guard case .credential(let id) = focus, let field = fields(context)[id] else { return false }
        return field.form != .pem && !field.shape.isDistinctive
    }

    mutating func insert(_ text: String, _ context: inout ScreenContext) {
        name.insert(text)
        keepName(&context)
    }

    /// A secret was changed. A change by typing makes the remark on the last paste obsolete.
    mutating func secretChanged(_ credential: KeyField.ID) {
        objections.remove(.credential(credential))
        if let count = awaitedChanges[credential], count > 0 {
            awaitedChanges[credential] = count - 1
            return
        }
        switch pasteRemark {
        case .filled(let credentials, _)?, .sorted(let credentials, _)?: if credentials.contains(credential) { pasteRemark = nil }
        case .added(let other, _)?: if other == credential { pasteRemark = nil }
        case .notRecognised?, .secretInPlainField?, .tooLong?, .empty?, .twoKeys?, .notJSON?, nil: pasteRemark = nil
        }
    }

    /// Puts the focus where a failure says the mistake is.
    mutating func focus(on cause: Cause, _ context: ScreenContext) {
        let places: [Cause: Item] = [.wrongEnvironment: .environment, .wrongSite: .site, .nameTaken: .name]
        let suspects = fields(context).filter { $0.causes.contains(cause) }
        let field = suspects.first { context.summary($0.id).length > 0 } ?? suspects.first
        focus = places[cause].flatMap { items(context).contains($0) ? $0 : nil } ?? .credential(field?.id ?? .apiKey)
    }

    // MARK: View

    func view(_ context: ScreenContext) -> View {
        let text = context.text
        var blocks: [Block] = [.fields(items(context).map { item in field(item, context) })]
        let last = pasteRemark.map { words(for: $0, context) }
        blocks +=
            [.spacer] + unusualRemarks(context) + [
                .paragraph([last ?? Span(text.entry.pasteOffer(fields(context).needed.count), .muted)], indent: 1)
            ]
        let title =
            context.draft.replacing == nil ? text.entry.title.replacing("{exchange}", with: context.exchange.name) : text.entry.replaceTitle
        if context.draft.replacing != nil {
            blocks.insert(
                contentsOf: [
                    .paragraph(
                        [Span(text.entry.replaceLead(name.text, context.exchange.name, context.site.name[context.language]))], indent: 0),
                    .spacer,
                ], at: 0)
        }
        return View(title: title, blocks: blocks)
    }

    private func field(_ item: Item, _ context: ScreenContext) -> Block.Field {
        let text = context.text
        let isFocused: Block.Focus = item == focus ? .chosen : .none
        let refusal = objections.contains(item) ? objection(to: item, context).map { [Span($0, .bad)] } ?? [] : []
        switch item {
        case .sample:
            let sample = context.samples[min(context.draft.sampleIndex, context.samples.count - 1)]
            let position = "< \(context.draft.sampleIndex + 1)/\(context.samples.count) >"
            return Block.Field(
                label: text.entry.sample, content: .option([position], chosen: 0), focus: isFocused,
                remarks: [Span(sample.title[context.language]), Span(text.entry.sampleRemark, .muted)])
        case .site: return .site(context, focus: isFocused)
        case .environment: return .environment(context, focus: isFocused)
        case .name:
            return Block.Field(
                label: text.entry.name, content: .text(name.text, cursor: name.cursor, placeholder: text.entry.namePlaceholder),
                focus: isFocused, remarks: refusal)
        case .credential(let id):
            let summary = context.summary(id)
            let lines = summary.lines > 1 ? text.entry.lines(summary.lines) + text.listComma : ""
            let length = summary.length == 0 ? "" : lines + text.entry.characters(summary.length)
            return Block.Field(
                label: name(of: id, context),
                content: .secret(length: summary.length, shown: summary.masked.map { "\($0)  \(length)" } ?? length),
                focus: isFocused, remarks: refusal + remarks(on: id, context))
        case .connect:
            return Block.Field(
                label: "", content: .action(context.draft.replacing == nil ? text.entry.connect : text.entry.replaceTitle), focus: isFocused
            )
        }
    }

    /// What is odd about a value: unexpected characters, an unusual shape, swapped values. An unusual shape is reported below the
    /// form, because it comes and goes with the focus and no field is to move.
    private func remarks(on id: KeyField.ID, _ context: ScreenContext) -> [Span] {
        guard let field = fields(context)[id] else { return [] }
        if context.summary(id).length == 0 {
            if case .unlocking = field.form { return [Span(context.text.entry.onlyForEncrypted, .muted)] }
            if case .inPlace(let other) = field.need { return [Span(context.text.entry.inPlaceOf(name(of: other, context)), .muted)] }
        }
        let summaries = Dictionary(uniqueKeysWithValues: fields(context).map { ($0.id, context.summary($0.id)) })
        return CredentialFinding.findings(on: field, of: fields(context), in: summaries).prefix(3).compactMap { finding in
            switch finding {
            // The form has a key for swapping the two.
            case .swapped(let first, let second):
                Span(context.text.entry.looksSwapped(first.name[context.language], second.name[context.language]), .caution)
            case .unusual: nil
            // Said as the reason why nothing can be sent.
            case .beside where objections.contains(.credential(id)): nil
            case .looksLike, .twice, .beside, .publicKey, .trouble: Span(finding.words[context.language], .caution)
            }
        }
    }

    /// The values of an unusual shape in fields that have been left; half-typed ones always have one.
    private func unusualRemarks(_ context: ScreenContext) -> [Block] {
        let fields = fields(context)
        let summaries = Dictionary(uniqueKeysWithValues: fields.map { ($0.id, context.summary($0.id)) })
        return fields.filter { focus != .credential($0.id) }.flatMap { field in
            CredentialFinding.findings(on: field, of: fields, in: summaries).compactMap { finding in
                guard case .unusual = finding else { return nil }
                // The words name the field.
                return Block.paragraph([Span(finding.words[context.language], .muted)], indent: 1)
            }
        }
    }

    private func name(of id: KeyField.ID, _ context: ScreenContext) -> String { fields(context)[id]?.name[context.language] ?? id.name }

    private func words(for remark: Remark, _ context: ScreenContext) -> Span {
        let text = context.text
        func names(_ ids: [KeyField.ID]) -> String { ids.map { name(of: $0, context) }.joined(separator: text.listComma) }
        let missing = fields(context).missing(in: context.summary).map(\.id)
        func trimmed(_ count: Int) -> String {
            (count > 0 ? text.sentenceSpace + text.entry.trimmed(count) : "")
                + (missing.isEmpty ? "" : text.sentenceSpace + text.entry.stillMissing(names(missing)))
        }
        return switch remark {
        case .filled(let credentials, let count): Span(text.entry.pasteFilled(names(credentials)) + trimmed(count), .good)
        case .sorted(let ids, let count):
            Span(text.entry.pasteFilled(names(ids)) + text.sentenceSpace + text.entry.pasteToldByShape(ids.count) + trimmed(count), .good)
        case .twoKeys: Span(text.entry.pasteTwoKeys, .caution)
        case .notJSON: Span(text.entry.pasteNotJSON, .caution)
        case .added(let credential, let count): Span(text.entry.pasteFilled(names([credential])) + trimmed(count), .good)
        case .notRecognised(let lines): Span(text.entry.pasteNotRecognised(lines, fields(context).needed.count), .caution)
        case .secretInPlainField: Span(text.entry.pasteSecretInPlainField, .caution)
        case .tooLong: Span(text.entry.pasteTooLong, .caution)
        case .empty: Span(text.entry.pasteEmpty, .caution)
        }
    }
}
