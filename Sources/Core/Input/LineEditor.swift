import Domain

/// A line of text with a cursor.
struct LineEditor: Hashable, Sendable {
    private(set) var text: String
    /// In characters from the start.
    private(set) var cursor: Int
    /// The most characters it takes.
    let limit: Int

    init(_ text: String, limit: Int) {
        self.text = text
        self.limit = limit
        cursor = text.count
    }

    mutating func insert(_ addition: String) {
        let clean = addition == " " ? " " : CleanText.line(addition)
        // Scalars are limited too: any number of combining marks can follow a letter without adding a character.
        for character in clean where text.count < limit && text.unicodeScalars.count < limit * 4 {
            let before = text.count
            text.insert(character, at: text.index(text.startIndex, offsetBy: cursor))
            // A combining mark joins the character before it and takes no place of its own.
            cursor = min(cursor + max(0, text.count - before), text.count)
        }
    }

    mutating func removeBackward() {
        guard cursor > 0 else { return }
        text.remove(at: text.index(text.startIndex, offsetBy: cursor - 1))
        cursor -= 1
    }

    mutating func removeForward() {
        guard cursor < text.count else { return }
        text.remove(at: text.index(text.startIndex, offsetBy: cursor))
    }

    mutating func clear() {
        text = ""
        cursor = 0
    }

    /// `done` changes nothing.
    mutating func apply(_ edit: Overlay.NameEdit) {
        switch edit {
        case .insert(let scalar): insert(String(Character(scalar)))
        case .removeBackward: removeBackward()
        case .removeForward: removeForward()
        case .left: moveLeft()
        case .right: moveRight()
        case .toStart: moveToStart()
        case .toEnd: moveToEnd()
        case .clear: clear()
        case .done: break
        }
    }

    mutating func moveLeft() { cursor = max(0, cursor - 1) }
    mutating func moveRight() { cursor = min(text.count, cursor + 1) }
    mutating func moveToStart() { cursor = 0 }
    mutating func moveToEnd() { cursor = text.count }
}
