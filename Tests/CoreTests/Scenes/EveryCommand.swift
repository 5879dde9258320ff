import Testing

@testable import Core
@testable import Domain

/// What every key of every screen does in every scene.
enum EveryCommand {
    /// A binding without its type.
    struct Entry: Hashable {
        let command: String
        let keys: [Key]
        let offer: Offer
        let label: String
    }

    static func entries(_ machine: AppMachine) -> [Entry] {
        guard let model = machine.screens.last?.model else { return [] }
        return entries(of: model, machine.context)
    }

    private static func entries<Model: ScreenModel>(of model: Model, _ context: ScreenContext) -> [Entry] {
        Model.bindings.map {
            Entry(
                command: "\($0.command)", keys: $0.keys, offer: model.offer($0.command, context), label: context.text[keyPath: $0.label])
        }
    }

    /// The commands of a screen that no key gives.
    static func unboundCommands(_ machine: AppMachine) -> [String] {
        func unbound<Model: ScreenModel>(_ model: Model) -> [String] {
            Model.Command.allCases.filter { command in !Model.bindings.contains { $0.command == command } }.map { "\($0)" }
        }
        guard let model = machine.screens.last?.model else { return [] }
        return unbound(model)
    }

    /// One line for every binding of every scene: where it leads, and what the driver is told.
    static func table() throws -> String {
        var lines: [String] = []
        for scene in Scene.all {
            let before = try scene.transcript(.english)
            guard before.machine.overlay == nil else { continue }
            lines.append("\(scene.name): \(before.screenTitle)")
            for entry in entries(before.machine) {
                guard let key = entry.keys.first(where: { before.commands($0) }) else { continue }
                var transcript = before
                let effects = transcript.press(key)
                let offer =
                    switch entry.offer {
                    case .enabled: ""
                    case .disabled: " (shut)"
                    case .refused(let refusal): " (\(refusal))"
                    }
                lines.append("  \(key.name) \(entry.command)\(offer) → " + words(from: before, to: transcript, effects))
                transcript.end()
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func words(from before: MachineTranscript, to after: MachineTranscript, _ effects: [Effect]) -> String {
        var words: [String] = []
        if after.driver.hasQuit {
            words.append("end")
        } else if let dialog = after.view.dialog {
            words.append("[\(dialog.title)]")
        } else if after.screenTitle != before.screenTitle {
            words.append(after.screenTitle)
        } else if after.machine.screens != before.machine.screens || after.machine.draft != before.machine.draft {
            words.append("changed")
        } else {
            words.append("same")
        }
        return (words + effects.map(Self.words)).joined(separator: ", ")
    }

    private static func words(_ effect: Effect) -> String {
        switch effect {
        case .start(let ticket, .verify(let target)): "verify as \(ticket.number) (withdrawal \(target.withdrawal))"
        case .start(let ticket, .probe(_, among: let places)): "probe \(places.count) places as \(ticket.number)"
        case .start(let ticket, .refresh): "refresh as \(ticket.number)"
        case .start(let ticket, .stream): "stream as \(ticket.number)"
        case .start(let ticket, .readSettings(_, let settingsTarget)): "read settings as \(ticket.number)\(words(settingsTarget))"
        case .start(let ticket, .applySettings(_, let plan, let settingsTarget)):
            "apply \(plan.map(\.id)) as \(ticket.number)\(words(settingsTarget))"
        case .start(let ticket, .vault(let command)): "vault as \(ticket.number): \(words(command))"
        case .start(let ticket, .authorize(let request)):
            "authorize at \(request.place.site.id) \(request.place.environment) as \(ticket.number)"
        case .start(let ticket, .export(let request)): "export \(request.table.rows.count) rows to \(request.path) as \(ticket.number)"
        case .cancel(let ticket): "cancel \(ticket.number)"
        case .answerAuthorization(let ticket, _): "answer \(ticket.number) with the paste"
        case .answerAuthorizationTyped(let ticket, let slot): "answer \(ticket.number) with slot \(slot.number)"
        case .decideAuthorization(let ticket, let decision): "\(decision) for \(ticket.number)"
        case .abandonAuthorization(let ticket): "give up \(ticket.number)"
        case .openBrowser(let address): "open \(address)"
        case .printBare(let text): "print \(text)"
        case .editSecret(let slot, let edit): "\(edit) in slot \(slot.number)"
        case .takeFromPaste(_, let credential, let slot): "take \(credential) into slot \(slot.number)"
        case .appendPaste(_, let slot): "append to slot \(slot.number)"
        case .releasePaste: "release paste"
        case .discardPaste: "discard paste"
        case .fillSample(let id, _): "fill in sample \(id)"
        case .wipe(let slot): "wipe slot \(slot.number)"
        case .compare(let first, let second): "compare slots \(first.number) and \(second.number)"
        case .lock: "lock"
        case .saveHistory(let accounts): "save the history of \(accounts.map(\.name).joined(separator: ", "))"
        case .remember(let choices): "remember \(words(choices))"
        case .copy(let text): "copy \(text)"
        case .startTimer(let timer, let milliseconds): "\(timer) in \(milliseconds) ms"
        case .stopTimer(let timer): "stop \(timer)"
        case .showTheme(let name): "theme \(name)"
        case .useMouse(let mouse): "mouse to the \(mouse)"
        case .repaint: "repaint"
        case .suspend: "suspend"
        case .quit: "quit"
        }
    }

    private static func words(_ choices: RememberedChoices) -> String {
        [
            choices.language?.rawValue, choices.theme, choices.currency?.rawValue, choices.accountOrder, choices.assetOrder,
            choices.positionOrder,
        ].compactMap(\.self).joined(separator: ", ")
    }

    private static func words(_ settingsTarget: SettingsTarget) -> String {
        settingsTarget == SettingsTarget()
            ? "" : ", leverage \(settingsTarget.leverage?.plain ?? "–") of \(settingsTarget.instrument ?? "–")"
    }

    private static func words(_ command: VaultCommand) -> String {
        switch command {
        case .create(let slot): "create with slot \(slot.number)"
        case .unlock(let slot, let generation): "unlock \(generation) with slot \(slot.number)"
        case .reread: "reread"
        case .add(let name, _): "add \(name)"
        case .replace(let name, _): "replace \(name)"
        case .rename(let name, let other): "rename \(name) to \(other)"
        case .remove(let name): "remove \(name)"
        case .makeDefault(let name): "make \(name) the default"
        case .changeFutures(let name, let use): "futures of \(name): \(use)"
        case .changePassphrase(let present, let new): "change the passphrase from slot \(present.number) to slot \(new.number)"
        case .acceptAddress(let name, let site): "send the key of \(name) to \(site.restOrigin)"
        case .noteAccounts(let accounts): "note accounts of \(accounts.keys.sorted().joined(separator: ", "))"
        }
    }
}
