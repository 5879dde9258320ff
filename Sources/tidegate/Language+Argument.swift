import ArgumentParser
import Domain

extension Language: ExpressibleByArgument {}
