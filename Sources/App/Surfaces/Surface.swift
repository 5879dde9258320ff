import Core
import Domain
import Terminal
import Themes

/// What shows the machine's views to the user, and what the user enters: the full screen, or the plain mode.
protocol Surface: AnyObject {
    var size: Size { get }
    /// What to wait for, to be read from with `read`.
    var inputDescriptor: Int32 { get }
    /// How long to wait at most for more before `becameQuiet`; `nil` where nothing has been begun.
    var timeoutMilliseconds: Int64? { get }
    /// Whether the view is to be presented although it has not changed.
    var awaitsAnswer: Bool { get }

    /// The `errno` with which the output refused what was presented.
    var refusal: Int32? { get }

    func present(_ view: View, language: Language)
    func read(into driver: Driver) -> TerminalInput.Outcome
    func becameQuiet(_ driver: Driver)
    /// The size, asked for again.
    func resized() -> Size
    func repaint()
    /// How a text gets to where the user wants it.
    var copying: AppConfiguration.Copying { get }
    func copy(_ text: String)
    func showTheme(_ name: String)
    func use(_ mouse: MouseUse)
    /// What a press of the mouse means there, on what is shown.
    func target(at position: Frame.Position) -> HitTarget?
    /// The terminal's background is known; answers with the theme that is shown for it, where that is another one.
    func backgroundAnswered(_ colour: RGB) -> String?
    /// Gives the terminal to the shell until `resume`.
    func suspend()
    func resume()
    /// Gives the terminal back for good.
    func restore()
}
