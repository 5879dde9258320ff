internal import Core

extension Role {
    /// What sets the role apart where there is no colour.
    var monochromeAttributes: Attributes {
        switch self {
        case .text, .border, .bar, .amount, .dialog, .hintText: []
        case .muted, .placeholder, .barTrack, .stale: .dim
        case .title: [.reverse, .bold]
        case .titleBar, .selection: .reverse
        case .selectionInactive: [.bold, .underline]
        case .heading, .accent, .good, .positive, .hintKey, .notice, .dialogBorder: .bold
        case .field: .underline
        case .fieldFocused: [.underline, .bold]
        case .caution, .negative: [.bold, .underline]
        case .bad: [.bold, .reverse]
        case .badgeLive: [.reverse, .bold]
        case .badgeDemo: .reverse
        case .badgeTestnet: [.reverse, .bold, .underline]
        case .badgeSandbox: [.reverse, .underline]
        case .link: .underline
        }
    }
}
