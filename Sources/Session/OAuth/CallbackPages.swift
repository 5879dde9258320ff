import Domain

/// The small pages that the browser shows after the callback. No value of the callback is in them.
struct CallbackPages: Sendable {
    let language: Language

    /// The answer that was waited for.
    var thanks: CallbackListener.Page {
        page(
            200, Phrase(en: "Done", zh: "已完成"), Phrase(en: "Return to the terminal; this page can be closed.", zh: "请回到终端；可以关闭此页面。"), .close
        )
    }

    var denied: CallbackListener.Page {
        page(
            200, Phrase(en: "Not authorized", zh: "未授权"),
            Phrase(en: "Nothing was connected. Return to the terminal.", zh: "未建立任何连接。请回到终端。"), .close)
    }

    /// Given up in the terminal before the browser came back.
    var late: CallbackListener.Page {
        page(
            200, Phrase(en: "Too late", zh: "已放弃"),
            Phrase(en: "It was given up in the terminal; nothing was connected.", zh: "终端中已放弃该授权；未建立任何连接。"), .close)
    }

    /// Not what is waited for.
    var refused: CallbackListener.Page {
        page(
            400, Phrase(en: "Not expected", zh: "并非所等待的结果"),
            Phrase(
                en: "This is not the answer that the terminal waits for. Begin from the address shown there.",
                zh: "这不是终端所等待的结果。请从终端显示的地址开始。"), .goOn)
    }

    var notFound: CallbackListener.Page {
        CallbackListener.Page(status: 404, html: "", ending: .goOn)
    }

    private func page(_ status: Int, _ title: Phrase, _ text: Phrase, _ ending: CallbackListener.Page.Ending) -> CallbackListener.Page {
        CallbackListener.Page(
            status: status,
            html: """
                <!DOCTYPE html>
                <html lang="\(language.rawValue)">
                <head><meta charset="utf-8"><title>Tidegate</title>
                <style>body { font: 1.2em sans-serif; margin: 4em auto; max-width: 32em; padding: 0 1em }</style></head>
                <body><h1>\(title[language])</h1><p>\(text[language])</p></body>
                </html>

                """, ending: ending)
    }
}
