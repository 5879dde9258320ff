import Core
import Domain
import Terminal
import Themes

/// The plain mode, line by line.
final class PlainSurface: Surface {
    private let terminal: PlainTerminal
    let inputDescriptor: Int32

    init(_ terminal: PlainTerminal, inputDescriptor: Int32) {
        self.terminal = terminal
        self.inputDescriptor = inputDescriptor
    }

    /// The line mode needs no size; this one is always sufficient.
    var size: Size { Size(columns: 80, rows: 24) }

    var timeoutMilliseconds: Int64? { terminal.timeoutMilliseconds }

    var awaitsAnswer: Bool { terminal.awaitsAnswer }

    var refusal: Int32? { terminal.refusal }

    func present(_ view: View, language: Language) { terminal.present(view, language: language) }

    func read(into driver: Driver) -> TerminalInput.Outcome { terminal.read(into: driver) }

    func becameQuiet(_ driver: Driver) { terminal.becameQuiet(driver) }

    func resized() -> Size { size }

    func repaint() { terminal.sayEverything() }

    var copying: AppConfiguration.Copying { .byHand }

    /// The notice says the text; a sequence for the clipboard would be noise.
    func copy(_ text: String) {}

    func showTheme(_ name: String) {}

    func use(_ mouse: MouseUse) {}

    func target(at position: Frame.Position) -> HitTarget? { nil }

    func backgroundAnswered(_ colour: RGB) -> String? { nil }

    func suspend() { terminal.suspend() }

    func resume() { terminal.resume() }

    func restore() { terminal.restore() }
}
