internal import CCurl
import Crypto
import Glibc

/// A libcurl list of lines, wiped before it is freed.
final class LineList {
    private(set) var first: UnsafeMutablePointer<curl_slist>?
    /// False once memory ran out for a line; the list is then not to be used.
    private(set) var isComplete = true

    deinit {
        var line = first
        while let present = line {
            if let text = present.pointee.data { explicit_bzero(text, strlen(text)) }
            line = present.pointee.next
        }
        curl_slist_free_all(first)
    }

    func append(_ line: String) {
        keep(curl_slist_append(first, line))
    }

    /// A header in libcurl's notation, where `Name;` is a header without a value and `Name:` would be none at all.
    func append(_ header: HTTPRequest.Header) {
        switch header.value {
        case .plain(let text):
            append(text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } ? "\(header.name);" : "\(header.name): \(text)")
        case .secret(let secret):
            secret.withUnsafeBytes { bytes in
                if bytes.allSatisfy({ $0 == UInt8(ascii: " ") }) {
                    append("\(header.name);")
                } else {
                    append(header.name, bytes)
                }
            }
        }
    }

    private func append(_ name: String, _ value: UnsafeRawBufferPointer) {
        let start = Array("\(name): ".utf8)
        withUnsafeTemporaryAllocation(byteCount: start.count + value.count + 1, alignment: 1) { line in
            line.copyBytes(from: start)
            UnsafeMutableRawBufferPointer(rebasing: line[start.count...]).copyMemory(from: value)
            line[start.count + value.count] = 0
            keep(curl_slist_append(first, line.assumingMemoryBound(to: CChar.self).baseAddress))
            if let address = line.baseAddress { explicit_bzero(address, line.count) }
        }
    }

    private func keep(_ grown: UnsafeMutablePointer<curl_slist>?) {
        if let grown {
            first = grown
        } else {
            isComplete = false
        }
    }
}
