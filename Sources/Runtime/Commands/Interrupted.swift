/// A signal that ends the program arrived.
struct Interrupted: Error, Equatable {
    let signal: Int32

    var exitCode: Int32 { 128 + signal }
}
