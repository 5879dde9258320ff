/// Which names somebody may have meant who typed another one.
enum NearestName {
    /// The names that are as near as any, at most three of them; none where nothing is near.
    static func names(to word: String, among names: [[String]]) -> [String] {
        let word = Array(word.lowercased())
        guard (1...longest).contains(word.count) else { return [] }
        let distances = names.map { path in (path.joined(separator: " "), distance(word, path)) }
        guard let least = distances.map(\.1).min(), least <= max(1, min(3, (word.count + 1) / 3)) else { return [] }
        return Array(distances.filter { $0.1 == least }.map(\.0).prefix(3))
    }

    private static let longest = 40

    /// To the last of the names, or to all of them in one word.
    private static func distance(_ word: [Character], _ path: [String]) -> Int {
        let forms = [path.last ?? "", path.joined(), path.joined(separator: "-")].map(Array.init)
        // Who stops in the middle of a name means it.
        if word.count > 1, forms.contains(where: { $0.starts(with: word) }) { return 1 }
        return forms.map { distance(word, $0) }.min() ?? .max
    }

    /// How many letters have to be put in, left out, changed, or exchanged with their neighbour.
    static func distance(_ word: [Character], _ other: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in word.indices {
            var next = [row + 1]
            for column in other.indices {
                var cost = min(next[column] + 1, last[column + 1] + 1, last[column] + (word[row] == other[column] ? 0 : 1))
                if row > 0, column > 0, word[row] == other[column - 1], word[row - 1] == other[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                next.append(cost)
            }
            (beforeLast, last) = (last, next)
        }
        return last[other.count]
    }
}
