/// How a reply goes out on its connection.
enum AnswerDelivery: Hashable, Sendable {
    /// With one length.
    case whole
    /// In chunks.
    case chunked
    /// The length of the whole, half of the bytes, then the end of the connection.
    case cutInBody
    /// The end of the connection and nothing before it.
    case nothing
}
