@testable import Core

/// Every piece of text in a value.
private func strings(in value: Any) -> [String] {
    if let string = value as? String { return [string] }
    return Mirror(reflecting: value).children.flatMap { strings(in: $0.value) }
}

extension View {
    /// Every piece of text on the screen.
    var strings: [String] { CoreTests.strings(in: self) }
}

extension View.Dialog {
    var strings: [String] { CoreTests.strings(in: self) }
}
