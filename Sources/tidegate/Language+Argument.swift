import ArgumentParser
import Core

extension Language: ExpressibleByArgument {}
