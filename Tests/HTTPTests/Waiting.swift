/// Whether the condition came true before the deadline, which is not over before many a look.
func eventually(within limit: Duration = .seconds(180), _ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    var looks = 0
    while !condition() {
        looks += 1
        guard ContinuousClock.now < deadline || looks < 200 else { return false }
        try? await Task.sleep(for: .milliseconds(2))
    }
    return true
}
