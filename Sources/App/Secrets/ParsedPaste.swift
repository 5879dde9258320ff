import Core
import Domain

/// Where things lie in pasted bytes. Holds none of them.
package struct ParsedPaste: Equatable {
    package let layout: PasteFindings.Layout
    /// Everything but the trimmed edges.
    let whole: Range<Int>
    /// Lines that are not blank.
    package let lineCount: Int
    package let values: [KeyField.ID: Value]
    /// Scalars taken off the edges of the values.
    package let trimmedCharacters: Int
    let secrecy: PasteFindings.Secrecy

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
