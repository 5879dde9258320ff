internal import Glibc

/// Whether the full screen can be had, without taking the terminal.
public enum TerminalCheck {
    /// What stands in the way; `nil` for nothing that can be seen from outside.
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
