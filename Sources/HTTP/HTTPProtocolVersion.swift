/// The protocol that carried a reply.
public enum HTTPProtocolVersion: Hashable, Sendable {
    case http1_1
    case http2
}
