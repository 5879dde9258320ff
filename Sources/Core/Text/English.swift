import Domain

extension Text {
    static let english = Text(
        colon: ": ",
        listComma: ", ",
        sentenceSpace: " ",
        unknownAmount: "–",
        tooSmall: "Tidegate needs a terminal of at least 60 columns and 20 rows. Enlarge the window, or press Ctrl-C to quit.",
        keys: Keys(
            up: "up", down: "down", pageUp: "page up", pageDown: "page down", first: "first", last: "last",
            choose: "choose", back: "back", next: "continue", proceed: "continue", submit: "next / connect", quit: "quit", help: "help",
            language: "中文", repaint: "draw the screen anew", suspend: "suspend",
            filter: "filter", erase: "erase the character before the cursor", eraseForward: "erase the character under the cursor",
            clearField: "clear field", toStart: "to the start", toEnd: "to the end", cursorLeft: "move the cursor left",
            cursorRight: "move the cursor right",
            tick: "tick", noFutures: "I do not trade futures", copyAddress: "copy address",
            copySeenAddress: "copy the address that was seen",
            haveKey: "I have the key",
            previousOption: "previous option", nextOption: "next option", nextField: "next field", previousField: "previous field",
            swap: "swap {first} and {second}",
            again: "again", edit: "change", insist: "use it though it can withdraw",
            probe: "look on the other sites", useFound: "use it", useOtherAccount: "use the other account",
            add: "add", connect: "connect", details: "details", otherPane: "other pane", toList: "back to the list", refresh: "refresh",
            remove: "remove",
            rename: "rename", replace: "replace the key", makeDefault: "make it the default", lock: "lock",
            keepWatching: "keep watching (do not lock when idle)",
            changePassphrase: "change the passphrase", unlock: "unlock", openBackup: "open the backup",
            futuresSettings: "futures", applySettings: "apply the plan", confirmSettings: "apply now", leverage: "leverage", lookUp: "look",
            skipSettings: "skip", tradeFutures: "I do / do not trade futures",
            authorize: "authorize", openBrowser: "open browser", printBare: "show only the address", typeAnswer: "type answer",
            submitAnswer: "use answer",
            agree: "delete and go on", decline: "leave it"),
        home: Home(
            title: "My Exchanges", exchanges: "Exchanges", emptyTitle: "No account is connected yet.",
            emptyLead: "Connect an exchange account to see its status and balances here. It takes about two minutes.",
            connect: "Connect", connectRemark: "press Enter",
            demoRemark: "This is the demo: a sandbox exchange inside the program. No real account, no money, nothing kept on disk.",
            emptySteps: [
                "Choose the exchange.", "Check the futures settings (advice; you can skip them).",
                "Make an API key at the exchange: Read and Trade on, Withdraw off.", "Paste it here; Tidegate proves that it works.",
            ],
            total: "Total", asset: "Asset", wallet: "Wallet", amount: "Total", available: "Available", inUse: "In use", value: "Value",
            share: "Share", unrealizedProfit: "Unrealized profit",
            noAssets: "This account holds no assets.", reading: "Reading the account…",
            addressBound: "IP bound", addressUnbound: "no IP bound", addressUnknown: "IP binding not known",
            permissionsUnknown: "permissions not known", futuresNotUsed: "Futures settings: not used", isDefault: "* the default",
            notStored: "Not stored",
            notStoredLead: "Not stored.",
            notStoredRemark:
                "It works until the vault is locked or you quit, and is then forgotten. To store it, remove it and add it again.",
            counts: { connected, toFix in
                "\(connected) connected" + (toFix > 0 ? ", \(toFix) to fix" : "")
            },
            asOf: { "as of \($0)" }),
        choose: Choose(
            title: "Choose exchange", lead: "Which exchange is the account at?", filter: "Filter",
            nothingMatches: "No exchange matches. Press Esc to see all."),
        futures: Futures(
            title: "Futures settings",
            lead:
                "For trading futures, check these settings at the exchange before you connect. They are advice; nothing is changed from here.",
            page: "Trading page", laterRead: "Once connected, Tidegate reads them from the account and shows what differs.",
            notUsed: "You do not trade futures with this account. Its futures settings will never raise a warning. Press n to change that.",
            reading: "Reading the settings of the account…",
            plan: "Press Enter to apply this plan; nothing has been changed yet:",
            nothingToMend: "Nothing has to be changed.",
            notFromHere: "Nothing can be changed from here at present; the rows say what to do.",
            confirm: "To apply this plan, type the name “{name}” and press Enter.",
            confirmEmpty: "Nothing is typed. Type {name}, and nothing is applied before.",
            confirmOther: "That is not the name. Type {name}; capitals count.",
            neverCloses: "Orders are never cancelled and positions never closed. Esc goes back.",
            applying: "Applying, one step after the other…", stopped: "It stopped here; later steps were not tried.",
            stepLead: "“{name}” is connected. These settings are the last step; Esc skips it.",
            connectionNotUsed: "You do not trade futures with this account, so its settings raise no warning. Press n to change that.",
            leverageLead:
                "Look at the leverage of an instrument, or set it; on some exchanges also for positions that leave portfolio margin.",
            instrument: "Instrument", leverage: "Leverage", leveragePlaceholder: "empty: only look",
            instrumentPlaceholder: "such as {instrument}; empty: no particular one",
            noInstrument: "An instrument is an id of the exchange, such as {instrument}.",
            noLeverage: "A leverage is a number above 0, such as 5."),
        method: Method(
            title: "Connect method", lead: "How should Tidegate connect to {exchange}?", fastAPI: "Fast API",
            authorization: "Authorization in a browser", manual: "Manual API key", configured: "configured here",
            notConfigured: "not configured", notOffered: "not open to users", recommended: "recommended here",
            needs: "Needs", grants: "Grants", costs: "You do",
            fastAPICosts: "one approval in the browser",
            manualNeeds: "a key that you make on {exchange}'s API page",
            manualGrants: "what you tick there: Read and Trade; never tick Withdraw",
            manualCosts: "about two minutes and {count} values to copy"),
        guide: Guide(
            title: "Make an API key at {exchange}",
            sandbox:
                "In the sandbox you need no key of your own: the next screen offers sample accounts. These are the steps at the real exchange.",
            noOwnAddress:
                "This machine's public address is not known here; connect first, and a refusal will show the address that {exchange} saw.",
            ownAddress: "An address of this machine: {address}."),
        entry: Entry(
            title: "Connect to {exchange}", replaceTitle: "Replace key", site: "Site",
            siteRemark: "← → Choose the site where the account was registered.", environment: "Environment",
            environmentRemark: "← → Demo trading has keys of its own.", environmentsRemark: "← → Each environment has keys of its own.",
            live: "Live", demo: "Demo trading", testnet: "Testnet",
            name: "Name", namePlaceholder: "a name of your own for this account", connect: "Connect",
            notOffered: { "Not offered by this site: \($0)." },
            sample: "Sample account", sampleRemark: "← → choose a sandbox account, Enter fills in its key.",
            nameEmpty: "Give the connection a name.", nameHyphen: "A name cannot begin with a hyphen.",
            nameTaken: "Another connection has this name. Choose a different one.",
            fieldEmpty: "This field is empty. Paste the value that the exchange showed.",
            onlyForEncrypted: "Only for a private key that is encrypted.",
            cannotTravel: "This value cannot be sent: it holds characters that no key has. Press Ctrl-U and paste it again.",
            sameTwice: "The same value stands in two places.",
            publicKey: "This is the public key, which the exchange gets; the private key signs.",
            beside: { "The \($0) is given too, and a key has one of the two: clear the other one." },
            inPlaceOf: { "In place of the \($0); paste the whole block." },
            pasteSecretInPlainField: "That paste may hold a secret and was not put into a field that is shown. Choose its field first.",
            pasteTooLong: "That paste is too long to be a key, and was thrown away.",
            pasteEmpty: "That paste held nothing but white space.",
            pasteNowhere: "Nothing here takes such a paste; it was thrown away.",
            pasteLeftOpen: "The paste has not come to its end. Look at what was filled in; press Esc to type on, or paste again.",
            pasteTwoKeys: "There are two keys in it; nothing was taken. Paste one of them.",
            pasteNotJSON: "It begins as JSON and is none with a key in it; nothing was taken.",
            looksSwapped: { "\($0) and \($1) look swapped. Ctrl-X swaps them." },
            areSwapped: { "\($0) and \($1) look swapped." },
            pasteOffer: { values in
                "Paste \(values == 2 ? "both values" : "all \(Phrase.number(values).english) values") at once into any field, or type them. They stay in locked memory and are never shown."
            },
            pasteToldByShape: { _ in "The values came in another order; their shapes tell which is which." },
            characters: { "\($0) character" + ($0 == 1 ? "" : "s") },
            lines: { "\($0) line" + ($0 == 1 ? "" : "s") },
            trimmed: { "Removed \($0) stray character" + ($0 == 1 ? "" : "s") + " at the edges." },
            pasteFilled: { "Filled in: \($0)." }, stillMissing: { "Still missing: \($0)." },
            pasteNotRecognised: {
                "No key was recognised in that paste (\($0) line" + ($0 == 1 ? "" : "s")
                    + "). Paste the \(Phrase.number($1).english) values, or one value into its field."
            },
            replaceLead: { name, exchange, site in
                "A new key for “\(name)” at \(exchange), \(site). The old one stays in use until the new one has passed."
            },
            trouble: { trouble in
                let name =
                    switch trouble.character {
                    case .space: "a space"
                    case .tab: "a tab"
                    case .lineEnd: "a line end"
                    case .control: "a control character"
                    case .invisible: "an invisible character"
                    case .fullWidth: "a full-width character"
                    case .curlyQuote: "a typographic quotation mark"
                    case .notASCII: "a character outside ASCII"
                    }
                return "Character \(trouble.position) is \(name)."
            }),
        verify: VerifyWords(
            title: "Verify", running: "checking…", skipped: "not reached",
            passed: "Everything works. Press Enter to see the balances.",
            passedWithWarnings: "The connection works, and something should be mended. Press Enter to see the balances.",
            passedToSettings:
                "The connection works, and futures settings differ. Enter: look at them and mend them. Esc: skip, to the balances.",
            failed: "Not connected; nothing was stored. Enter: change what was typed. r: try again.",
            failedReplacing: "The old key stays in use. Enter: change what was typed. r: try again.",
            insistOffer: "w: use the key all the same.", insistTitle: "Use a key that can withdraw?",
            insistBody:
                "Whoever gets hold of this key can move everything out of the account. Tidegate never withdraws and needs no such key. With yes it is verified again and stored as it is, and the account keeps a warning.",
            otherAccountOffer: "o: use the other account all the same; what was kept of the old one is forgotten.",
            otherAccountUsed: "It belongs to another account, as you want it.", copyOffer: "y: copy {address}.",
            probeOffer: "p: look for the key elsewhere. One signed request each goes to: {places}.",
            probing: "Asking the other sites for the key…",
            probeFound: "The key belongs to {place}. Enter: use it and verify again. e: change what was typed.",
            probeFoundNothing: "No site that was asked knows the key. Copy it again, or look at the exchange whether it still exists.",
            keyWorks: "the key works here", keyKnown: "the key is known here", keyNotThere: "not here",
            lead: { name, exchange, site in "Connecting “\(name)” to \(exchange), \(site)" },
            place: { place, language in
                switch place.environment {
                case .live: "\(place.site.name[language]), live"
                case .demo: "\(place.site.name[language]), demo trading"
                case .testnet: "\(place.site.name[language]), testnet"
                }
            },
            code: { "code \($0)" },
            rowName: { row, fields in
                switch row {
                case .reach: "Reach the exchange"
                case .clock: "Clock"
                case .key: "API Key"
                case .secret: fields.secrets.map(\.name.english).joined(separator: " and ")
                case .address: "Address"
                case .permissions: "Permissions"
                case .withdrawal: "Withdraw permission"
                case .environment: "Environment"
                case .settings: "Futures settings"
                case .balances: "Balances"
                }
            }),
        vault: VaultWords(
            createTitle: "Create vault",
            createLead:
                "The vault is one encrypted file on this machine that keeps your connections. It is a standard age file: the public age program opens it too, with this passphrase.",
            passphrase: "Vault passphrase", repeated: "Again", create: "Create vault", without: "Only for this session",
            withoutRemark: "Nothing is kept on disk; the connections are forgotten when you quit.",
            forgetWarning: "Nobody can recover a forgotten passphrase. Four or more random words are easy to keep and hard to guess.",
            working: "Writing the vault…", empty: "Type a passphrase first.", different: "They differ. Press Ctrl-U and type it again.",
            pasteRefused: "That paste is not one line, and was thrown away.",
            changeTitle: "Change passphrase",
            changeLead: "The vault is written anew with this passphrase. The old one opens it until that has worked.",
            present: "Present passphrase", newOne: "New passphrase", change: "Change", changed: "The vault has its new passphrase.",
            unlockTitle: "Unlock", unlockLead: "Your connections are in the vault. Its passphrase opens it.",
            lockedLead: "Locked. Keys are wiped from memory and all connections closed.",
            lockedByTimeLead: "Locked, because no key was pressed for a while. Keys are wiped from memory and all connections closed.",
            stretchRemark: "Unlocking takes about a second on purpose: it slows down anyone who tries passphrases.",
            unlocking: "Unlocking…", backupOffer: "Ctrl-B opens the backup: the vault as it was before the last change.",
            waiting: "Another Tidegate is writing the vault; waiting for it…",
            keepsWatching: "Keeps watching: not locked when idle.", locksAgain: "Locks again when idle.",
            unlocked: { "Unlocked in \($0 / 1000).\($0 % 1000 / 100) s." },
            strength: { strength in
                switch strength {
                case .none: ""
                case .weak: "Weak: could be guessed in hours by someone who has a copy of the file."
                case .fair: "Fair: would withstand guessing for weeks, perhaps years."
                case .strong: "Strong, if it is used nowhere else and was not taken from a book or song."
                }
            }),
        dialogs: Dialogs(
            helpTitle: "Help", helpHere: "On this screen", helpEverywhere: "Everywhere", helpMore: "More", close: "close",
            helpSupport: [
                "Documentation: README.md of the program.",
                "A code in words: tidegate explain CODE.",
                "Secrets are never shown, logged or sent anywhere but to the exchange.",
            ],
            helpPlatform: { $0.map { "Support by \($0)" } ?? "Support" },
            quitTitle: "Quit?", quitSession: "The connections live in memory only; quitting forgets them and wipes their keys.",
            quitKept: "Your connections stay in the vault.", quitTyped: "The key that was typed is not connected and will be forgotten.",
            quitWriting: "The vault is still being written; quitting now may lose the last change.",
            quitApplying: "Settings are being changed at the exchange; how that ends would not be seen.",
            quitNothing: "Nothing will be lost.",
            removeTitle: "Remove?", copied: "Copied", copiedPerhaps: "Sent to the clipboard, which not every terminal allows",
            keptByTmux: "tmux keeps it from the clipboard; “set -g set-clipboard on” in ~/.tmux.conf lets it through.",
            refreshing: "Reading all accounts…",
            fastAPITitle: "Fast API is not configured", authorizationTitle: "Authorization in a browser is not open to users",
            quitUnsaved: { "Not in the vault, and forgotten by quitting: \($0)." },
            removeBody: {
                "“\($0)” is removed here and its key wiped from memory. At the exchange the key stays until you delete it there."
            },
            renameTitle: "Rename", renameLead: "New name", nameKept: "It is called that already.",
            addressTitle: "Another address?",
            addressAccepted: { "The key of “\($0)” goes to the new address from now on." },
            stored: { "“\($0)” is stored in the vault." },
            replaced: { "“\($0)” has its new key; the old one was forgotten." },
            renamed: { "It is called “\($0)” now." },
            madeDefault: { "“\($0)” is the default now." },
            futuresUse: { name, use in
                switch use {
                case .used: "The futures settings of “\(name)” matter again."
                case .notUsed: "No futures are traded with “\(name)”: its settings raise no warning."
                }
            },
            added: { "“\($0)” is connected." },
            removed: { "“\($0)” was removed; its key was wiped." }),
        authorize: AuthorizeWords(
            title: "Fast API: authorize",
            lead:
                "You agree on {exchange}'s own page in a browser, and {exchange} makes a key for this terminal. No password is typed here.",
            asks: "Asked for", asksNot: "Never asked for: withdrawals, personal data", start: "Authorize",
            siteRemark: "The site where you sign in. Should the account be at another one, the answer says so.",
            opening: "Preparing…", open: "Open this address in a browser where you can sign in to {exchange}, and agree:",
            listening: "Then you are done here: the browser tells this terminal by itself. It waits until {time}.",
            pasteOnly: "Then paste the address that the browser ends at. This terminal waits until {time}.",
            forward: "The browser is on another machine? Forward the port from there, or paste the address that the browser ends at:",
            answer: "Answer", paste: "Paste the address that the browser ended at, or the code in it, at any time.",
            working: "You agreed. Asking the exchange for the key…",
            deleteOlderKey:
                "The exchange keeps one key for each user and platform, and there is one already. To go on it has to be deleted; another device that uses it loses its connection.",
            deleteLostKey:
                "The reply with the new key was lost on the way, and nobody can read it again. If it was made, it has to be deleted before another is made.",
            decide: "y delete it and go on     n leave it and stop",
            notVerified:
                "A key was made, and it did not pass the verification; nothing was stored. It stays at the exchange until you delete it there. Esc and then Enter: authorize again, which replaces it.",
            tryAgain: "Enter: try again. Esc: back, for example to the manual way.",
            browserStarted: "The browser was asked to open the address.", bare: "Press Enter to go back.",
            cancelled: "Given up. If you still agree in the browser, nothing is connected.",
            lateDeleted: "You gave up while the key was being made; it has been deleted again.",
            lateRemains:
                "You gave up while the key was being made, and it may still be at the exchange: delete the key named “tidegate” on its API page.",
            quit: "An authorization is under way; what the browser still agrees to leads nowhere.",
            lateUnused: { place in
                "You agreed in the browser after giving up here. Nothing was made of it; the consent can be taken back at the exchange"
                    + (place.map { " under \($0)" } ?? "") + "."
            }),
        plain: Plain(
            greeting: "Tidegate, plain mode. ? lists the commands.", separator: ", ", empty: "empty", chosen: " (chosen)",
            hidden: " (not shown while typed)", hiddenAmount: "hidden", show: "show",
            yes: "yes", no: "no", commandsTitle: "Commands, by key or by name:",
            notUnderstood: "Not understood. ? lists the commands.", tooLong: "That was too long, and was thrown away.", toCopy: "To copy",
            manual: [
                "  .: show everything again",
                "A number chooses a line that has one. The number of what is chosen already, or an empty line, is Enter.",
                "Where a field asks for text, a line is its new content; there, a command begins with a colon, as in :back or :2.",
                "An option is chosen by its name. Secrets are not shown while they are typed. {number} lines pasted at once fill in a whole key.",
            ],
            others: { "; others: \($0)" },
            rowsBefore: { "\($0) more rows come before these; in the details “home” goes to the first." },
            rowsAfter: { "\($0) more rows follow; in the details “end” goes to the last, “pgdn” further down." },
            mark: { mark in
                switch mark {
                case .good: "ok"
                case .caution: "attention"
                case .bad: "failed"
                case .running: "running"
                case .waiting: "waiting"
                case .skipped: "none"
                case .ticked: "ticked"
                case .unticked: "not ticked"
                }
            }),
        tools: .english,
        portfolio: .english, accounts: .english, chart: .english,
        walletName: \.columnLabel.english)
}
