import Domain
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Session

/// Other users of the machine connect to the port that the browser is to come to.
@Suite(.serialized) struct CrowdedListenerTests {
    /// What the others do with their connections.
    enum Habit: CaseIterable, CustomTestStringConvertible {
        case silent, oneByte, halfALine, aLineWithoutAnEnd

        var bytes: String {
            switch self {
            case .silent: ""
            case .oneByte: "G"
            case .halfALine: "GET /callback?code=evilevil"
            case .aLineWithoutAnEnd: "GET /elsewhere HTTP/1.1\r\nHost: x\r\n"
            }
        }

        var testDescription: String { "\(self)" }
    }

    /// Waiting for a timeout of one of them would take seconds each time; the browser is answered before any of them times out.
    @Test(arguments: Habit.allCases) func theAnswerGetsInBesideAThousand(_ habit: Habit) throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, 8_192))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let port = try Loopback.freePort()
        let listener = try CallbackListener.open(try #require(RedirectAddress("http://127.0.0.1:\(port)/callback"))).get()
        let judged = Mutex<[String]>([])
        listener.serve { target in
            let text = String(decoding: target, as: UTF8.self)
            judged.withLock { $0.append(text) }
            return CallbackListener.Page(
                status: text == "/callback?code=right" ? 200 : 404, html: "<p>seen</p>",
                ending: text == "/callback?code=right" ? .close : .goOn)
        }
        defer { listener.stop() }
        var others: [Int32] = []
        defer { for descriptor in others { close(descriptor) } }
        for _ in 0..<1_000 {
            let descriptor = try Loopback.connect(to: port)
            others.append(descriptor)
            _ = send(descriptor, habit.bytes, habit.bytes.utf8.count, Int32(MSG_NOSIGNAL))
        }
        let browser = try Loopback.connect(to: port)
        defer { close(browser) }
        // In pieces, as over a slow bridge between two machines.
        for piece in ["GET /call", "back?code=right HTTP", "/1.1\r\nHost: 127.0.0.1\r\n", "Accept: */*\r\n\r\n"] {
            #expect(send(browser, piece, piece.utf8.count, Int32(MSG_NOSIGNAL)) == piece.utf8.count)
        }
        let answer = String(decoding: Loopback.readToEnd(browser), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.hasSuffix("<p>seen</p>"))
        #expect(judged.withLock { $0.contains("/callback?code=right") && !$0.contains { $0.contains("evil") } })
    }
}
