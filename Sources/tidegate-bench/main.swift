import ArgumentParser
import Glibc

signal(SIGPIPE, SIG_IGN)
Bench.main()
