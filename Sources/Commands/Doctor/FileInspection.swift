import Age
import App
import Domain
import Exchanges
import Glibc
import Vault

/// What `doctor` says about the program's files, without a passphrase and without changing anything.
struct FileInspection {
    let context: CommandContext

    /// Free space below the first is a failure, below the second a warning.
    private static let neededBytes: UInt64 = 1 << 20
    private static let comfortableBytes: UInt64 = 16 << 20

    private var file: VaultFile { VaultAccess(context: context).file }

    var configuration: DoctorFinding {
        if let problem = context.configurationProblem { return .failed(.configuration, problem) }
        let path = context.folders.configurationFile
        let shown = CleanText.line(path)
        guard access(path, F_OK) == 0 else {
            // Anyone who can write there can decide what commands the next start runs.
            if let flaw = FileTrust.flaw(of: context.folders.configuration, .unchanged) { return .failed(.configuration, flaw.failure) }
            return .ok(.configuration, Phrase(en: "\(shown) does not exist; everything has its default.", zh: "\(shown) 不存在，全部使用默认值。"))
        }
        return .ok(.configuration, Phrase(verbatim: shown))
    }

    /// Whether the folder, the vault, its backup and its lock belong to the user alone.
    var modes: DoctorFinding {
        do throws(VaultProblem) {
            _ = try file.exists()
        } catch {
            return .failed(.fileModes, file.failure(of: error))
        }
        if let flaw = otherFlaw { return .failed(.fileModes, flaw.failure) }
        let folder = context.folders.data
        guard let folderMode = Self.status(folder)?.st_mode else {
            return .ok(.fileModes, Phrase(en: "No folder yet: \(CleanText.line(folder)).", zh: "文件夹尚不存在：\(CleanText.line(folder))。"))
        }
        for path in [file.path, file.path + ".bak"] {
            guard let status = Self.status(path) else { continue }
            if status.st_mode & S_IFMT != S_IFREG {
                return .failed(.fileModes, VaultProblem.notAFile(path: path, Self.thing(status)).failure)
            }
            if status.st_uid != geteuid() { return .failed(.fileModes, VaultProblem.foreign(path: path, .file).failure) }
            if status.st_mode & 0o077 != 0 { return .failed(.fileModes, VaultProblem.openToOthers(path: path, .file).failure) }
        }
        let mode = String(folderMode & 0o777, radix: 8)
        return .ok(
            .fileModes,
            Phrase(en: "Only you can enter \(CleanText.line(folder)) (\(mode)).", zh: "仅您可进入 \(CleanText.line(folder))（\(mode)）。"))
    }

    /// The flaw of other files that are trusted: themes, files with secrets, and the programs that print them.
    private var otherFlaw: FileTrust.Flaw? {
        if let flaw = UserThemes.flaw(folder: context.folders.themes) { return flaw }
        let named =
            context.options.passphraseFile ?? context.process.environment("TIDEGATE_PASSPHRASE_FILE").flatMap { $0.isEmpty ? nil : $0 }
        if let named, !named.hasPrefix("/dev/"), !named.hasPrefix("/proc/"), let flaw = FileTrust.flaw(of: named, .secret) { return flaw }
        if let command = context.configuration.passphraseCommand, let flaw = FileTrust.flaw(ofCommand: command) { return flaw }
        for client in context.configuration.fastAPI.values {
            switch client.secretSource {
            case .file(let path): if let flaw = FileTrust.flaw(of: path, .secret) { return flaw }
            case .command(let command): if let flaw = FileTrust.flaw(ofCommand: command) { return flaw }
            case .sample: break
            }
        }
        return nil
    }

    var vault: DoctorFinding {
        let path = file.path
        let shown = CleanText.line(path)
        switch FileContent.read(path, limitBytes: VaultFile.limits.fileBytes) {
        case .failure(.absent):
            do throws(VaultProblem) {
                if let backup = try file.backup() { return .failed(.vault, file.failure(of: .backupExists(path: backup.path))) }
            } catch {
                // The row of the file modes reports what is wrong with the folder.
            }
            return .warning(
                .vault, Phrase(en: "There is no vault yet: \(shown).", zh: "尚无保险库：\(shown)。"),
                Phrase(
                    en: "“tidegate vault create” makes one; without it, connections last for a session.",
                    zh: "用 “tidegate vault create” 创建；否则连接仅在会话期间有效。"))
        case .failure(.unsuitable):
            return .failed(.vault, VaultProblem.notAFile(path: path, Self.status(path).map(Self.thing) ?? .other).failure)
        case .failure(.tooLarge):
            return .failed(.vault, file.failure(of: .damaged(path: path, .layer(.tooLarge(limitBytes: VaultFile.limits.fileBytes)))))
        case .failure(.unreadable(let number)): return .failed(.vault, VaultProblem.refused(path: path, errno: number).failure)
        case .success(let bytes): return judge(bytes, path: path, shown: shown)
        }
    }

    private func judge(_ bytes: [UInt8], path: String, shown: String) -> DoctorFinding {
        let workFactor: Int?
        do throws(AgeError) {
            let read: Result<Int?, AgeError> = bytes.withUnsafeBytes { sealed in
                do throws(AgeError) {
                    return .success(try AgeFile.workFactor(of: sealed, as: AgeEncoding(detectedIn: sealed), limits: VaultFile.limits))
                } catch {
                    return .failure(error)
                }
            }
            workFactor = try read.get()
        } catch {
            return .failed(.vault, file.failure(of: VaultProblem(error, in: bytes, path: path)))
        }
        guard let workFactor else { return .failed(.vault, file.failure(of: .damaged(path: path, .noPassphrase))) }
        let facts = Phrase(
            en: "\(shown), \(bytes.count) bytes, work factor \(workFactor).", zh: "\(shown)，\(bytes.count) 字节，work factor \(workFactor)。")
        let wanted = context.configuration.vaultWorkFactor
        guard workFactor >= wanted else {
            return .warning(
                .vault, facts,
                Phrase(
                    en: "The configuration asks for \(wanted); the next change of the vault brings it.",
                    zh: "配置要求 \(wanted)，下次更改保险库时生效。"))
        }
        return .ok(.vault, facts)
    }

    /// Of the file system that has, or would have, the vault.
    var freeSpace: DoctorFinding {
        var place = context.folders.data
        var system = statvfs()
        while statvfs(place, &system) != 0 {
            guard errno == ENOENT, let slash = place.lastIndex(of: "/"), place != "/" else {
                return .failed(.freeSpace, VaultProblem.refused(path: place, errno: errno).failure)
            }
            place = slash == place.startIndex ? "/" : String(place[..<slash])
        }
        let (free, overflow) = UInt64(system.f_bavail).multipliedReportingOverflow(by: UInt64(system.f_frsize))
        let bytes = overflow ? .max : free
        let shown = Phrase(
            en: "\(bytes >> 20) MiB free at \(CleanText.line(place)).", zh: "\(CleanText.line(place)) 剩余 \(bytes >> 20) MiB。")
        if bytes < Self.neededBytes { return .failed(.freeSpace, VaultProblem.refused(path: place, errno: ENOSPC).failure) }
        guard bytes >= Self.comfortableBytes else {
            return .warning(.freeSpace, shown, Phrase(en: "Make room on the disk.", zh: "请腾出磁盘空间。"))
        }
        return .ok(.freeSpace, shown)
    }

    private static func thing(_ status: stat) -> VaultProblem.Thing {
        switch status.st_mode & S_IFMT {
        case S_IFLNK: .symbolicLink
        case S_IFDIR: .folder
        default: .other
        }
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}
