import Core
import Domain
import Terminal
import Themes

/// The full screen with its keyboard.
final class FullScreenSurface: Surface {
    let screen: FullScreen
    let inputDescriptor: Int32
    private let themes: ThemeCatalog
    private let distance: LineDistance
    private var input: TerminalInput
    private var shown: Frame?
    /// When the terminal was asked for its background; `nil` where no answer is waited for.
    private var askedAt: Int64?

    /// How long an answer of the terminal is waited for; it may be far away.
    private static let answerMilliseconds: Int64 = 2_000
    /// Meanwhile a lone ESC is waited on for longer, so that an answer in pieces is not taken for keys.
    private static let escapeMilliseconds: Int64 = 300

    init(
        _ screen: FullScreen, inputDescriptor: Int32, distance: LineDistance = .near, themes: ThemeCatalog = ThemeCatalog(),
        copying: AppConfiguration.Copying = .unconfirmed
    ) {
        self.copying = copying
        self.screen = screen
        self.themes = themes
        self.inputDescriptor = inputDescriptor
        self.distance = distance
        input = TerminalInput(descriptor: inputDescriptor, decoder: InputDecoder(terminfoKeys: screen.keySequences))
    }

    var size: Size { screen.size }

    var timeoutMilliseconds: Int64? {
        switch input.wait {
        case .escape?: escapeMilliseconds
        case .sequence?: distance.sequenceMilliseconds
        case .paste?: distance.pasteMilliseconds
        case nil: nil
        }
    }

    private var escapeMilliseconds: Int64 {
        guard let askedAt, TimerClock.nowMilliseconds - askedAt < Self.answerMilliseconds else { return distance.escapeMilliseconds }
        return max(Self.escapeMilliseconds, distance.escapeMilliseconds)
    }

    var awaitsAnswer: Bool { false }

    /// A terminal that is gone is noticed when reading.
    var refusal: Int32? { nil }

    func present(_ view: View, language: Language) {
        let frame = Frame(view, size: screen.size, after: shown)
        screen.present(frame)
        shown = frame
    }

    func read(into driver: Driver) -> TerminalInput.Outcome { input.read(into: driver) }

    func becameQuiet(_ driver: Driver) {
        if input.isInPaste { input.endPaste(into: driver) } else if input.awaitsMore { input.timeout(into: driver) }
    }

    func resized() -> Size { screen.resized() }

    func repaint() { screen.repaint() }

    let copying: AppConfiguration.Copying

    func copy(_ text: String) { _ = screen.copyToClipboard(text) }

    func showTheme(_ name: String) {
        // A late answer must not change a theme that the user has chosen meanwhile.
        askedAt = nil
        if let theme = themes.theme(named: name)?.theme { screen.apply(theme: theme) }
    }

    func use(_ mouse: MouseUse) { screen.use(mouse) }

    func target(at position: Frame.Position) -> HitTarget? { shown?.target(at: position) }

    /// Lets the terminal's background decide on the theme.
    func askForBackground() {
        switch screen.askForBackground() {
        case .yes: askedAt = TimerClock.nowMilliseconds
        case .no: break
        }
    }

    func backgroundAnswered(_ colour: RGB) -> String? {
        guard askedAt != nil else { return nil }
        askedAt = nil
        let name = ThemeCatalog.name(for: Appearance(background: colour))
        guard let theme = themes.theme(named: name)?.theme else { return nil }
        screen.apply(theme: theme)
        return name
    }

    func suspend() { screen.suspend() }

    /// Shows nothing yet: what was shown before may be locked by now, and the driver presents it again.
    func resume() {
        screen.forgetFrame()
        screen.resume()
    }

    func restore() { screen.restore() }
}
