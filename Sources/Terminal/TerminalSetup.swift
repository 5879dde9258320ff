internal import Glibc

/// What the full screen is opened on.
public struct TerminalSetup: Sendable {
    /// Whether colours may be used where the terminal has them.
    public enum Colours: Hashable, Sendable {
        case asOffered
        case none
    }

    /// Programs between us and the terminal that keep sequences for themselves unless these are wrapped.
    public enum Multiplexer: Hashable, Sendable {
        case none
        case tmux
        case screen
    }

    /// Where keys are read; has to be a terminal.
    public var inputDescriptor: Int32
    /// Where the screen is written; has to be a terminal.
    public var outputDescriptor: Int32
    /// The terminal's type, as `TERM` says.
    public var type: String
    /// Whether colours are used where the terminal has them.
    public var colours: Colours
    /// The multiplexer that sequences for the outer terminal have to be wrapped for.
    public var multiplexer: Multiplexer
    /// How far away the keyboard may be, which decides how long to wait for the rest of a sequence.
    public var distance = LineDistance.near

    /// A keyboard that is near, unless `distance` is set.
    public init(inputDescriptor: Int32, outputDescriptor: Int32, type: String, colours: Colours, multiplexer: Multiplexer) {
        self.inputDescriptor = inputDescriptor
        self.outputDescriptor = outputDescriptor
        self.type = type
        self.colours = colours
        self.multiplexer = multiplexer
    }

    /// Standard input and output, with what the environment says: `TERM`, `NO_COLOR` (no-color.org), `TMUX` and `STY`.
    public init(environment: (String) -> String?) {
        func isSet(_ name: String) -> Bool { environment(name).map { !$0.isEmpty } ?? false }
        self.init(
            inputDescriptor: STDIN_FILENO,
            outputDescriptor: STDOUT_FILENO,
            type: environment("TERM") ?? "",
            colours: isSet("NO_COLOR") ? .none : .asOffered,
            multiplexer: isSet("TMUX") ? .tmux : isSet("STY") ? .screen : .none
        )
        distance = LineDistance(environment: environment)
    }
}

/// Why this terminal cannot be used.
public enum TerminalError: Error, Hashable, Sendable {
    /// Input or output is a file or a pipe.
    case notATerminal
    /// `TERM` is unset or empty.
    case typeUnset
    /// The terminal database does not know the type; with what `TERM` says, freed of what cannot be printed.
    case typeUnknown(String)
    /// The terminal cannot move its cursor or clear its screen, as `dumb` cannot.
    case typeUnsuitable(String)
    /// The terminal's modes could not be read or set; with the `errno`.
    case modesRefused(errno: Int32)
    /// ncurses did not start, for want of memory.
    case notStarted
}

/// Checks whether the full screen can be used, without taking the terminal.
public enum TerminalCheck {
    /// Why the full screen cannot be used; `nil` where no reason shows beforehand.
    public static func problem(_ setup: TerminalSetup) -> TerminalError? {
        guard isatty(setup.inputDescriptor) == 1, isatty(setup.outputDescriptor) == 1 else { return .notATerminal }
        do throws(TerminalError) {
            _ = try TerminalType(named: setup.type, descriptor: setup.outputDescriptor)
            return nil
        } catch {
            return error
        }
    }
}
