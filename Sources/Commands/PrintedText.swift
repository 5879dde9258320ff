import App
import Domain
import Glibc
import JSON

/// Prints text about the program itself: `completions`, `manual`, and the messages of the argument parser.
public enum PrintedText {
    /// Prints help, a version or a mistake in the arguments, and answers with the status to end with.
    public static func end(_ text: String, status: Int32) -> Int32 {
        let process = CommandEnvironment.process
        let output = process.output
        // Data goes to standard output, talk to standard error.
        guard status == 0 else {
            output.tell(text)
            return status
        }
        output.write(text)
        do throws(Failure) {
            try output.requireWritten()
            return status
        } catch {
            let language = output.spoken(CommandContext.localeLanguage(process.environment))
            output.tell("tidegate: " + FailureReport.text(error, language))
            return error.cause.exitCode
        }
    }

    /// The width of help: that of the terminal, between 60 and 100 columns.
    public static var columns: Int {
        var window = winsize()
        let asked = ProgramFolders.variable("COLUMNS").flatMap { Int($0) }
        let found = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0 ? Int(window.ws_col) : 80
        return max(60, min(asked.flatMap { $0 > 0 ? $0 : nil } ?? found, 100))
    }

    /// Makes the argument parser use that width; it traps on widths to which it cannot wrap.
    public static func fixColumns() { setenv("COLUMNS", String(columns), 1) }

    /// Prints a text, or with `--json` an object with it under `name`; answers the status to end with.
    public static func print(_ name: String, _ text: String, _ context: CommandContext) -> Int32 {
        context.print(
            json: .object([JSONValue.Member("schema", 1), JSONValue.Member(name, .string(text))]),
            text: text.hasSuffix("\n") ? String(text.dropLast()) : text)
        return 0
    }
}
