import Testing
import TestSupport

extension PseudoTerminal {
    /// Types each answer after the question before it has been shown, and answers all that the terminal showed until then, and as
    /// soon as `last` was shown.
    func answer(_ dialogue: [(question: String, answer: String)], last: String = "") async throws -> String {
        var shown = ""
        for (question, answer) in dialogue {
            shown = try await read(after: shown, until: question)
            try #require(type(answer))
        }
        return last.isEmpty ? shown : try await read(after: shown, until: last)
    }

    private func read(after shown: String, until wanted: String) async throws -> String {
        var all = shown
        var looks = Deadline.Looks()
        while !all.dropFirst(shown.count).contains(wanted) {
            let goesOn = looks.goOn()
            try #require(goesOn, "“\(wanted)” was not shown: \(all)")
            let part = read(withinMilliseconds: 20)
            if part.isEmpty { await Task.yield() }
            all += String(decoding: part, as: UTF8.self)
        }
        return all
    }
}
