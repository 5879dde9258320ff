import Age
import Domain

extension VaultFile {
    /// A problem in words. Mentions the backup where there is one, and offers it where it looks intact.
    public func failure(of problem: VaultProblem) -> Failure {
        let failure = problem.failure
        switch problem {
        case .backupExists(let path): return failure.offering(path, nil)
        case .damaged(let damaged, _) where damaged == backupPath:
            return failure.adding(
                Phrase(
                    en:
                        "That was the last good generation; there is no other. Without a copy of your own, move both files away and begin anew.",
                    zh: "那就是上一份备份，没有更早的了。若没有自己的副本，请移走这两个文件后重新开始。"))
        case .damaged, .workFactorTooHigh:
            switch backupCondition {
            case .absent:
                return failure.adding(
                    Phrase(
                        en: "There is no backup beside it. Put a copy of your own in its place, or move it away and begin anew.",
                        zh: "旁边没有备份文件。请换上自己的副本，或移走该文件后重新开始。"))
            case .damaged:
                return failure.adding(
                    Phrase(
                        en:
                            "The backup beside it cannot be read either. Put a copy of your own in its place, or move both files away and begin anew.",
                        zh: "旁边的备份文件也无法读取。请换上自己的副本，或移走这两个文件后重新开始。"))
            case .looksWhole:
                return failure.offering(
                    backupPath,
                    Phrase(
                        en:
                            "The last good generation lies beside it as \(CleanText.line(backupPath)) and can be restored: start tidegate, type the passphrase, Ctrl-B.",
                        zh: "上一份完好的备份在 \(CleanText.line(backupPath))，可以恢复：启动 tidegate，输入密码短语后按 Ctrl-B。"))
            }
        case .missing, .exists, .locked, .passphraseWrong, .passphraseChanged, .passphraseEmpty, .newerVersion, .openToOthers, .foreign,
            .notAFile, .refused,
            .busy, .memoryExhausted, .nameTaken, .nameUnknown, .nameUnsuitable, .alreadyConnected, .credentialUnsuitable, .declined:
            return failure
        }
    }

    private var backupPath: String { path + ".bak" }

    private enum BackupCondition {
        case absent
        case damaged
        /// As far as can be seen without the passphrase.
        case looksWhole
    }

    private var backupCondition: BackupCondition {
        do throws(VaultProblem) {
            guard let backup = try folder(absence: .isRefused).read(backupName, limitBytes: Self.limits.fileBytes) else { return .absent }
            let workFactor: Int? = backup.withUnsafeBytes { bytes in
                try? AgeFile.workFactor(of: bytes, as: AgeEncoding(detectedIn: bytes), limits: Self.limits)
            }
            return workFactor == nil ? .damaged : .looksWhole
        } catch {
            return .damaged
        }
    }
}

extension Failure {
    fileprivate func adding(_ step: Phrase) -> Failure {
        Failure(cause, code: code, message: message, remedy: remedy + [step], retry: retry, seenAddress: seenAddress, backup: backup)
    }

    fileprivate func offering(_ backup: String, _ step: Phrase?) -> Failure {
        Failure(
            cause, code: code, message: message, remedy: remedy + (step.map { [$0] } ?? []), retry: retry, seenAddress: seenAddress,
            backup: backup)
    }
}
