/// What follows the last characters when the bytes do not fill a group of three.
public enum Base64Padding: Sendable {
    /// `=` up to a multiple of four characters (RFC 4648 4).
    case required
    /// Nothing (RFC 4648 3.2).
    case absent
}
