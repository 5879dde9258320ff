/// A recipient's part of the header: what it is, its arguments, and the file key wrapped for it.
struct Stanza: Equatable {
    let type: String
    let arguments: [String]
    let body: [UInt8]
}
