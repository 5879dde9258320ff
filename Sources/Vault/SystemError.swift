/// What the system refused, by its `errno`.
struct SystemError: Error, Hashable {
    let number: Int32
}
