/// What the system refused, by its `errno`.
package struct SystemError: Error, Hashable {
    package let number: Int32

    package init(number: Int32) { self.number = number }
}
