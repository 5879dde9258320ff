import Domain
import Terminal
import Testing

@testable import App

/// Where a terminal cannot show the interface, the way without a full screen is the command that was given.
@Suite struct TerminalFailureTests {
    @Test(arguments: [TerminalError.typeUnset, .typeUnknown("odd"), .typeUnsuitable("dumb")], Language.allCases)
    func theCommandThatWasGivenIsNamed(error: TerminalError, language: Language) {
        for command in ["tidegate", "tidegate demo"] {
            let failure = TerminalFailure.failure(for: error, command: command)
            #expect(failure.cause == .terminalUnsuitable)
            #expect(failure.remedy.map { $0[language] }.joined().contains(command + " --plain"))
        }
    }
}
