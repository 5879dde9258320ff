import Core
import Domain

/// Where things lie in pasted bytes. Holds none of them.
package struct ParsedPaste: Equatable {
    package let layout: PasteFindings.Layout
    /// Everything but the trimmed edges.
    let whole: Range<Int>
    /// Lines that are not blank.
    let lineCount: Int
    package let values: [Credential: Value]
    /// Scalars taken off the edges of the values.
    package let trimmedCharacters: Int
    let secrecy: PasteFindings.Secrecy

    package struct Value: Equatable {
        let range: Range<Int>
        let coding: Coding

        enum Coding {
            case verbatim
            /// A JSON string with its quotes and escapes.
            case jsonString
        }

        /// Lends the value's text out of the bytes that were parsed.
        package func withBytes<Result>(of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            let written = UnsafeRawBufferPointer(rebasing: bytes[range])
            return switch coding {
            case .verbatim: body(written)
            case .jsonString: JSONCredentials.withUnescaped(written, body)
            }
        }
    }
}
