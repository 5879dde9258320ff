import JSON

/// `completions` and `manual`: text that the program knows of itself.
public enum PrintedText {
    public static func print(_ name: String, _ text: String, _ context: CommandContext) -> Int32 {
        context.print(
            json: .object([JSONValue.Member("schema", 1), JSONValue.Member(name, .string(text))]),
            text: text.hasSuffix("\n") ? String(text.dropLast()) : text)
        return 0
    }
}
