import Core
import Terminal

/// The full screen with its keyboard.
final class FullScreenSurface: Surface {
    let screen: FullScreen
    let inputDescriptor: Int32
    private var input: TerminalInput

    /// A paste whose end does not come is ended after this time without a byte.
    private static let pasteMilliseconds: Int64 = 2_000

    init(_ screen: FullScreen, inputDescriptor: Int32) {
        self.screen = screen
        self.inputDescriptor = inputDescriptor
        input = TerminalInput(descriptor: inputDescriptor, decoder: InputDecoder(terminfoKeys: screen.keySequences))
    }

    var size: Size { screen.size }

    var patienceMilliseconds: Int64? {
        input.isInPaste ? Self.pasteMilliseconds : input.awaitsMore ? Int64(TerminalInput.escapeMilliseconds) : nil
    }

    var awaitsAnswer: Bool { false }

    func present(_ view: View, language: Language) { screen.present(Frame(view, size: screen.size)) }

    func read(into driver: Driver) -> TerminalInput.Outcome { input.read(into: driver) }

    func becameQuiet(_ driver: Driver) {
        if input.isInPaste { input.endPaste(into: driver) } else if input.awaitsMore { input.timeout(into: driver) }
    }

    func resized() -> Size { screen.resized() }

    func repaint() { screen.repaint() }

    func copy(_ text: String) { _ = screen.copyToClipboard(text) }

    func suspend() { screen.suspend() }

    func resume() { screen.resume() }

    func restore() { screen.restore() }
}
