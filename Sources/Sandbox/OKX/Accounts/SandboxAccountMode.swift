/// The account mode, spelled as `acctLv` spells it.
public enum SandboxAccountMode: String, Hashable, Sendable, CaseIterable {
    case spot = "1"
    case futures = "2"
    case multiCurrency = "3"
    case portfolio = "4"
}
