import Domain

/// `doctor`: checks this machine and says for each thing whether it is in order, and what can be done.
public enum DoctorCommand {
    /// Whether the exchanges may be asked for the time.
    public enum Network: Hashable, Sendable {
        case used
        case unused
    }

    /// Prints a row for each thing. The exit code is that of the first cause in the list of causes; warnings do not count.
    public static func run(network: Network, _ context: CommandContext) throws -> Int32 {
        let machine = MachineInspection(context: context)
        let files = FileInspection(context: context)
        var findings = [machine.terminal, machine.locale, machine.lockedMemory, machine.coreFiles, machine.certificates]
        switch network {
        case .used: findings += try machine.clocks()
        case .unused: break
        }
        findings += [files.configuration, files.modes, files.vault, files.freeSpace]
        context.print(json: DoctorReport.json(findings, context.language), text: DoctorReport.text(findings, context.language))
        let causes = Set(
            findings.compactMap { finding -> Cause? in
                if case .failed(let failure) = finding.result { failure.cause } else { nil }
            })
        return Cause.allCases.first(where: causes.contains)?.exitCode ?? 0
    }
}
