import ArgumentParser
import Commands

extension SandboxSiteArgument: ExpressibleByArgument {}
