internal import Core

/// Collects keys into lines, and keeps bracketed pastes apart. Where the terminal does not edit lines itself, because they are not shown,
/// Backspace and Ctrl-U change the line, and Esc drops it.
final class TypedLines: InputSink {
    let entered = EnteredBytes()
    /// What was pasted last, until it is taken.
    let pasted = EnteredBytes()
    private(set) var phase = Phase.typing

    enum Phase: Hashable {
        case typing
        case pasting
        /// A paste is complete, or was given up.
        case pasted(Ending)
    }

    /// Where a paste of one line goes.
    enum Placing: Hashable {
        case inLine
        case apart
    }

    var placing = Placing.inLine

    /// Whether there are lines to be used before the paste.
    enum Lines: Hashable {
        case none
        case beforePaste
    }

    private(set) var lines = Lines.none

    enum Ending: Hashable {
        case marked
        case leftOpen
    }

    /// Whether there is a paste to be used.
    var hasPaste: Bool {
        switch phase {
        case .typing, .pasting: false
        case .pasted: true
        }
    }

    /// Whether the end of input was typed.
    var endWasTyped = false

    func key(_ key: Key) {
        switch key {
        case .character(let scalar): entered.put(scalar)
        case .enter: entered.endLine()
        case .tab: entered.put("\t")
        case .escape: entered.escape()
        case .backspace: entered.removeLastCharacter()
        case .control("u"): entered.removeLine()
        case .control("c"), .control("d"): endWasTyped = true
        case .control, .alt, .backTab, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .function: break
        }
    }

    func pasteBegan() {
        pasted.wipe()
        phase = .pasting
        lines = entered.hasLine ? .beforePaste : .none
        switch placing {
        case .apart: entered.removeLine()
        case .inLine: break
        }
    }

    func paste(_ bytes: UnsafeRawBufferPointer) { pasted.put(bytes) }

    func pasteEnded() {
        switch placing {
        case .inLine where pasted.filledLines <= 1:
            pasted.takeAll { bytes in entered.put(bytes, but: [0x0A, 0x0D]) }
            phase = .typing
        case .inLine, .apart: phase = .pasted(.marked)
        }
    }

    func pasteLeftOpen() {
        switch phase {
        case .typing, .pasting: break
        case .pasted: phase = .pasted(.leftOpen)
        }
    }

    /// The paste was used.
    func pasteTaken() {
        pasted.wipe()
        phase = .typing
        lines = .none
    }

    func wipe() {
        entered.wipe()
        pasteTaken()
    }
}
