/// Whether the user lets a key be tried at other places than the one named.
public enum ProbeConsent: Hashable, Sendable {
    case given
    case withheld
}
