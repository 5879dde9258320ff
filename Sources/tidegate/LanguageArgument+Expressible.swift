import ArgumentParser
import Commands

extension LanguageArgument: ExpressibleByArgument {}
