@testable import Core

extension View {
    /// Every piece of text on the screen.
    var strings: [String] {
        func strings(in value: Any) -> [String] {
            if let string = value as? String { return [string] }
            return Mirror(reflecting: value).children.flatMap { strings(in: $0.value) }
        }
        return strings(in: self)
    }
}
