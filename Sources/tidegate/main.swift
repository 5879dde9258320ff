import Commands
import Crypto
import Glibc

// Before anything else: no core file or debugger may see what comes.
ProcessGuard.harden()
ProcessGuard.holdStandardDescriptors()
ProcessGuard.closeOnExec()
// A reader of our output that goes away must not end the program in the middle of something.
signal(SIGPIPE, SIG_IGN)
ProcessGuard.catchFatalSignals()
Tidegate.start(ArgumentOrder.commandFirst(Array(CommandLine.arguments.dropFirst())))
