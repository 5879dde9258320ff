import Core
import Domain

/// Where values lie in pasted bytes; holds none of the bytes.
package struct ParsedPaste: Equatable {
    /// Which of the known ways of writing a key the paste follows.
    package let layout: PasteFindings.Layout
    /// Everything but the trimmed edges.
    let whole: Range<Int>
    /// Lines that are not blank.
    package let lineCount: Int
    /// Where the value of each recognised field lies; empty where none is given.
    package let values: [KeyField.ID: Value]
    /// Scalars taken off the edges of the values.
    package let trimmedCharacters: Int
    let secrecy: PasteFindings.Secrecy

    /// Where a value lies in the bytes, and how it is written there.
    package struct Value: Equatable {
        let range: Range<Int>
        let coding: Coding
        var form = KeyField.Form.line

        enum Coding {
            case verbatim
            /// A JSON string with its quotes and escapes.
            case jsonString
        }

        /// Lends the value's text out of the bytes that were parsed.
        package func withBytes<Result>(of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            let written = UnsafeRawBufferPointer(rebasing: bytes[range])
            let form = form
            func lend(_ text: UnsafeRawBufferPointer) -> Result {
                switch form {
                case .line, .unlocking: body(text)
                case .pem: PEMBlock.withNormalised(text, body)
                }
            }
            return switch coding {
            case .verbatim: lend(written)
            case .jsonString: JSONCredentials.withUnescaped(written, lend)
            }
        }
    }
}
