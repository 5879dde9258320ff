public import Crypto

extension HTTPRequest {
    /// One header line. Its value is printable ASCII.
    public struct Header: Sendable {
        public let name: String
        public let value: Value

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = .plain(value)
        }

        /// A value that never becomes a `String`, in a line that is wiped once the request is over.
        public init(_ name: String, secret: SecretBytes) {
            self.name = name
            self.value = .secret(secret)
        }
    }
}
