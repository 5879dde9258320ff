import ArgumentParser
import Commands

struct InterfaceEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "interface", abstract: .spoken(en: "The terminal interface.", zh: "终端界面。"), shouldDisplay: false)
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try InterfaceCommand.run($0) }
    }
}

struct DemoEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "demo",
            abstract: .spoken(
                en: "The interface against the built-in sandbox exchange; nothing is kept on disk.", zh: "用内置沙盒交易所运行界面；不在磁盘上保留任何内容。"))
    }

    @OptionGroup var global: GlobalOptions

    @Flag(help: ArgumentHelp(en: "Keep the sandbox's prices where they are.", zh: "让沙盒的价格保持不变。"))
    var still = false

    func run() throws {
        try global.run { try InterfaceCommand.demo($0, still: still) }
    }
}
