import Commands

Program.begin()
Tidegate.start(Program.arguments)
