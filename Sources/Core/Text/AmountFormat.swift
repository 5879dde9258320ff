import Domain

/// Formats amounts as the user wants to see them: in a currency, or hidden. Every amount of an account on the screen goes through it.
struct AmountFormat {
    let text: Text
    let glyphs: GlyphSet
    let secrecy: Viewing.AmountSecrecy
    let currency: TotalCurrency
    let rates: ExchangeRates

    /// Stands for any amount while amounts are hidden; always of the same length.
    var mask: String {
        switch glyphs {
        case .unicode: "••••"
        case .ascii, .unambiguous: "****"
        }
    }

    /// Every digit, in groups of three.
    func exact(_ amount: Amount?) -> String {
        hidden(amount) { AmountText.exact($0, text) }
    }

    /// The same of a gain or a loss, with its sign.
    func signed(_ change: Amount?) -> String {
        hidden(change) { AmountText.signed($0) }
    }

    /// Every digit of a gain or a loss as one word, with its sign.
    func signedPlain(_ change: Amount?) -> String {
        hidden(change) { AmountText.signed($0.plain, of: $0) }
    }

    /// Every digit as one word, with a unit.
    func plain(_ amount: Amount?, _ unit: String = "") -> String {
        hidden(amount) { $0.plain + (unit.isEmpty ? "" : " " + unit) }
    }

    /// An amount of dollars in the currency of the totals.
    func value(_ dollars: Amount?) -> String {
        hidden(dollars) { AmountText.value(rates.convert($0, to: currency), scale: currency.shownScale, text) }
    }

    /// The same with the currency's name.
    func money(_ dollars: Amount?) -> String {
        value(dollars) + " " + currency.rawValue
    }

    /// The same with every digit, as one word.
    func valueInFull(_ dollars: Amount?) -> String {
        hidden(dollars) { dollars in
            rates.convert(dollars, to: currency).map { $0.trimmed.plain + " " + currency.rawValue } ?? text.unknownAmount
        }
    }

    /// Why there are no amounts in the currency of the totals; `nil` where there are.
    var rateRemark: String? {
        if rates.knows(currency) { return nil }
        return rates.awaited.contains(currency) ? text.portfolio.rateAwaited(currency.rawValue) : text.portfolio.noRate(currency.rawValue)
    }

    private func hidden(_ amount: Amount?, _ words: (Amount) -> String) -> String {
        guard let amount else { return text.unknownAmount }
        switch secrecy {
        case .shown: return words(amount)
        case .hidden: return mask
        }
    }
}
