import ArgumentParser
import Sandbox

extension SandboxSite: ExpressibleByArgument {}
